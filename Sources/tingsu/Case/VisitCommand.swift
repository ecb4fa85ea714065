import ArgumentParser
import CaseFile
import CaseWork
import Foundation
import Node

/// `tingsu visit …`
struct VisitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: "走访 visits",
        subcommands: [PlanVisit.self, PrepareVisit.self, RecordVisit.self, NoteVisit.self])
}

/// `tingsu visit record`
struct RecordVisit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "记一次走访：心情、诉说、下一步 record a visit: feelings, words, what comes next",
        discussion: """
            先谈心情、再谈事情。心情写作 姓名:开始:结束[:观察者看法[:观察者的话]]，分数是本人自评的难受程度 0–10，
            不愿说的写“不愿说”，没有问的留空。走访、心情、案件下一步、回访计划一起保存。
            Feelings first, matters second. A feeling is NAME:BEFORE:AFTER[:OBSERVED[:WORDS]]; the ratings are the person's
            own, 0–10, `declined` where they would not say, empty where nobody asked. All is saved together.
            例 Example: tingsu visit record --case 永丰-001 --emotion 邹某某:9:7:委屈难过 --narrative "……" \\
                --next 核对医疗票据 --next-date 2026-05-20 --follow-up "村|2026-06-20|看恢复情况"
            """)

    @Option(name: .long, help: "计划好的走访，编号末8位即可：记在同一条里 the planned visit that was made: it is recorded there")
    var plan: String?

    @Option(name: .customLong("case"), help: "案件，默认计划里的 case; default: the plan's")
    var caseFile: String?

    @Option(name: .long, help: "走访的户 household")
    var household: String?

    @Option(name: .long, help: "开始时间，默认现在 when it began; default: now")
    var at = "@now"

    @Option(name: .long, help: "结束时间 when it ended")
    var until: String?

    @Option(name: .long, help: "面对面、背靠背、电话 mode: face_to_face, back_to_back, phone")
    var mode: String?

    @Option(name: .long, help: "地点说明 where")
    var place: String?

    @Option(name: .long, help: "地点类型 kind of place, see tingsu fields visit")
    var placeKind: String?

    @Option(name: .long, help: "走访人，可多次；默认计划里的，没有计划是说话的人 a visitor; repeat; default: the plan's, else who speaks")
    var visitor: [String] = []

    @Option(name: .long, help: "在场人员，可多次 somebody present; repeat")
    var present: [String] = []

    @Option(name: .long, help: "走访目的 purpose")
    var purpose: String?

    @Option(name: .long, help: "心情 姓名:开始:结束[:看法[:话]]，可多次 a feeling; repeat")
    var emotion: [String] = []

    @Option(
        name: .long,
        help: "情绪量表（本人同意才填）姓名:答:答:答:答，各0–3，可多次 PHQ-4, with consent only: NAME:A:B:C:D, each 0–3; repeat")
    var phq: [String] = []

    @Option(name: .long, help: "听诉记录；背靠背的话自动放进限制阅读的范围 the narrative, in the person's own words")
    var narrative: String?

    @Option(name: .long, help: "听诉记录的文件，- 为标准输入 a file with the narrative; - is the standard input")
    var narrativeFile: String?

    @Option(name: .long, help: "工作方法，可多次 a method; repeat")
    var method: [String] = []

    @Option(name: .long, help: "携带的政策：编号或文号，可多次 a policy that was taken along, by id or number; repeat")
    var policy: [String] = []

    @Option(name: .long, help: "专项行动，名称或编号 campaign, by name or id")
    var campaign: String?

    @Option(name: .long, help: "安全风险 类型[:说明] a safety concern, KIND[:DETAILS]")
    var safety: String?

    @Option(name: .long, help: "下次联系日期 next contact")
    var nextContact: String?

    @OptionGroup var nextStep: NextStepOptions

    @Option(name: .long, help: "看过的案件标记（tingsu show） token of the case as it was seen, where its next step is disputed")
    var seen: String?

    @Option(name: .long, help: "回访计划 层级|期限|事由[|责任人]，可多次 a follow-up to come, LEVEL|DUE|PURPOSE[|OWNER]; repeat")
    var followUp: [String] = []

    @Option(name: .long, help: "走访的其他字段=内容，可多次 further field=value of the visit; repeat")
    var set: [String] = []

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if caseFile == nil, plan == nil, nextStep.isGiven || !followUp.isEmpty {
            throw ValidationError("--next、--follow-up 须与 --case 一起用；they need --case")
        }
        if caseFile != nil, plan != nil {
            throw ValidationError("写了 --plan，案件从计划中取，不再写 --case；with --plan, the case is the plan's")
        }
        if nextStep.isGiven, nextStep.step == nil {
            throw ValidationError("--next-date、--next-by 须与 --next 一起用；they need --next")
        }
        if narrative != nil, narrativeFile != nil {
            throw ValidationError("--narrative 和 --narrative-file 只能用一个；use only one of them")
        }
        let felt = try emotion.map(EmotionArgument.init)
        for answers in try phq.map(QuestionnaireArgument.init) {
            guard felt.contains(where: { $0.feeling.person == answers.person }) else {
                throw ValidationError(
                    "--phq “\(answers.person)”：请同时用 --emotion 写这个人的心情（没有问的留空，如 \(answers.person)::）；"
                        + "give --emotion for the same person, with empty ratings where nobody asked")
            }
        }
        _ = try followUp.map { try FollowUpArgument($0) }
    }

    func run() async throws {
        let planned = try await planned()
        let caseFile = caseFile ?? planned?.caseFile
        var unit = VisitUnit(visit: try await visitFields(planned).map(\.typed), caseFile: caseFile)
        unit.planned = planned?.record.record.id
        let answers = try phq.map(QuestionnaireArgument.init)
        unit.feelings = try emotion.map { text in
            var feeling = try EmotionArgument(text).feeling
            feeling.questionnaire = answers.first { $0.person == feeling.person }?.questionnaire
            return feeling
        }
        unit.plans = try followUp.map { try FollowUpArgument($0).fields(case: nil, agreement: nil).map(\.typed) }
        unit.nextStep = nextStep.isGiven ? FieldList.group(nextStep.members) : nil
        let records = unit.drafts().map { _, draft in
            SaveRecordsCommand.NewRecord(
                draft.kind, name: draft.localName, fields: draft.fields.map { TypedField($0.name, $0.value) })
        }
        var corrections: [SaveRecordsCommand.Correction] = []
        if let planned {
            corrections.append(
                .init(
                    record: planned.record.record.id, kind: "visit",
                    fields: unit.visitFields.map { TypedField($0.name, $0.value) }, seen: planned.record.seen))
        }
        if let caseFile, !unit.caseFields.isEmpty {
            let fields = unit.caseFields.map { TypedField($0.name, $0.value) }
            corrections.append(.init(record: caseFile, kind: "case", fields: fields, seen: seen))
        }
        try await Output.save(records, correcting: corrections, recording, options)
    }

    /// The visit that `--plan` means, where it can be recorded.
    private func planned() async throws -> PlannedVisit? {
        guard let plan else { return nil }
        var planned: PlannedVisit?
        try await Output.run(options) {
            let record = try await Output.reply(
                ShowRecordCommand(record: plan, area: recording.area, kind: "visit"), options)
            let found = try PlannedVisit(record)
            if found.caseFile == nil, nextStep.isGiven || !followUp.isEmpty { throw PlannedVisit.hasNoCase(plan) }
            planned = found
        }
        return planned
    }

    private func visitFields(_ planned: PlannedVisit?) async throws -> [TypedField] {
        var list = FieldList()
        list.add("household", household)
        list.add("started", at)
        list.add("ended", until)
        list.add("place", group: [("kind", placeKind), ("text", place)])
        list.add("mode", mode)
        list.add(
            "visitors", !visitor.isEmpty ? visitor : planned?.namesVisitors == true ? [] : ["@author"])
        list.add("present", present)
        list.add("purpose", purpose)
        list.add("narrative", try await words())
        list.add("methods", method)
        list.add("policies", policy)
        list.add("campaign", campaign)
        if let safety {
            let parts = FieldArguments.parts(safety, separators: ":：")
            list.add(
                "safety",
                group: [("raised", "yes"), ("concern", parts.first ?? nil), ("text", parts.count > 1 ? parts[1] : nil)])
        }
        list.add("next_contact", nextContact)
        try list.add(set)
        return list.fields
    }

    private func words() async throws -> String? {
        guard let narrativeFile else { return narrative }
        var text: String?
        try await Output.run(options) {
            text = String(decoding: try Output.contents(of: narrativeFile), as: UTF8.self)
        }
        return text
    }
}
