import ArgumentParser
import CaseFile
import Node

/// `tingsu visit plan`
struct PlanVisit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "定一次走访，写好带什么去 plan a visit, with what is taken along (带着方案进户)",
        discussion: """
            到时在 tingsu due 里；走访以后用 tingsu visit record --plan 编号 记在同一条里，准备也在那里。
            It stands in `tingsu due`; `tingsu visit record --plan ID` then records the visit in the same record.
            例 Example: tingsu visit plan --case 永丰-001 --at "2026-06-10 09:00" --summary 八年没谈拢 \\
                --option "分两期付" --option "先付医药费" --responsible 赵主任 --policy 永府〔2026〕3号
            """)

    @Option(name: .customLong("case"), help: "案件 case")
    var caseFile: String?

    @Option(name: .long, help: "走访的户 household")
    var household: String?

    @Option(name: .long, help: "计划什么时候去 when it is to be")
    var at: String

    @Option(name: .long, help: "走访人，可多次；默认说话的人 a visitor; repeat; default: who speaks")
    var visitor: [String] = []

    @Option(name: .long, help: "走访目的 purpose")
    var purpose: String?

    @Option(name: .long, help: "专项行动，名称或编号 campaign, by name or id")
    var campaign: String?

    @OptionGroup var preparation: PreparationOptions

    @Option(name: .long, help: "走访的其他字段=内容，可多次 further field=value of the visit; repeat")
    var set: [String] = []

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if caseFile == nil, household == nil {
            throw ValidationError("请写 --case 或 --household；give --case or --household")
        }
    }

    func run() async throws {
        var list = FieldList()
        list.add("case", caseFile)
        list.add("household", household)
        list.add("planned", at)
        list.add("visitors", visitor.isEmpty ? ["@author"] : visitor)
        list.add("purpose", purpose)
        list.add(
            "preparation",
            group: [
                ("summary", preparation.summary), ("options", preparation.options),
                ("responsible", preparation.responsible),
            ])
        list.add("policies", preparation.policy)
        list.add("campaign", campaign)
        try list.add(set)
        try await Output.save([.init("visit", fields: list.fields)], recording, options)
    }
}

/// What is taken along to a visit.
struct PreparationOptions: ParsableArguments {
    @Option(name: .long, help: "案情要点 the case in short")
    var summary: String?

    @Option(name: .long, help: "备选方案，可多次 what may be proposed; repeat")
    var option: [String] = []

    @Option(name: .long, help: "负责人 who is responsible")
    var responsible: String?

    @Option(name: .long, help: "携带的政策：编号或文号，可多次 a policy to take along, by id or number; repeat")
    var policy: [String] = []

    /// One on each line.
    var options: String? { option.isEmpty ? nil : option.joined(separator: "\n") }
}
