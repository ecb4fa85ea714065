import CaseFile
import CaseStore
import ReplicaStore
import Replication

extension CaseWriting {
    /// Records that something was done: on the record itself, or as the record that the thing waited for.
    ///
    /// Throws `CaseWorkError.invalid` where it was done late and nobody says why, and `.doneByContact` for a promise to call
    /// again, which a visit or a follow-up keeps.
    public mutating func finish(_ view: DueView, _ done: DueCompletion) throws -> SavedRecord {
        let key = view.item.key
        let problem = LateRules.problem(
            due: view.day, done: done.on, reason: done.lateReason, at: Lifecycle.register)
        if let problem { throw CaseWorkError.invalid([problem]) }
        switch key.kind {
        case TaskSchema.recordKind:
            return try correct(
                key, "closed", members(("on", done.on), ("how", done.how), ("late_reason", done.lateReason)))
        case PeriodSchema.recordKind:
            return try correct(
                key, "met", members(("on", done.on), ("how", done.how), ("late_reason", done.lateReason)))
        case CaseStepSchema.recordKind, HandoverSchema.recordKind:
            let met = members(("on", done.on), ("how", done.how), ("late_reason", done.lateReason))
            return try recordPeriod(of: view, ("met", met))
        case MilestoneSchema.recordKind:
            return try correct(
                key, "performance",
                members(
                    ("status", "performed"), ("amount", done.amount), ("date", done.on), ("proof", done.how),
                    ("late_reason", done.lateReason)))
        case FollowUpPlanSchema.recordKind: return try followUp(view, done)
        case CaseSchema.recordKind:
            return try correct(
                RecordCorrection(record: key, fields: [("next", done.next ?? .null)], note: note(view, done)))
        case FamilyStepSchema.recordKind:
            return try correct(
                key, "progress", .array([members(("on", done.on), ("text", done.how))]), note: done.lateReason)
        case ContributionSchema.recordKind:
            return try correct(
                key, "delivered", members(("on", done.on), ("amount", done.amount), ("proof", done.how)),
                note: done.lateReason)
        case SupervisionSchema.recordKind:
            return try correct(key, "cleared", members(("on", done.on), ("text", done.how)), note: done.lateReason)
        default: throw CaseWorkError.doneByContact
        }
    }

    mutating func correct(
        _ key: RecordKey, _ field: String, _ value: FieldValue, note: String? = nil
    ) throws -> SavedRecord {
        try correct(RecordCorrection(record: key, fields: [(field, value)], note: note))
    }

    /// A period that began by itself becomes a record when there is something to say of it.
    mutating func recordPeriod(of view: DueView, _ more: (name: String, value: FieldValue)) throws -> SavedRecord {
        guard let file = view.item.caseID else {
            throw CaseWorkError.recordNotFound(view.item.key.id.description)
        }
        return try create(
            RecordDraft(
                kind: "period",
                fields: [
                    ("case", .string(file.description)), ("rule", .string(view.item.rule)),
                    ("start", .string("\(view.item.start)")), more,
                ]), in: view.item.key.scope)
    }

    func members(_ members: (name: String, value: (any CustomStringConvertible)?)...) -> FieldValue {
        .object(members.compactMap { name, value in value.map { (name, .string($0.description)) } })
    }

    private mutating func followUp(_ view: DueView, _ done: DueCompletion) throws -> SavedRecord {
        let plan = try reading.record(view.item.key)
        let fields: [(name: String, value: String?)] = [
            ("plan", plan.key.id.description), ("case", view.item.caseID?.description),
            ("level", plan.shown(FollowUpPlanSchema.level).plainText), ("done_on", "\(done.on)"),
            ("late_reason", done.lateReason),
        ]
        let visitors: FieldValue = .array([.object([("user", .string(author.description))])])
        return try create(
            RecordDraft(
                kind: "follow_up",
                fields: fields.compactMap { name, text in text.map { (name, .string($0)) } } + [
                    ("visitors", visitors)
                ], note: done.how), in: plan.key.scope)
    }

    /// What becomes of a next step is a word beside the new one: the history shows both. In Chinese, as all that is kept.
    private func note(_ view: DueView, _ done: DueCompletion) -> String {
        let words = Words(.zhHans)
        let parts = [
            words.text("due.note.done", ["what": view.what(in: .zhHans), "date": "\(done.on)"]), done.how,
            done.lateReason.map { words.text("due.note.late", ["reason": $0]) },
        ]
        return String(parts.compactMap(\.self).joined(separator: "；").prefix(500))
    }
}
