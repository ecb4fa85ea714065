import ArgumentParser
import CaseFile
import Node

/// `tingsu case …`
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "案件 cases",
        subcommands: [
            Open.self, AddParty.self, List.self, HandOver.self, Accept.self, ObjectToHandover.self, Import.self,
            Export.self, AnalyseCase.self,
        ])

    /// `tingsu case open`
    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "立一个案件，连同当事人 open a case, with its parties",
            discussion: """
                例 Example: tingsu case open 邹某某与刘某某工伤赔偿纠纷 --code 永丰-001 --applicant 邹某某 --opponent 刘某某
                当事人须先用 tingsu person add 登记。Parties are recorded first, with tingsu person add.
                """)

        @Argument(help: "纠纷名称 title")
        var title: String

        @Option(name: .long, help: "案件编号，一案一码 code of the case")
        var code: String?

        @Option(name: .long, help: "来源 source, see tingsu fields case")
        var source = "home_visit"

        @Option(name: .long, help: "首接人，默认说话的人 who received it first; default: who speaks")
        var receivedBy = "@author"

        @Option(name: .long, help: "首接时间，默认现在 when; default: now")
        var receivedAt = "@now"

        @Option(name: .long, help: "办理阶段 stage")
        var stage = "accepted"

        @Option(name: .long, help: "纠纷简要情况 summary")
        var summary: String?

        @Option(name: .long, help: "事件类别，如 0303 event category")
        var category: String?

        @Option(name: .long, help: "人民调解纠纷类型；不写则按事件类别对照填写 mediation category; default: what follows from --category")
        var mediationCategory: String?

        @Option(name: .long, help: "发生日期 when it occurred")
        var occurredOn: String?

        @Option(name: .long, help: "发生地点 where it occurred")
        var occurredAt: String?

        @Option(name: .long, help: "主张金额（元） claimed loss, in yuan")
        var claimed: String?

        @Option(name: .long, help: "有凭证金额（元） documented loss, in yuan")
        var documented: String?

        @Option(name: .long, help: "风险等级 红、黄、绿 risk: red, yellow, green")
        var risk: String?

        @Option(name: .long, help: "包案领导 lead")
        var lead: String?

        @Option(name: .long, help: "专项行动，名称或编号 campaign, by name or id")
        var campaign: String?

        @OptionGroup var nextStep: NextStepOptions

        @Option(name: .long, help: "申请方，可多次 a person on the applicant's side; repeat")
        var applicant: [String] = []

        @Option(name: .long, help: "对方，可多次 a person on the other side; repeat")
        var opponent: [String] = []

        @Option(name: .long, help: "其他字段=内容，可多次 further field=value; repeat")
        var set: [String] = []

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("title", title)
            list.add("code", code)
            list.add("source", source)
            let isAuthor = receivedBy == "@author"
            list.add(
                "first_received",
                group: [
                    ("user", isAuthor ? receivedBy : nil), ("name", isAuthor ? nil : receivedBy), ("at", receivedAt),
                ])
            list.add("stage", stage)
            list.add("summary", summary)
            list.add("category", category)
            list.add("mediation_category", mediationCategory)
            list.add("occurred", group: [("on", occurredOn), ("place", occurredAt)])
            list.add("claim_amounts", group: [("claimed", claimed), ("documented", documented)])
            list.add("risk", group: [("level", risk.map(Self.riskCode))])
            list.add("lead", lead)
            list.add("campaign", campaign)
            list.add("next", group: nextStep.members)
            try list.add(set)
            let sides = applicant.map { ($0, "applicant") } + opponent.map { ($0, "opponent") }
            let parties = sides.map { person, side in
                var party = FieldList()
                party.add("case", "@case")
                party.add("person", person)
                party.add("side", side)
                party.add("capacity", "self")
                return SaveRecordsCommand.NewRecord("case_party", fields: party.fields)
            }
            try await Output.save(
                [.init("case", name: "case", fields: list.fields)] + parties, recording, options)
        }

        /// The colour alone, as people say it.
        private static func riskCode(_ text: String) -> String {
            ["红": "red", "黄": "yellow", "绿": "green"][text] ?? text
        }
    }

    /// `tingsu case party`
    struct AddParty: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "party", abstract: "为案件增加当事人 add a party to a case")

        @Argument(help: "案件 the case")
        var record: String

        @Argument(help: "人员 the person")
        var person: String

        @Option(name: .long, help: "申请方 applicant、对方 opponent、利害关系人 interested side")
        var side: String

        @Option(name: .long, help: "本人 self、继承人 heir、代理人 agent、监护人 guardian capacity")
        var capacity: String?

        @Option(name: .long, help: "代表谁 on behalf of whom")
        var represents: String?

        @Option(name: .long, help: "备注 note")
        var note: String?

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("case", record)
            list.add("person", person)
            list.add("side", side)
            list.add("capacity", capacity)
            list.add("represents", represents)
            list.add("note", note)
            try await Output.save([.init("case_party", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu case list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出案件，最近要办的在前 list cases, the earliest next date first")

        @Option(name: .long, help: "只列某一阶段 only those in this stage")
        var stage: String?

        @Flag(name: .long, help: "连同作废的 with withdrawn ones")
        var withdrawn = false

        @OptionGroup var limit: ListLimitOption
        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListCasesCommand(
                stage: stage, includesWithdrawn: withdrawn, area: place.area, limit: limit.most)
            try await Output.perform(command, options) { reply in
                if reply.cases.isEmpty { return options.text("没有找到案件", "no case found") }
                return (reply.cases.flatMap(lines) + ListLimitOption.note(reply.isCut, options))
                    .joined(separator: "\n")
            }
        }

        private func lines(_ item: ListCasesCommand.Reply.Item) -> [String] {
            var marks: [String] = []
            if item.isDisputed { marks.append(options.text("【有分歧】", "[disputed]")) }
            if item.isIncomplete { marks.append(options.text("【不完整】", "[incomplete]")) }
            if item.isWithdrawn { marks.append(options.text("【作废】", "[withdrawn]")) }
            let head = [item.code, item.stageLabel?.text(in: options.language)].compactMap(\.self) + marks
            var lines = TextLayout.labelled(
                item.record.short, item.record.title.text(in: options.language) + "  " + head.joined(separator: "  "),
                column: 10, indent: 0)
            if item.nextStep != nil || item.nextDate != nil {
                let next = [item.nextDate, item.nextStep].compactMap(\.self).joined(separator: " ")
                lines += TextLayout.wrapped("→ " + next, indent: 10)
            }
            return lines
        }
    }
}

/// A case's next step: what, when, by whom.
struct NextStepOptions: ParsableArguments {
    @Option(name: .customLong("next"), help: "案件下一步工作 next step of the case")
    var step: String?

    @Option(name: .customLong("next-date"), help: "下一步计划日期 its date")
    var date: String?

    @Option(name: .customLong("next-by"), help: "下一步责任人 who sees to it")
    var responsible: String?

    var members: [(String, String?)] { [("step", step), ("date", date), ("responsible", responsible)] }
    var isGiven: Bool { step != nil || date != nil || responsible != nil }
}
