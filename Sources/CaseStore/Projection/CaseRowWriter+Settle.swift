import CaseFile
import ReplicaStore
import Replication

/// The records whose changes may have opened or ended what others wait for.
struct OpenQuestions {
    private(set) var plans: Set<RecordKey> = []
    /// Cases, and households without one.
    private(set) var parents: Set<RecordKey> = []
    private(set) var cases: Set<RecordKey> = []
    /// Visits and feelings that raise a sign of danger, or did.
    private(set) var alarms: Set<RecordKey> = []

    /// What may have been raised or answered. No row of the record itself tells: whether a sign was lowered stands in its
    /// changes, and which ones an answer ends in no row of the answer.
    mutating func addAlarms(of change: ProjectedRecord, _ before: RecordRows, _ after: RecordRows) {
        if let register = Safety.register(of: change.key.kind) {
            let isWritten = [change.before, change.state].contains { $0.map { !$0[register].isEmpty } ?? false }
            if isWritten { alarms.insert(change.key) }
        } else if change.key.kind == SafetyAnswerSchema.recordKind {
            alarms.formUnion(
                (before.links + after.links).map(\.parent).filter { Safety.register(of: $0.kind) != nil })
        }
    }

    mutating func add(_ key: RecordKey, _ before: RecordRows, _ after: RecordRows) {
        func linked(to kind: RecordKind) -> [RecordKey] {
            (before.links + after.links).map(\.parent).filter { $0.kind == kind }
        }
        switch key.kind {
        case FollowUpPlanSchema.recordKind where !after.dues.isEmpty: plans.insert(key)
        case FollowUpSchema.recordKind:
            plans.formUnion(linked(to: FollowUpPlanSchema.recordKind))
            parents.formUnion((before.contacts + after.contacts).map(\.parent))
        case VisitSchema.recordKind: parents.formUnion((before.contacts + after.contacts).map(\.parent))
        case CaseStepSchema.recordKind, HandoverSchema.recordKind, PeriodSchema.recordKind:
            cases.formUnion(linked(to: CaseSchema.recordKind))
        case CaseSchema.recordKind where before.facts != after.facts:
            parents.insert(key)
            cases.insert(key)
        default: break
        }
    }
}

/// Rows that depend on several records. They come in any order, from several machines: whichever is later finds the
/// others, and says what they all say together.
extension CaseRowWriter {
    /// Lists a planned follow-up as due where none stands that was done for it.
    func settle(plan: RecordKey, _ state: RecordState?) throws {
        guard let state else { return }
        let dues = RecordRows.dues(of: plan, state, projector)
        guard !dues.isEmpty else { return }
        let isDone = try statement(.findFollowUp).first(
            plan.scope, plan.id, plan.kind, FollowUpSchema.recordKind, read: { _ in true })
        for due in dues { try isDone == nil ? put(due, plan) : remove(due, plan) }
    }

    /// Only the last contact's promise to call again stands, and none where the case is closed.
    func settleContacts(of parent: RecordKey, _ state: (RecordKey) throws -> RecordState?) throws {
        var contacts: [(key: RecordKey, next: String?)] = []
        try statement(.findContacts).eachRow(parent.scope, parent.id) { row in
            let key = RecordKey(
                scope: ScopeID(rawValue: UInt64(bitPattern: row.integer(0))),
                kind: RecordKind(rawValue: UInt32(clamping: row.integer(1))), id: try row.recordID(2))
            contacts.append((key, row.isNull(3) ? nil : row.text(3)))
            return true
        }
        guard contacts.contains(where: { $0.next != nil }) else { return }
        let file = parent.kind == CaseSchema.recordKind ? try state(parent) : nil
        let isClosed = file.map { projector.merged(parent, $0).courseFacts.isClosed } ?? false
        for (index, contact) in contacts.enumerated() {
            guard let next = contact.next else { continue }
            if index == 0, !isClosed, let state = try state(contact.key) {
                for due in RecordRows.dues(of: contact.key, state, projector) { try put(due, contact.key) }
            } else {
                let isVisit = contact.key.kind == VisitSchema.recordKind
                try statement(.removeDue).run(
                    contact.key.scope, next, contact.key.kind, contact.key.id,
                    isVisit ? DeadlineRuleBook.Agreed.contact : DeadlineRuleBook.Agreed.nextStep)
            }
        }
    }

    /// The periods that run in a case by its steps: of the acceptance that counts, under the rules that fit the case,
    /// and where nobody recorded a period of that rule.
    func settleCourses(of file: RecordKey, _ state: (RecordKey) throws -> RecordState?) throws {
        var records: [MergedRecord<Codec>] = []
        var keys: [RecordKey] = []
        try statement(.findChildren).eachRow(
            file.scope, file.id, file.kind, CaseStepSchema.recordKind, HandoverSchema.recordKind,
            PeriodSchema.recordKind
        ) { row in
            keys.append(
                RecordKey(
                    scope: ScopeID(rawValue: UInt64(bitPattern: row.integer(0))),
                    kind: RecordKind(rawValue: UInt32(clamping: row.integer(1))), id: try row.recordID(2)))
            return true
        }
        for key in keys { if let state = try state(key) { records.append(projector.merged(key, state)) } }
        guard records.contains(where: { $0.key.kind != PeriodSchema.recordKind }) else { return }
        let facts = try state(file).map { projector.merged(file, $0).courseFacts } ?? CourseFacts()
        let recorded = records.filter { $0.key.kind == PeriodSchema.recordKind }.flatMap {
            $0.values(of: PeriodSchema.rule).compactMap(\.plainText)
        }
        let counting = CaseRowWriter.countingAcceptance(records)
        for record in records where record.key.kind != PeriodSchema.recordKind {
            let running =
                record.key.kind == HandoverSchema.recordKind
                ? (facts.isPetition && !facts.isHandled ? [StartedRules.objection] : [])
                : record.key == counting ? StartedRules.rules(ofStage: StartedRules.accepted, facts) : []
            for due in RecordRows.dues(of: record) {
                let runs = running.contains(due.rule) && !recorded.contains(due.rule)
                try runs ? put(due, record.key) : remove(due, record.key)
            }
        }
    }

    /// The earliest acceptance since the case was last closed: two people may have recorded the same one.
    private static func countingAcceptance(_ records: [MergedRecord<Codec>]) -> RecordKey? {
        let steps = records.filter { $0.key.kind == CaseStepSchema.recordKind }.compactMap { step in
            step.values(of: CaseStepSchema.enteredOn).compactMap(\.date).min().map {
                (key: step.key, stage: step.shown(CaseStepSchema.stage).plainText, on: $0)
            }
        }
        let closed = steps.filter { $0.stage == "closed" }.map(\.on).max()
        return steps.filter { step in step.stage == StartedRules.accepted && closed.map { step.on >= $0 } ?? true }
            .min { ($0.on, $0.key) < ($1.on, $1.key) }?.key
    }
}

extension RecordRows {
    /// What of a record waits or stands, by its state; nothing of one that was withdrawn.
    fileprivate static func dues<Codec: ChangeCodec>(
        of key: RecordKey, _ state: RecordState, _ projector: CaseProjector<Codec>
    ) -> [DueRow] {
        let record = projector.merged(key, state)
        return record.isWithdrawn ? [] : dues(of: record)
    }
}
