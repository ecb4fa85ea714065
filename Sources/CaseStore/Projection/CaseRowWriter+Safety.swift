import CaseFile
import ReplicaStore
import Replication

extension CaseRowWriter {
    /// Lists a sign of danger as due on the day of the first raising that no answer ends; and nowhere once all are answered.
    func settle(alarm key: RecordKey, _ store: some ProjectionSource) throws {
        let due = try dueAlarm(of: key, store)
        let listed = try statement(.findAlarm).first(key.scope, key.kind, key.id, read: { $0.text(0) })
        if let listed, listed != due?.start.description {
            try statement(.removeDue).run(key.scope, listed, key.kind, key.id, DeadlineRuleBook.Agreed.safety)
            try statement(.removeAlarm).run(key.scope, key.kind, key.id)
        }
        guard let due else { return }
        try put(due, key)
        try statement(.putAlarm).run(key.scope, key.kind, key.id, due.start.description)
    }

    private func dueAlarm(of key: RecordKey, _ store: some ProjectionSource) throws -> RecordRows.DueRow? {
        guard let state = try store.state(of: key) else { return nil }
        let raises = SafetyRaise.all(of: key.kind, in: try store.changes(touching: key), projector.codec)
        guard !raises.isEmpty else { return nil }
        var answers: [RecordKey] = []
        let kind = SafetyAnswerSchema.recordKind
        try statement(.findChildren).eachRow(key.scope, key.id, key.kind, kind, kind, kind) { row in
            answers.append(
                RecordKey(
                    scope: ScopeID(rawValue: UInt64(bitPattern: row.integer(0))), kind: kind,
                    id: try row.recordID(2)))
            return true
        }
        let merged = try answers.compactMap { answer in
            try store.state(of: answer).map { projector.merged(answer, $0) }
        }
        return RecordRows.alarm(
            of: projector.merged(key, state),
            unanswered: raises.filter { raise in !merged.contains { raise.isAnswered(by: $0) } })
    }
}
