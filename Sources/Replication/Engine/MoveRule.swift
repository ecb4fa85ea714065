/// What the engine is told of records that move between scopes: it knows neither kinds nor fields of a case file.
///
/// Source: SyncProtocol/Decisions/2026-11-27-moves-between-areas.md.
public protocol MoveRule {
    /// The register of a moved record that says where it lives.
    var home: RegisterNumber { get }

    /// The scope that a value of that register names; nil for one that names none.
    func scope(ofHome value: EncodedValue) -> ScopeID?

    /// The records that belong to a moved one, and go where it goes: those in its own scope, as far as they are there.
    ///
    /// Throws what the store throws.
    func parts(of record: RecordKey) throws -> [RecordKey]

    /// Records that a moved one or its parts only name, in its own scope: they stay, and are kept alike in both scopes.
    ///
    /// Throws what the store throws.
    func named(by records: [RecordKey]) throws -> [RecordKey]
}
