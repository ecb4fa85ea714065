import ArgumentParser
import CaseFile
import CaseWork
import Node

/// `tingsu deadline-rule …`
struct DeadlineRuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline-rule", abstract: "期限规则 rules by which periods end", subcommands: [List.self, Set.self])

    /// `tingsu deadline-rule list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出期限规则 list the rules, the law's and the county's")

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Output.perform(ListDeadlineRulesCommand(), options) { reply in
                TextLayout.table(reply.rules.map(row)).joined(separator: "\n")
            }
        }

        private func row(_ rule: ListDeadlineRulesCommand.Reply.Rule) -> [String] {
            func label(_ table: CodeTable.Name, _ code: String) -> String {
                Catalog.current.codeTable(table)?.code(code)?.label.text(in: options.language) ?? code
            }
            let until = rule.validUntil.map { options.text(" 至 \($0)", " to \($0)") } ?? options.text(" 起", " on")
            let whose =
                label(.deadlineSource, rule.source)
                + (rule.record == nil ? "" : options.text("，本县", ", of this county"))
            return [
                rule.name, rule.length == 0 ? "" : "\(rule.length) " + label(.deadlineUnit, rule.unit), whose,
                rule.validFrom + until + (rule.isInForce ? "" : options.text("（今天不用）", " (not in force)")),
                rule.label.text(in: options.language) + " — " + rule.basis,
            ]
        }
    }

    /// `tingsu deadline-rule set`
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "定本县的期限规则 set the county's edition of a rule (at the center)",
            discussion: """
                例 Example: tingsu deadline-rule set LOCAL-7 --length 10 --from 2027-01-01 --basis "县综治办〔2026〕3号" --dry-run
                没有写的，照原来的规则。--from 这天及以后起算的期限用新规则，以前的不变；各台机器同步后都会用。
                What is not said stays as it was. Periods that begin on --from or later follow it, earlier ones do not.
                """)

        @Argument(help: "规则代号，见 tingsu deadline-rule list the rule")
        var name: String

        @Option(name: .customLong("from"), help: "施行日期 first day of effect")
        var validFrom: String

        @Option(name: .customLong("until"), help: "废止日期 last day of effect")
        var validUntil: String?

        @Option(name: .long, help: "长度 length")
        var length: Int?

        @Option(name: .long, help: "单位 day 日, working_day 工作日, month 月")
        var unit: String?

        @Option(name: .long, help: "末日逢休假 stays 不顺延, may_move 可能顺延, moves 顺延")
        var roll: String?

        @Option(name: .long, help: "最多延长 may become longer by")
        var extensionMax: Int?

        @Option(name: .long, help: "提前几天提醒 warns so many days before")
        var warnDays: Int?

        @Option(name: .long, help: "规则名称 what it is called")
        var label: String?

        @Option(name: .long, help: "从何起算 what it runs from")
        var trigger: String?

        @Option(name: .long, help: "依据 by whose word")
        var basis: String?

        @Option(name: .long, help: "性质 county 县定（默认）, law 法定, guidance 指导, practice 惯例")
        var source: String?

        @OptionGroup var setting: CountySettingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var rule = DeadlineRuleSetting(name: name, validFrom: validFrom)
            rule.validUntil = validUntil
            rule.length = length
            rule.unit = unit
            rule.roll = roll
            rule.extensionMax = extensionMax
            rule.warnDays = warnDays
            rule.label = label
            rule.trigger = trigger
            rule.basis = basis
            rule.source = source
            let command = SetDeadlineRuleCommand(rule, isDryRun: setting.dryRun, author: setting.author)
            try await Output.perform(command, options) { setting.text($0, name, options) }
        }
    }
}

/// The options of every command that sets something for the county.
struct CountySettingOptions: ParsableArguments {
    @Flag(name: .long, help: "只检查，不写入 check only")
    var dryRun = false

    @Option(
        name: .customLong("as"),
        help: "谁定的：县中心使用人的姓名或编号；不写即第一位使用人 who sets it, by name or id; default: the first person")
    var author: String?

    func text(_ reply: CountySettingReply, _ what: String, _ options: GlobalOptions) -> String {
        let (zhHans, en): (String, String) =
            switch reply.outcome {
            case .added: ("新增", "add")
            case .changed: ("更改", "change")
            case .unchanged: ("不变", "leave")
            }
        let head = options.text(
            "\(dryRun ? "检查通过：将" : "已")\(zhHans) \(what)；\(reply.moved) 件没有办完的事改了到期日",
            "\(dryRun ? "checked: would" : "done:") \(en) \(what); \(reply.moved) open things are due on another day")
        let warnings = reply.warnings.map { options.text("注意：", "note: ") + $0.text(in: options.language) }
        return ([head] + warnings).joined(separator: "\n")
    }
}
