import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication
import Testing
import WireProtocol

extension Office {
    static let farVillage = ScopeID(rawValue: 0x2222_3333_4444_5555)
    private static let farScope = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0022)
    private static let farArea = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0012)

    private var draft: DirectoryDraft<ProtobufChangeCodec> {
        DirectoryDraft(codec: ProtobufChangeCodec(), author: Office.zhang)
    }

    /// An office with a second village, to which something may move.
    static func withTwoVillages(key: CenterKey? = nil) throws -> Office {
        let office = try Office.withVillage(key: key ?? CenterKey())
        try office.saveRaw(
            [
                office.draft.area(Office.farArea, code: "360825101202", name: "远村", parent: nil),
                office.draft.scope(Office.farScope, number: farVillage, area: Office.farArea, purpose: "village"),
            ], in: .directory)
        return office
    }

    /// Another reading of the far village's scope says that its readers are named.
    func restrictFarVillage() throws {
        try saveRaw(
            [draft.scope(Office.farScope, number: Office.farVillage, area: Office.farArea, purpose: "case_team")],
            in: .directory)
    }

    /// The scope of the far village is taken out of the directory.
    func withdrawFarVillage() throws {
        try saveRaw(
            [draft.withdrawal(of: DirectorySchema.scopeKind, Office.farScope, reason: "登记错了", supersedes: [])],
            in: .directory)
    }

    /// Says that a case or household lives elsewhere from now on, and brings along what belongs to it.
    func move(_ record: RecordKey, to scope: ScopeID = farVillage, follows: Bool = true) throws {
        try work { access, writing in
            let area = try access.directory.area(meantBy: "远村")
            let order = MoveOrder(to: area, scope: scope, on: try #require(access.today), reason: nil)
            _ = try writing.move(record, order)
        }
        if follows { try follow() }
    }

    /// What a page has at hand.
    func look<Result>(_ body: (CaseAccess<ProtobufChangeCodec>) throws -> Result) throws -> Result {
        try look(as: environment.signer.key, body)
    }

    /// One portion of the step of following, as a node takes it; answers how many changes were brought.
    @discardableResult
    func follow() throws -> Int {
        try MoveFollowing<ProtobufChangeCodec>.followPortion(write: following).brought
    }

    /// One transaction of following, given up where `body` throws.
    func following<Result>(
        _ body: (MoveFollowing<ProtobufChangeCodec>, inout ReplicaEngine<ProtobufChangeCodec>, NodeEnvironment) throws
            ->
            Result
    ) throws -> Result {
        try change { engine, transaction, environment in
            let directory = try DirectoryView(transaction, codec: engine.codec)
            let access = CaseAccess(
                engine: engine, transaction: transaction, catalog: catalog(directory), directory: directory,
                isCenter: true, device: environment.signer.key, now: environment.now())
            return try body(MoveFollowing(access), &engine, environment)
        }
    }

    /// The ids of a record's changes that count.
    func admitted(_ key: RecordKey) throws -> Set<ChangeID> {
        Set(try storage.read { try $0.changes(touching: key) }.filter(\.standing.isAdmitted).map(\.change))
    }

    /// The same record in another scope.
    static func copy(_ key: RecordKey, in scope: ScopeID = farVillage) -> RecordKey {
        RecordKey(scope: scope, kind: key.kind, id: key.id)
    }

    /// The records of a scope that a search for the words finds.
    func found(_ text: String, in scope: ScopeID) throws -> [RecordKey] {
        try read { reading in
            try reading.queries.mentions(of: try #require(SearchQuery(text)), in: [scope]) { key in
                try reading.transaction.state(of: key).map {
                    MergedRecord(
                        key: key, state: $0, definition: reading.catalog.kind(key.kind), codec: ProtobufChangeCodec())
                }
            }.map(\.key)
        }
    }
}
