import CaseFile
import CaseStore
public import Replication

extension CaseReading {
    /// When a record is due as it stands, done or not; nil where it has no date.
    public func dueDay(of key: RecordKey) throws -> CivilDate? {
        try merged(key).flatMap { dueDay(key.kind, $0.values(of:)) }
    }

    /// The same of a record that says these values: of all that can be read from them, the earliest day counts.
    func dueDay(_ kind: RecordKind, _ values: (RegisterNumber) -> [Value]) -> CivilDate? {
        func dates(_ register: RegisterNumber) -> [CivilDate] {
            values(register).compactMap { $0[member: Due.date].date }
        }
        func texts(_ register: RegisterNumber) -> [String] { values(register).compactMap(\.plainText) }
        switch kind {
        case MilestoneSchema.recordKind: return dates(MilestoneSchema.due).min()
        case FollowUpPlanSchema.recordKind: return dates(FollowUpPlanSchema.due).min()
        case PeriodSchema.recordKind:
            let starts = values(PeriodSchema.start).compactMap(\.date)
            return deadline(kind, rules: texts(PeriodSchema.rule), starts: starts, values)?.day
        case TaskSchema.recordKind:
            let (rules, starts) = (texts(TaskSchema.rule), values(TaskSchema.start).compactMap(\.date))
            return rules.isEmpty || starts.isEmpty
                ? deadline(kind, rules: [DeadlineRuleBook.Agreed.task], starts: dates(TaskSchema.due), values)?.day
                : deadline(kind, rules: rules, starts: starts, values)?.day
        default: return nil
        }
    }

    /// What a period or a task comes to: each reading of the rule, the first day, the extensions and the standstills with
    /// each other, and of them the earliest.
    func deadline(
        _ kind: RecordKind, rules: [String], starts: [CivilDate], _ values: (RegisterNumber) -> [Value]
    ) -> Deadline? {
        let isPeriod = kind == PeriodSchema.recordKind
        let extensions = values(isPeriod ? PeriodSchema.extensions : TaskSchema.extensions)
        let suspensions = values(isPeriod ? PeriodSchema.suspensions : TaskSchema.suspensions)
        var deadlines: [Deadline] = []
        for start in starts {
            for longer in extensions.isEmpty ? [.none] : extensions {
                for still in suspensions.isEmpty ? [.none] : suspensions {
                    let course = DeadlineCourse(
                        start: start, extensions: longer.items.compactMap(DeadlineCourse.Extension.init),
                        suspensions: still.items.compactMap(DeadlineCourse.Suspension.init))
                    deadlines += rules.compactMap {
                        directory.deadlines.book.rule($0, on: start)?.deadline(course, directory.deadlines.calendar)
                    }
                }
            }
        }
        return Deadline.counting(deadlines)
    }
}

extension Value {
    /// The parts of a list; none of anything else.
    var items: [Value] {
        if case .list(let items) = self { items } else { [] }
    }
}

extension DeadlineCourse.Extension {
    fileprivate init?(_ value: Value) {
        typealias Member = PeriodParts.Extension
        guard let length = value[member: Member.length].number else { return nil }
        self.init(
            length: length, approvedBy: value[member: Member.approvedBy].plainText,
            reason: value[member: Member.reason].plainText ?? "")
    }
}

extension DeadlineCourse.Suspension {
    fileprivate init?(_ value: Value) {
        typealias Member = PeriodParts.Suspension
        guard let first = value[member: Member.first].date else { return nil }
        self.init(
            first: first, last: value[member: Member.last].date, reason: value[member: Member.reason].plainText ?? "")
    }
}
