public import CaseFile
import CaseStore
public import Replication

/// What a county's dates are counted with: the rules and holidays that the program comes with, and over them those of the
/// county's directory.
public struct CountyDeadlines: Sendable {
    /// The county's edition of a rule, with the record that says it.
    public struct Rule: Hashable, Sendable {
        public let id: RecordID
        public let rule: DeadlineRule
    }

    /// A notice that the county took in, with the record that says it.
    public struct Notice: Hashable, Sendable {
        public let id: RecordID
        public let notice: HolidayNotice
        public let source: String?
    }

    /// By rule and date of effect.
    public let rules: [Rule]
    /// By year; of two of one year the one recorded later stands behind and counts.
    public let notices: [Notice]
    /// The standard's rules with the county's over them.
    public let book: DeadlineRuleBook
    /// The notices that the program comes with, with the county's over them.
    public let calendar: WorkCalendar

    /// The same with a rule in the place of the county's edition of that name and day, or beside the others.
    public func with(_ rule: DeadlineRule) -> CountyDeadlines {
        let others = rules.filter { $0.rule.id != rule.id || $0.rule.validFrom != rule.validFrom }
        let id = rules.first { !others.contains($0) }?.id ?? RecordID(rawValue: .max)
        return CountyDeadlines(rules: others + [Rule(id: id, rule: rule)], notices: notices)
    }

    /// The same with a notice in the place of the county's of that year.
    public func with(_ notice: HolidayNotice) -> CountyDeadlines {
        let others = notices.filter { $0.notice.year != notice.year }
        return CountyDeadlines(
            rules: rules, notices: others + [Notice(id: RecordID(rawValue: .max), notice: notice, source: nil)])
    }

    init(rules: [Rule], notices: [Notice]) {
        self.rules = rules.sorted {
            ($0.rule.id, $0.rule.validFrom, $0.id) < ($1.rule.id, $1.rule.validFrom, $1.id)
        }
        // Ids rise with time.
        self.notices = notices.sorted { ($0.notice.year, $0.id) < ($1.notice.year, $1.id) }
        book = DeadlineRuleBook.standard.overlaid(by: self.rules.map(\.rule))
        calendar = WorkCalendar(HolidayNotice.published + self.notices.map(\.notice))
    }

    /// Ten years, as the catalog has it: what says more is no rule, and must not be counted with.
    private static let daysMax = 3650
    /// No holiday is that long, and each of its days is kept.
    private static let holidayDaysMax = 92

    /// Reads a rule; nil for a record that lacks what a rule needs, or says what this program does not know.
    static func rule(_ id: RecordID, shown: (RegisterNumber) -> Value) -> Rule? {
        typealias Register = DeadlineRuleSchema
        guard let name = shown(Register.name).plainText,
            let length = shown(Register.length).number.flatMap({ (0...daysMax).contains($0) ? $0 : nil }),
            let unit = shown(Register.unit).plainText.flatMap(DeadlineRule.Unit.init(rawValue:)),
            let from = shown(Register.validFrom).date
        else { return nil }
        let standard = DeadlineRuleBook.standard.rules.last { $0.id == name }
        // The county writes in Chinese; where its words are the standard's, those of the other language hold, too.
        func label(_ register: RegisterNumber, _ known: Label?) -> Label {
            let text = shown(register).plainText ?? known?.zhHans ?? name
            return known?.zhHans == text ? known ?? Label(text, text) : Label(text, text)
        }
        return Rule(
            id: id,
            rule: DeadlineRule(
                id: name, label: label(Register.label, standard?.label),
                trigger: label(Register.trigger, standard?.trigger),
                basis: shown(Register.basis).plainText ?? standard?.basis ?? "", length: length, unit: unit,
                roll: shown(Register.roll).plainText.flatMap(DeadlineRule.Roll.init(rawValue:)) ?? .stays,
                source: shown(Register.source).plainText.flatMap(DeadlineRule.Source.init(rawValue:)) ?? .county,
                extensionMax: min(max(0, shown(Register.extensionMax).number ?? 0), daysMax),
                warnDays: min(max(0, shown(Register.warnDays).number ?? 3), daysMax), validFrom: from,
                validUntil: shown(Register.validUntil).date))
    }

    /// Reads a notice; nil for a record that lacks its year.
    static func notice(_ id: RecordID, shown: (RegisterNumber) -> Value) -> Notice? {
        guard let year = shown(HolidayNoticeSchema.year).number,
            case .list(let holidays) = shown(HolidayNoticeSchema.holidays)
        else { return nil }
        return Notice(
            id: id, notice: HolidayNotice(year: year, holidays: holidays.compactMap(holiday)),
            source: shown(HolidayNoticeSchema.source).plainText)
    }

    private static func holiday(_ value: Value) -> HolidayNotice.Holiday? {
        typealias Member = HolidayNoticeSchema.Holiday
        guard let first = value[member: Member.first].date, let last = value[member: Member.last].date, first <= last,
            last.daysSince1970 - first.daysSince1970 < holidayDaysMax
        else { return nil }
        var worked: [CivilDate] = []
        if case .list(let days) = value[member: Member.worked] { worked = days.compactMap(\.date) }
        return HolidayNotice.Holiday(value[member: Member.name].plainText ?? "", first...last, worked: worked)
    }
}

extension Value {
    /// A whole number that fits; nil for anything else.
    var number: Int? {
        if case .integer(let number) = self { Int(exactly: number) } else { nil }
    }
}
