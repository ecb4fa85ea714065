import CaseFile
import CaseStore
import ReplicaStore
import Replication

/// What moves in a case file: households and cases with all that belongs to them, as `Belonging` has it.
struct CaseMoveRule<Codec: ChangeCodec>: MoveRule {
    let reading: CaseReading<Codec>

    /// The kinds that are named by others and live where they live.
    static var namedKinds: [RecordKind] { [PersonSchema.recordKind, HouseholdSchema.recordKind] }

    var home: RegisterNumber { Home.register }

    func scope(ofHome value: EncodedValue) -> ScopeID? { Home.scope(of: reading.engine.codec.decode(value)) }

    func parts(of record: RecordKey) throws -> [RecordKey] { try reading.queries.parts(of: record) }

    /// People and households, and where those people live: without them the other side reads digits for names.
    func named(by records: [RecordKey]) throws -> [RecordKey] {
        let people = try references(in: records)
        let households = try references(in: people).filter { $0.kind == HouseholdSchema.recordKind }
        return Array(Set(people + households)).sorted()
    }

    /// The people and households that records name in their own scope, in any reading.
    private func references(in records: [RecordKey]) throws -> [RecordKey] {
        var found: Set<RecordKey> = []
        for record in records {
            guard let merged = try reading.merged(record) else { continue }
            for register in merged.state.registers.map(\.number) {
                for reference in merged.values(of: register).flatMap(\.references)
                where (reference.scope ?? record.scope) == record.scope
                    && CaseMoveRule.namedKinds.contains(reference.kind)
                {
                    found.insert(RecordKey(scope: record.scope, kind: reference.kind, id: reference.id))
                }
            }
        }
        return found.sorted()
    }
}
