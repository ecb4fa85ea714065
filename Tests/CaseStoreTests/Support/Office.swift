import CaseFile
import CaseStore
import CaseWork
import Causality
import Foundation
import GRDB
import ReplicaStore
import Replication
import WireProtocol

typealias Writing = CaseWriting<ProtobufChangeCodec>
typealias Reading = CaseReading<ProtobufChangeCodec>

/// One machine with a real SQLite store in a folder of its own, and the people who write at it.
final class Office {
    static let village = ScopeID(rawValue: 0x1111_2222_3333_4444)
    static let zhang = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0001)
    static let li = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0002)
    static let villageArea = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0011)
    static let projector = CaseProjector(codec: ProtobufChangeCodec(), catalog: .current)

    private(set) var storage: SQLiteReplicaStorage
    /// What the program that runs here knows.
    private(set) var program: Catalog
    private(set) var engine: ReplicaEngine<ProtobufChangeCodec>
    let key: CenterKey
    private let folder: URL
    /// 2026-06-01 09:00 in Shanghai; every save is a minute later.
    private var clock: Int64 = 1_780_275_600_000
    private var counter: UInt64

    init(key: CenterKey, seed: UInt64 = 1, program: Catalog = .current) throws {
        self.key = key
        self.program = program
        counter = seed << 32
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-\(UUID().uuidString)")
        (storage, engine) = try Office.open(folder, key, program)
    }

    private static func open(
        _ folder: URL, _ key: CenterKey, _ program: Catalog
    ) throws -> (SQLiteReplicaStorage, ReplicaEngine<ProtobufChangeCodec>) {
        let storage = try SQLiteReplicaStorage(
            folder: folder.path, projector: CaseProjector(codec: ProtobufChangeCodec(), catalog: program))
        let engine = try storage.read { transaction in
            try ReplicaEngine(
                codec: ProtobufChangeCodec(), understoodKinds: Set(program.kinds.map(\.kind)),
                anchors: TrustAnchors(keys: [key.key]), ownKey: key.key, opening: transaction)
        }
        return (storage, engine)
    }

    /// Opens the store with a newer program, as a node does after an upgrade.
    func upgrade(to newer: Catalog = .current) throws {
        try storage.close()
        program = newer
        (storage, engine) = try Office.open(folder, key, newer)
        try change { engine, transaction, _ in try engine.reconsiderUnapplied(transaction) }
    }

    deinit {
        try? storage.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// An office whose directory names a village, its scope and two cadres.
    static func withVillage(key: CenterKey, seed: UInt64 = 1) throws -> Office {
        let office = try Office(key: key, seed: seed)
        try office.saveDirectory()
        return office
    }

    private func saveDirectory() throws {
        let draft = DirectoryDraft(codec: ProtobufChangeCodec(), author: Office.zhang)
        let scope = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0021)
        try change { engine, transaction, environment in
            _ = try engine.save(
                [
                    draft.area(Office.villageArea, code: "360825101201", name: "石仓村", parent: nil),
                    draft.scope(scope, number: Office.village, area: Office.villageArea, purpose: "village"),
                    draft.user(
                        Office.zhang, name: "张干部", area: Office.villageArea, role: "village_cadre", organisation: nil),
                    draft.user(
                        Office.li, name: "李干部", area: Office.villageArea, role: "village_cadre", organisation: nil),
                ], in: .directory, transaction, environment: environment)
        }
    }

    /// Adds restricted scopes of the village, one for each purpose.
    func openRestricted(_ purposes: [String] = DirectorySchema.Scope.restrictedPurposes) throws {
        if purposes.isEmpty { return }
        let draft = DirectoryDraft(codec: ProtobufChangeCodec(), author: Office.zhang)
        try saveRaw(
            purposes.map { purpose in
                draft.scope(
                    environment.newRecordID(), number: Office.restricted(purpose), area: Office.villageArea,
                    purpose: purpose)
            }, in: .directory)
    }

    /// The number of the village's scope for a purpose.
    static func restricted(_ purpose: String) -> ScopeID {
        let index = DirectorySchema.Scope.restrictedPurposes.firstIndex(of: purpose) ?? 9
        return ScopeID(rawValue: 0x5555_0000_0000_0000 + UInt64(index))
    }

    /// Lets days go by.
    func pass(days: Int64) { clock += days * 86_400_000 }

    /// The catalog as it stands on the office's day.
    func catalog(_ directory: DirectoryView) -> Catalog {
        CountyCatalog(
            adding: directory.countyFields, codes: directory.countyCodes, to: program,
            on: ShanghaiTime(instant: clock)?.date
        ).catalog
    }

    func change<Result>(
        _ body: (inout ReplicaEngine<ProtobufChangeCodec>, SQLiteTransaction, NodeEnvironment) throws -> Result
    ) throws -> Result {
        clock += 60_000
        var changed = engine
        let result = try storage.write { try body(&changed, $0, environment) }
        engine = changed
        return result
    }

    var environment: NodeEnvironment {
        NodeEnvironment(signer: key, now: { self.clock }, random: { self.nextRandom() })
    }

    private func nextRandom() -> UInt64 {
        counter += 1
        return counter &* 0x9E37_79B9_7F4A_7C15
    }

    /// Saves changes as they are, past every check: what a node with another program would send.
    func saveRaw(_ drafts: [ChangeDraft], in scope: ScopeID = village) throws {
        try change { engine, transaction, environment in
            _ = try engine.save(drafts, in: scope, transaction, environment: environment)
        }
    }

    /// Saves as one of the cadres.
    func write<Result>(as author: RecordID = zhang, _ body: (inout Writing) throws -> Result) throws -> Result {
        try change { engine, transaction, environment in
            let directory = try DirectoryView(transaction, codec: engine.codec)
            var writing = Writing(
                engine: engine, transaction: transaction, catalog: catalog(directory), directory: directory,
                environment: environment, author: author)
            let result = try body(&writing)
            engine = writing.engine
            return result
        }
    }

    /// Saves as a cadre at the center's machine, with what a page has at hand.
    func work<Result>(
        _ body: (CaseAccess<ProtobufChangeCodec>, inout Writing) throws -> Result
    ) throws -> Result {
        try change { engine, transaction, environment in
            let directory = try DirectoryView(transaction, codec: engine.codec)
            let access = CaseAccess(
                engine: engine, transaction: transaction, catalog: catalog(directory), directory: directory,
                isCenter: true,
                device: key.key, now: clock)
            var writing = Writing(
                engine: engine, transaction: transaction, catalog: catalog(directory), directory: directory,
                environment: environment, author: Office.zhang)
            let result = try body(access, &writing)
            engine = writing.engine
            return result
        }
    }

    func read<Result>(_ body: (Reading) throws -> Result) throws -> Result {
        try storage.read { transaction in
            let directory = try DirectoryView(transaction, codec: engine.codec)
            return try body(
                Reading(
                    engine: engine, transaction: transaction, catalog: catalog(directory), directory: directory))
        }
    }

    /// What a page has at hand on the machine with this key.
    func look<Result>(
        as device: DeviceKey, _ body: (CaseAccess<ProtobufChangeCodec>) throws -> Result
    ) throws -> Result {
        try storage.read { transaction in
            let directory = try DirectoryView(transaction, codec: engine.codec)
            return try body(
                CaseAccess(
                    engine: engine, transaction: transaction, catalog: catalog(directory), directory: directory,
                    isCenter: true, device: device, now: clock))
        }
    }

    func importLines(_ text: String, dryRun: Bool = false) throws -> ImportOutcome {
        try change { engine, transaction, environment in
            var importing = RecordImport(
                engine: engine, transaction: transaction, catalog: .current,
                directory: try DirectoryView(transaction, codec: engine.codec), environment: environment,
                author: Office.zhang)
            let outcome = try importing.run(Data(text.utf8), in: Office.village, dryRun: dryRun)
            engine = importing.engine
            return outcome
        }
    }

    func importPeople(_ bytes: Data, dryRun: Bool = false) throws -> ImportOutcome {
        try change { engine, transaction, environment in
            var register = PersonRegister(
                engine: engine, transaction: transaction, catalog: .current,
                directory: try DirectoryView(transaction, codec: engine.codec), environment: environment,
                author: Office.zhang)
            let outcome = try register.run(bytes, in: Office.village, dryRun: dryRun)
            engine = register.engine
            return outcome
        }
    }

    func importLedger(_ bytes: Data, _ options: LedgerOptions = LedgerOptions()) throws -> LedgerOutcome {
        try change { engine, transaction, environment in
            let directory = try DirectoryView(transaction, codec: engine.codec)
            let access = CaseAccess(
                engine: engine, transaction: transaction, catalog: catalog(directory), directory: directory,
                isCenter: true, device: key.key, now: clock)
            var ledger = LedgerImport(access: access, environment: environment, author: Office.zhang)
            let outcome = try ledger.run(bytes, options)
            engine = ledger.engine
            return outcome
        }
    }

    /// Plans a list of areas and, unless it is refused, saves it; `beforeCommit` sees it in the same transaction.
    func importAreas(
        _ text: String, beforeCommit: (SQLiteTransaction) throws -> Void = { _ in }
    ) throws -> AreaRegister<ProtobufChangeCodec>.Plan {
        try change { engine, transaction, environment in
            let register = AreaRegister(
                draft: DirectoryDraft(codec: engine.codec, author: Office.zhang),
                directory: try DirectoryView(transaction, codec: engine.codec), environment: environment)
            let plan = try register.plan(Data(text.utf8))
            for unit in plan.units {
                _ = try engine.save(unit, in: .directory, transaction, environment: environment)
            }
            try beforeCommit(transaction)
            return plan
        }
    }

    /// Takes in everything that another office holds and this one lacks, the directory first.
    func take(from other: Office) throws {
        let segments = try other.storage.read { transaction in
            try transaction.scopes().flatMap { scope in
                try transaction.heads(in: scope).map { head in
                    Segment(
                        log: head.log, firstSeq: 1, genesis: try transaction.genesis(of: head.replica),
                        entries: try transaction.changes(of: head.log, from: 1, byteLimit: .max).map(\.entry),
                        heads: try transaction.signedHeads(of: head.log, in: 1...head.seq))
                }
            }
        }
        for segment in segments where segment.log.replica != (try storage.read { try $0.currentReplica() }) {
            let outcome = try change { engine, transaction, _ in try engine.receive(segment, transaction) }
            guard case .stored = outcome else { throw TransferFailure(outcome: outcome) }
        }
    }

    struct TransferFailure: Error {
        let outcome: SegmentOutcome
    }

    /// Every change id held here, sorted.
    func changeIDs() throws -> [ChangeID] {
        try storage.read { transaction in
            var ids: [ChangeID] = []
            for scope in try transaction.scopes() {
                for head in try transaction.heads(in: scope) {
                    ids += try transaction.changes(of: head.log, from: 1, byteLimit: .max).map(\.change)
                }
            }
            return ids.sorted()
        }
    }

    /// Every row of every projection, as text.
    func projectionRows() throws -> [String] {
        try storage.write { transaction in
            _ = try transaction.enterWaitingTexts(limit: .max)
            let tables = try String.fetchAll(
                transaction.database,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE '%_item' AND name <> 'text_item' OR name LIKE 'blob_%' OR name = 'link')
                    ORDER BY name
                    """)
            return try tables.flatMap { table in
                try Row.fetchAll(transaction.database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
            } + searchedWords(transaction)
        }
    }

    /// Each piece of the search index with the record that it finds; the numbers between them are nobody's.
    private func searchedWords(_ transaction: SQLiteTransaction) throws -> [String] {
        try transaction.database.execute(
            sql: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.piece USING fts5vocab('main', 'text_words', 'instance')")
        return try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT term, scope, kind, record FROM temp.piece LEFT JOIN text_item ON number = doc
                ORDER BY term, scope, kind, record
                """
        ).map { "text_words \($0)" }
    }
}
