import CaseFile
public import CaseStore
public import Replication

/// That somebody has hidden numbers shown whole. It is written before they are shown: where it cannot be, they are not.
public struct NumberReveal: Sendable {
    /// Where it is written: with the record that is looked at.
    public let scope: ScopeID
    /// Nil where it is about many, as in a list.
    public let record: RecordKey?
    /// Such as `tingsu show`, or what was printed.
    public let way: String
    public let reason: String?

    public init(in scope: ScopeID, of record: RecordKey? = nil, way: String, reason: String?) {
        self.scope = scope
        self.record = record
        self.way = way
        self.reason = reason
    }
}

extension CaseWriting {
    /// Writes it down. Throws `CaseWorkError.scopeNotWritable`, and as `create`.
    public mutating func note(_ reveal: NumberReveal, _ access: CaseAccess<Codec>) throws {
        try access.demandWritable(reveal.scope)
        var fields: TypedFields = [("way", .string(reveal.way))]
        if let record = reveal.record {
            let kind = catalog.kind(record.kind)?.name ?? "\(record.kind.rawValue)"
            fields.append(("record", .string("\(kind):\(record.id)")))
        }
        if let reason = reveal.reason?.trimmed, !reason.isEmpty { fields.append(("reason", .string(reason))) }
        _ = try create(RecordDraft(kind: "number_reveal", fields: fields), in: reveal.scope)
    }
}

/// One such note, as it is read again.
public struct NotedReveal: Sendable {
    public let scope: ScopeID
    public let by: RecordID
    /// Milliseconds since 1970.
    public let at: Int64
    /// `kind:id`; nil where it is about many.
    public let record: String?
    public let way: String
    public let reason: String?
}

extension CaseReading {
    /// Who had numbers shown whole, the latest first; of one record, or of all that is held here. Throws what the store
    /// throws.
    public func reveals(of record: RecordKey? = nil, limit: Int = CaseQueries.limitDefault) throws -> [NotedReveal] {
        let wanted = record.map { "\(catalog.kind($0.kind)?.name ?? "\($0.kind.rawValue)"):\($0.id)" }
        var found: [NotedReveal] = []
        for key in try queries.records(ofKind: NumberRevealSchema.recordKind) where found.count < limit {
            guard let note = try merged(key), let first = note.state.registers.flatMap(\.siblings).first else {
                continue
            }
            let named = note.shown(NumberRevealSchema.record).plainText
            guard wanted == nil || named == wanted else { continue }
            found.append(
                NotedReveal(
                    scope: key.scope, by: first.author, at: first.recordedAt, record: named,
                    way: note.shown(NumberRevealSchema.way).plainText ?? "",
                    reason: note.shown(NumberRevealSchema.reason).plainText))
        }
        return found
    }
}
