import Causality
import Replication
import WireProtocol

/// How records of these tests move: register 9 names the scope of a home; a record belongs to the one whose id is its own
/// without the last four digits, and to nothing else.
struct MovingRecords: MoveRule {
    static let home = RegisterNumber(rawValue: 9)
    let transaction: MemoryTransaction
    /// Records that every moved one names.
    var mentioned: [RecordID] = []

    var home: RegisterNumber { MovingRecords.home }

    func scope(ofHome value: EncodedValue) -> ScopeID? {
        guard case .text(let text) = ProtobufChangeCodec().decode(value) else { return nil }
        return UInt64(text, radix: 16).map { ScopeID(rawValue: $0) }
    }

    func parts(of record: RecordKey) throws -> [RecordKey] {
        transaction.states(in: record.scope).map(\.key).filter {
            $0.id != record.id && $0.id.rawValue >> 16 == record.id.rawValue
        }
    }

    func named(by records: [RecordKey]) throws -> [RecordKey] {
        guard let scope = records.first?.scope else { return [] }
        return mentioned.map { RecordKey(scope: scope, kind: EngineNode.kind, id: $0) }
    }
}

extension EngineNode {
    /// Brings what belongs elsewhere there, as a node does after each exchange; answers how many changes that were.
    @discardableResult
    func follow(_ id: RecordID, mentioned: [RecordID] = []) throws -> Int {
        try write { engine, transaction in
            try engine.follow(
                EngineNode.kind, id, in: transaction.scopes().filter { $0 != .directory },
                by: MovingRecords(transaction: transaction, mentioned: mentioned), transaction, environment: environment
            )
        }
    }

    /// Says in the record of one scope that it lives in another from now on.
    @discardableResult
    func move(_ record: RecordKey, to scope: ScopeID, superseding: [ChangeID]? = nil) throws -> StoredChange {
        let seen = try superseding ?? (state(of: record)?[MovingRecords.home].map(\.change) ?? [])
        return try put(record, [MovingRecords.home.rawValue: scope.description], superseding: seen)
    }

    /// The ids of a record's changes in a scope that count there.
    func admitted(_ record: RecordKey) throws -> Set<ChangeID> {
        Set(try read { $0.changes(touching: record) }.filter(\.standing.isAdmitted).map(\.change))
    }

    /// How many changes the logs of a scope have, with doubles.
    func height(of scope: ScopeID) throws -> UInt64 { try heads(in: scope).reduce(0) { $0 + $1.seq } }
}
