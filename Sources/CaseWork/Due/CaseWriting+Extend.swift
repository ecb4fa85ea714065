import CaseFile
import CaseStore
import Foundation
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Gives something more time. A period under a rule gets an extension, which counts when it is approved and no further
    /// than the rule allows; a day that people agreed on becomes a later one, and the earlier one stays in the history.
    ///
    /// Throws `CaseWorkError.reasonMissing`, `.notLater` for a day that is no later, and `.lengthMissing` where a day does
    /// not tell how many working days are meant.
    public mutating func extend(_ view: DueView, _ more: DueExtension) throws -> SavedRecord {
        guard !more.reason.allSatisfy(\.isWhitespace) else { throw CaseWorkError.reasonMissing }
        let (key, item) = (view.item.key, view.item)
        if key.kind == TaskSchema.recordKind || !item.isDay {
            let entry = members(
                ("length", try length(more.length, view)), ("approved_by", more.approvedBy), ("on", more.on),
                ("reason", more.reason))
            return try append(entry, to: "extensions", view)
        }
        let day = try laterDay(more.length, view)
        let due: FieldValue = members(("date", day), ("reason", more.reason))
        switch key.kind {
        case MilestoneSchema.recordKind: return try amend(view, to: day, due, more)
        case FollowUpPlanSchema.recordKind, FamilyStepSchema.recordKind, ContributionSchema.recordKind,
            SupervisionSchema.recordKind:
            return try correct(key, "due", due, note: more.reason)
        case CaseSchema.recordKind: return try moveNextStep(key, CaseSchema.next, to: day, more.reason)
        case FollowUpSchema.recordKind: return try moveNextStep(key, FollowUpSchema.next, to: day, more.reason)
        case VisitSchema.recordKind where item.rule == DeadlineRuleBook.Agreed.contact:
            return try correct(key, "next_contact", .string("\(day)"), note: more.reason)
        default: throw CaseWorkError.cannotExtend(catalog.label(of: key.kind))
        }
    }

    /// Lets a period stand still from a day on. Throws `CaseWorkError.cannotSuspend` for a day that people agreed on.
    public mutating func suspend(_ view: DueView, from first: CivilDate, reason: String) throws -> SavedRecord {
        guard !reason.allSatisfy(\.isWhitespace) else { throw CaseWorkError.reasonMissing }
        guard !view.item.isDay, view.deadline?.rule.length != 0 else { throw CaseWorkError.cannotSuspend }
        guard view.state != .suspended else { throw CaseWorkError.suspendedAlready }
        return try append(members(("first", first), ("reason", reason)), to: "suspensions", view)
    }

    /// Lets a period run on: `last` is the last day that does not count. Throws `CaseWorkError.notSuspended`.
    public mutating func resume(_ view: DueView, last: CivilDate) throws -> SavedRecord {
        let key = view.item.key
        guard view.state == .suspended, let register = catalog.kind(key.kind)?.register(named: "suspensions"),
            var entries = try reading.merged(key)?.shown(register.number).items.map(PartText.suspension),
            let open = entries.lastIndex(where: { !$0.contains { $0.0 == "last" } })
        else { throw CaseWorkError.notSuspended }
        if let first = entries[open].first(where: { $0.0 == "first" }).flatMap({ CivilDate($0.1.text) }), last < first {
            throw CaseWorkError.notLater(first)
        }
        entries[open].append(("last", .string("\(last)")))
        return try correct(key, "suspensions", .array(entries.map { .object($0) }))
    }

    /// Adds an entry to a period's list; a period that began by itself becomes a record with it.
    private mutating func append(_ entry: FieldValue, to field: String, _ view: DueView) throws -> SavedRecord {
        let key = view.item.key
        guard [TaskSchema.recordKind, PeriodSchema.recordKind].contains(key.kind) else {
            return try recordPeriod(of: view, (field, .array([entry])))
        }
        guard let register = catalog.kind(key.kind)?.register(named: field), let record = try reading.merged(key) else {
            throw CaseWorkError.recordNotFound(key.id.description)
        }
        let part = field == "extensions" ? PartText.extension : PartText.suspension
        let entries = record.shown(register.number).items.map { FieldValue.object(part($0)) }
        return try correct(key, field, .array(entries + [entry]))
    }

    private func length(_ length: DueExtension.Length, _ view: DueView) throws -> Int {
        switch length {
        case .by(let length): return length
        case .until(let day):
            guard let due = view.day, view.deadline?.rule.unit != .workingDay else { throw CaseWorkError.lengthMissing }
            guard day > due else { throw CaseWorkError.notLater(due) }
            return day.daysSince1970 - due.daysSince1970
        }
    }

    private func laterDay(_ length: DueExtension.Length, _ view: DueView) throws -> CivilDate {
        let due = view.day ?? view.item.start
        let day: CivilDate? =
            switch length {
            case .by(let days): due.adding(days: days)
            case .until(let day): day
            }
        guard let day, day > due else { throw CaseWorkError.notLater(due) }
        return day
    }

    private mutating func amend(
        _ view: DueView, to day: CivilDate, _ due: FieldValue, _ more: DueExtension
    ) throws -> SavedRecord {
        let key = view.item.key
        guard let record = try reading.merged(key) else { throw CaseWorkError.recordNotFound(key.id.description) }
        let what = Words(.zhHans).text("due.note.moved", ["from": "\(view.item.start)", "to": "\(day)"])
        let entry = members(("on", more.on), ("what", what), ("reason", more.reason))
        let entries = record.shown(MilestoneSchema.amendments).items.map { FieldValue.object(PartText.amendment($0)) }
        return try correct(
            RecordCorrection(
                record: key, fields: [("due", due), ("amendments", .array(entries + [entry]))], note: more.reason))
    }

    private mutating func moveNextStep(
        _ key: RecordKey, _ register: RegisterNumber, to day: CivilDate, _ reason: String
    ) throws -> SavedRecord {
        let next = try reading.record(key).shown(register)
        return try correct(
            key, "next",
            members(
                ("step", next[member: NextStep.step].plainText), ("date", day),
                ("responsible", next[member: NextStep.responsible].plainText)), note: reason)
    }
}

/// The entries of lists as fields, so that a list can be written again with one more.
private enum PartText {
    typealias Members = [(String, FieldValue)]

    static func `extension`(_ value: Value) -> Members {
        typealias Member = PeriodParts.Extension
        return fields(
            value,
            [
                ("length", Member.length), ("approved_by", Member.approvedBy), ("on", Member.on),
                ("reason", Member.reason),
            ])
    }

    static func suspension(_ value: Value) -> Members {
        typealias Member = PeriodParts.Suspension
        return fields(value, [("first", Member.first), ("last", Member.last), ("reason", Member.reason)])
    }

    static func amendment(_ value: Value) -> Members {
        typealias Member = MilestoneSchema.Amendment
        return fields(value, [("on", Member.on), ("what", Member.what), ("reason", Member.reason)])
    }

    private static func fields(_ value: Value, _ members: [(String, UInt32)]) -> Members {
        members.compactMap { name, number in value[member: number].plainText.map { (name, .string($0)) } }
    }
}

extension FieldValue {
    fileprivate var text: String { if case .string(let text) = self { text } else { "" } }
}
