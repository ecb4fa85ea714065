import ArgumentParser
import CaseFile
import Node

/// `tingsu agreement …`
struct AgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "协议 agreements", subcommands: [Add.self, Amend.self, Confirm.self])

    /// `tingsu agreement add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "记一份协议，连同履行节点 record an agreement with its milestones",
            discussion: """
                例 Example: tingsu agreement add --case 永丰-001 --kind 书面调解协议 --effective 2026-06-03 --amount 20万 \\
                    --milestone "支付首期|5万|刘某某|邹某某|2026-06-30" --milestone "协助办理低保||||2026-07-31"
                协议、节点、回访计划一起保存。All is saved together.
                """)

        @Option(name: .customLong("case"), help: "案件 case")
        var caseFile: String

        @Option(name: .long, help: "协议类型 kind, see tingsu fields agreement")
        var kind = "written"

        @Option(name: .long, help: "协议编号 number")
        var number: String?

        @Option(name: .long, help: "主要事实 facts")
        var facts: String?

        @Option(name: .long, help: "争议事项及各方责任 issues and responsibilities")
        var responsibilities: String?

        @Option(name: .long, help: "协议内容、履行方式、期限 terms")
        var terms: String?

        @Option(name: .long, help: "生效日期 effective date")
        var effective: String?

        @Option(name: .long, help: "协议总金额（元） total amount, in yuan")
        var amount: String?

        @Option(name: .long, help: "签署人 姓名[|签署方式[|日期]]，可多次 a signer, NAME[|HOW[|DATE]]; repeat")
        var signer: [String] = []

        @Option(name: .long, help: "调解员 mediator")
        var mediator: String?

        @Option(name: .customLong("witnessed-by"), help: "见证人 姓名[|单位]，可多次 a witness, NAME[|ORGANISATION]; repeat")
        var witness: [String] = []

        @Option(name: .long, help: "履行节点 内容|金额|付款人|收款人|期限，可多次 WHAT|AMOUNT|PAYER|PAYEE|DUE; repeat")
        var milestone: [String] = []

        @Option(
            name: .long,
            help: "总金额按月等额分期 期数|付款人|收款人|第一期期限 the total in monthly parts, COUNT|PAYER|PAYEE|FIRST-DUE")
        var instalments: String?

        @Flag(name: .long, help: "当事人确认出于自愿（息诉罢访协议也不是结案条件） the parties say that it is of their own will")
        var voluntary = false

        @Option(name: .long, help: "回访计划 层级|期限|事由[|责任人]，可多次 LEVEL|DUE|PURPOSE[|OWNER]; repeat")
        var followUp: [String] = []

        @Option(name: .long, help: "其他字段=内容，可多次 further field=value; repeat")
        var set: [String] = []

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func validate() throws {
            _ = try milestone.map(MilestoneArgument.init)
            _ = try followUp.map(FollowUpArgument.init)
            _ = try parts()
        }

        func run() async throws {
            var list = FieldList()
            list.add("case", caseFile)
            list.add("kind", kind)
            list.add("number", number)
            list.add("facts", facts)
            list.add("responsibilities", responsibilities)
            list.add("terms", terms)
            list.add("effective_date", effective)
            list.add("total_amount", amount)
            list.add("signers", list: signer.compactMap { Self.group($0, ["name", "how", "date"]) })
            list.add("mediator", mediator)
            list.add("witnesses", list: witness.compactMap { Self.group($0, ["name", "organisation"]) })
            if voluntary { list.add("voluntary", group: [("confirmed", "yes")]) }
            try list.add(set)
            var records = [SaveRecordsCommand.NewRecord("agreement", name: "agreement", fields: list.fields)]
            records += try milestone.enumerated().map { index, text in
                let fields = try MilestoneArgument(text).fields(
                    case: caseFile, agreement: "@agreement", sequence: index + 1)
                return .init("milestone", fields: fields)
            }
            records += try parts().map { .init("milestone", fields: $0) }
            records += try followUp.map {
                .init(
                    "follow_up_plan", fields: try FollowUpArgument($0).fields(case: caseFile, agreement: "@agreement"))
            }
            try await Output.save(records, recording, options)
        }

        private func parts() throws -> [[TypedField]] {
            guard let instalments else { return [] }
            let argument = try InstalmentArgument(instalments)
            guard let amount else {
                throw ValidationError("--instalments 须与 --amount 一起用；it needs --amount")
            }
            return try argument.milestones(
                of: amount, case: caseFile, agreement: "@agreement", after: milestone.count)
        }

        private static func group(_ text: String, _ names: [String]) -> FieldValue? {
            FieldList.group(Array(zip(names, FieldArguments.parts(text))).map { ($0, $1) })
        }
    }
}
