import CaseFile
import CaseStore
public import Replication

extension CaseWriting {
    /// Says that a household lives in another area from a day on. What belongs to it follows (`MoveFollowing`).
    ///
    /// Throws `CaseWorkError.livesThere`, `.staysWithItsReaders`, `.movedAway`, and as every save.
    public mutating func move(_ household: RecordKey, _ order: MoveOrder) throws -> SavedRecord {
        let edit = try moving(household, order)
        guard let saved = try saveMove([edit], in: household.scope).first else { throw ReplicationError.emptyUnit }
        return saved
    }

    /// Asks another township to take a case over (转办). Until it accepts, the case stays where it is. Nil for `id` makes one.
    ///
    /// Throws `CaseWorkError.livesThere`, `.staysWithItsReaders`, `.movedAway`, `.handoverOpen` where it was asked already, and as every save.
    public mutating func askHandover(
        of file: RecordKey, _ order: MoveOrder, from asker: String, papers: String?, id: RecordID? = nil
    ) throws -> SavedRecord {
        try demandMovable(file, order)
        if let open = try reading.openHandovers(of: file).first {
            throw CaseWorkError.handoverOpen(open.id.description)
        }
        var fields: TypedFields = [
            ("case", .string(file.id.description)), ("kind", .string("area")),
            ("from", .object([("user", .string(asker))])),
            ("to", .object([("organisation", .string(order.target.name))])), ("asked_on", .string("\(order.on)")),
            ("area", .string(order.target.id.description)),
        ]
        if let reason = order.reason { fields.append(("reason", .string(reason))) }
        if let papers { fields.append(("papers", .string(papers))) }
        return try create(RecordDraft(kind: "handover", id: id, fields: fields), in: file.scope)
    }

    /// Writes down what the other side says to a handover, in its words. What it takes over lives there from then on, which is
    /// one unit with the answer, and what belongs to the case follows (`MoveFollowing`); what it objects to stays.
    ///
    /// Throws `CaseWorkError.reasonMissing` for an objection without one, `.livesThere`, `.staysWithItsReaders`, `.movedAway`,
    /// and as every save.
    public mutating func answerHandover(
        _ handover: RecordKey, of file: RecordKey, _ verdict: HandoverVerdict, _ order: MoveOrder, by: String?
    ) throws -> [SavedRecord] {
        let answered = RecordCorrection(
            record: handover, fields: [("answer", .object(answer(verdict, order, by: by)))])
        switch verdict {
        case .accepted: return try saveMove([.correct(answered), moving(file, order)], in: file.scope)
        case .objected:
            guard order.reason != nil else { throw CaseWorkError.reasonMissing }
            return [try correct(answered)]
        }
    }

    private func answer(_ verdict: HandoverVerdict, _ order: MoveOrder, by: String?) -> TypedFields {
        var answer: TypedFields = [("verdict", .string(verdict.rawValue)), ("on", .string("\(order.on)"))]
        if let by { answer.append(("by", .string(by))) }
        if let reason = order.reason { answer.append(("reason", .string(reason))) }
        return answer
    }

    private mutating func saveMove(_ edits: [RecordEdit], in scope: ScopeID) throws -> [SavedRecord] {
        mayMove = true
        defer { mayMove = false }
        return try save(edits, in: scope)
    }

    private func moving(_ record: RecordKey, _ order: MoveOrder) throws -> RecordEdit {
        try demandMovable(record, order)
        var home: [(name: String, value: FieldValue)] = [
            ("scope", .string(order.scope.description)), ("area", .string(order.target.id.description)),
            ("on", .string("\(order.on)")),
        ]
        if let reason = order.reason { home.append(("reason", .string(reason))) }
        return .correct(RecordCorrection(record: record, fields: [("home", .object(home))]))
    }

    private func demandMovable(_ record: RecordKey, _ order: MoveOrder) throws {
        if order.scope == record.scope { throw CaseWorkError.livesThere(order.target.name) }
        for scope in directory.scopes where scope.isRestricted && [order.scope, record.scope].contains(scope.number) {
            throw CaseWorkError.staysWithItsReaders(order.target.name)
        }
        guard let home = try reading.queries.home(ofAway: record) else { return }
        let area = directory.scope(home)?.area.flatMap { directory.area($0)?.name }
        throw CaseWorkError.movedAway(area ?? home.description)
    }
}
