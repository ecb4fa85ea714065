public import CaseFile
import CaseStore
import CaseWork
import Causality
import Foundation
public import Identity
public import Logging
public import ReplicaStore
public import Replication
public import WireProtocol

/// The engine as this program runs it.
public typealias NodeEngine = ReplicaEngine<ProtobufChangeCodec>

/// One opened node: the store, the engine and the witness, owned by this actor and by nobody else.
///
/// All changes go through `write`, which lets the engine and the store advance together or not at all. Nothing here
/// awaits between reading and writing: an actor that does mints the same number twice (STYLE.md).
public actor LocalNode {
    public nonisolated let folder: NodeFolder
    public nonisolated let settings: NodeSettings
    public nonisolated let credentials: NodeCredentials
    /// The program's own, without what the county added: `CaseAccess` has the whole, as it stands on the day.
    ///
    /// The lists are projected by this one. They are a function of the log and the program (A7); the county's additions
    /// come and go with the day, and a rebuild on another day would have to give other rows. So what is written into a
    /// county's question is shown everywhere, and not searched.
    public nonisolated let catalog: Catalog
    public nonisolated let logger: Logger
    /// The directory as people name it.
    nonisolated let directory = DirectoryMemory()
    /// What opening the store found out about it.
    public nonisolated let incarnation: IncarnationDecision

    /// The pages that this process serves, if it does.
    nonisolated let pagesDoor = PagesDoor()

    /// Calls the daemon's sync before its time.
    nonisolated let syncWakeup = SyncWakeup()
    nonisolated let safetyAlarm = SafetyAlarm(LocalNode.currentCatalog)

    /// Scans and photographs.
    nonisolated let blobs: BlobFolder
    nonisolated let blobDesk: BlobDesk

    private let storage: SQLiteReplicaStorage
    private var opened: OpenedStore<ProtobufChangeCodec>
    private let witnessFile: CheckedFile
    /// When each downstream was last heard, and what it said.
    var contacts = PeerContacts()
    /// Whether what is left of moved records is being followed, in portions.
    var isFollowing = false
    /// Whether a copy is being made: a second one would remove the first one's unfinished folder.
    private(set) var isBackingUp = false
    /// How often changes were written, or tried to be, since the node was opened: what can wait does so while it rises.
    private(set) var writes = 0

    /// Opens the node in `folder`; refuses where another process has it open.
    ///
    /// Decides, before anything can be written, whether this store may go on as the replica it was. Throws `NodeError`,
    /// `StoreError`, `CredentialsError` and what SQLite throws.
    public init(folder: NodeFolder, settings: NodeSettings, logger: Logger) throws {
        let credentials = try NodeCredentials.load(from: folder.keysPath)
        let catalog = LocalNode.currentCatalog
        let storage = try SQLiteReplicaStorage(
            folder: folder.storePath, projector: CaseProjector(codec: ProtobufChangeCodec(), catalog: catalog))
        let anchors = TrustAnchors(keys: credentials.anchors.centerKeys)
        let kinds = Set(catalog.kinds.map(\.kind))
        let (engine, rebuilt) = try storage.openEngine(
            codec: ProtobufChangeCodec(), understoodKinds: kinds, anchors: anchors, ownKey: credentials.keyPair.key)
        if let rebuilt {
            logger.error(
                "the directory was damaged here; all records were made anew from the log: run `tingsu verify`",
                metadata: ["records": "\(rebuilt)"])
        }
        let witnessFile = CheckedFile(folder.witnessPath)
        // A damaged witness says nothing, which is as good as none: the store retires its replica.
        let found = (try? witnessFile.read()).flatMap { $0 }.flatMap { Witness(bytes: $0) }
        let opened = try OpenedStore(
            engine, in: storage, witness: found, machine: MachineID.read() ?? "unknown",
            isRestoredCopy: { try $0.isRestoredCopy() },
            whenOpened: { engine, transaction in
                try transaction.acknowledgeRestore()
                try LocalNode.reconsiderAfterUpgrade(&engine, kinds, transaction)
            })
        let blobs = BlobFolder(path: folder.blobsPath)
        try blobs.tidyUp()
        let blobFiles = try blobs.all()
        if try storage.read({ try $0.heldBlobs() }) != blobFiles {
            try storage.write { try $0.blobs.reconcile(with: blobFiles) }
        }
        // What waited there for a stick was made for a process that is no more.
        try? FileManager.default.removeItem(atPath: folder.bundlesPath)
        self.blobs = blobs
        blobDesk = BlobDesk(blobs)
        self.folder = folder
        self.settings = settings
        self.credentials = credentials
        self.catalog = catalog
        self.logger = logger
        self.storage = storage
        self.opened = opened
        self.witnessFile = witnessFile
        contacts = try storage.read { try PeerContacts(devices: opened.engine.authority.deviceIDs, $0) }
        incarnation = opened.incarnation
        if case .retire(let reason) = opened.incarnation {
            logger.notice("this store mints a new replica", metadata: ["reason": "\(reason.rawValue)"])
        }
    }

    static let currentCatalog = Catalog.current

    /// What an older program set aside may be understood by this one.
    private static func reconsiderAfterUpgrade(
        _ engine: inout NodeEngine, _ kinds: Set<RecordKind>, _ transaction: SQLiteTransaction
    ) throws {
        let known = Array(kinds.sorted().map { "\($0.rawValue)" }.joined(separator: " ").utf8)
        guard try transaction.localValue("understood-kinds") != known else { return }
        try engine.reconsiderUnapplied(transaction)
        try transaction.setLocalValue("understood-kinds", known)
    }

    // MARK: Reading and writing

    /// Runs `body` on one consistent state.
    public func read<Result: Sendable>(
        _ body: @Sendable (NodeEngine, SQLiteTransaction) throws -> Result
    ) throws -> Result {
        try storage.read { try body(opened.engine, $0) }
    }

    /// Runs `body` and commits durably; where it throws, store and engine stay as they were.
    public func write<Result: Sendable>(
        _ body: @Sendable (inout NodeEngine, SQLiteTransaction, NodeEnvironment) throws -> Result
    ) throws -> Result {
        writes += 1
        return try opened.write(storage, saveWitness: saveWitness) { try body(&$0, $1, environment) }
    }

    /// The clock, the random numbers and the key of this machine.
    public nonisolated var environment: NodeEnvironment {
        NodeEnvironment(
            signer: credentials.keyPair, now: { SystemClock.now() },
            random: {
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            })
    }

    /// Whether this machine holds one of the keys that the county trusts.
    public nonisolated var isCenter: Bool {
        credentials.anchors.centerKeys.contains { $0.hash == credentials.keyPair.key.hash }
    }

    /// Makes the witness durable where anything of our own is newer than it. To be called before anything leaves.
    public func flushWitness() throws {
        try opened.flushWitness(storage, save: saveWitness)
    }

    private nonisolated func saveWitness(_ witness: Witness) throws {
        try DurableFile.makeFolder(URL(fileURLWithPath: folder.witnessPath).deletingLastPathComponent().path)
        try witnessFile.write(witness.bytes)
    }

    /// The storage itself, for the doctor, the backup and the verification, which run within this actor.
    public func withStorage<Result: Sendable>(
        _ body: @Sendable (SQLiteReplicaStorage, NodeEngine) throws -> Result
    ) throws -> Result {
        try body(storage, opened.engine)
    }

    /// Writes the witness and gives the store up, so that another process can open it at once.
    public func close() throws {
        try flushWitness()
        try storage.close()
    }

    /// Claims the making of a copy; false where one is being made.
    func beginBackup() -> Bool {
        guard !isBackingUp else { return false }
        isBackingUp = true
        return true
    }

    func endBackup() { isBackingUp = false }

    // MARK: What the last sync did

    private static let lastSyncKey = "last-sync"

    /// How the last sync with the upstream went; nil before the first.
    public func lastSync() throws -> LastSync? {
        try storage.read { try $0.localValue(LocalNode.lastSyncKey) }
            .flatMap { try? JSONDecoder().decode(LastSync.self, from: Data($0)) }
    }

    func note(_ sync: LastSync) throws {
        let value = Array(try ReplyJSON.encode(sync))
        try storage.write { try $0.setLocalValue(LocalNode.lastSyncKey, value) }
    }

    // MARK: The lower side of an exchange

    /// The next request of a session to the upstream; the witness is durable before it is handed out.
    func nextRequest(_ session: ExchangeSession) throws -> (ExchangeRequest, ExchangeSession) {
        var session = session
        var request = try opened.nextRequest(
            &session, storage, environment: environment, saveWitness: saveWitness)
        let scopes = request.scopes.map(\.scope)
        request.blobs = try read { try $1.blobs.toOffer(in: scopes, from: .random(), limit: Limits.blobsOffered) }
        return (request, session)
    }

    /// Takes the upstream's answer in, durably, and judges the clock by it.
    func take(
        _ response: ExchangeResponse, _ session: ExchangeSession
    ) throws -> (ExchangeSession.Step, ExchangeSession) {
        var session = session
        let step = try opened.take(response, &session, storage, environment: environment) { session, transaction in
            if let offset = session.clockOffset { try SuspectTimes(transaction).judge(clockOffset: offset) }
        }
        return (step, session)
    }

    // MARK: The lower side by stick

    /// The next request of a set of bundles, nil behind the last; the witness is durable before it is handed out.
    func openedRequest(of series: inout RequestSeries) throws -> ExchangeRequest? {
        try opened.nextRequest(of: &series, storage, environment: environment, saveWitness: saveWitness)
    }

    /// Takes one response of an answer in, durably.
    func take(
        _ response: ExchangeResponse, number: UInt64, of answer: AnswerSession
    ) throws -> (AnswerSession.Outcome, AnswerSession) {
        var answer = answer
        let outcome = try opened.take(response, number: number, of: &answer, storage, environment: environment)
        return (outcome, answer)
    }

    // MARK: The upper side

    /// Answers a downstream; `alongside` commits with what is written.
    func answer(
        _ request: ExchangeRequest, from peer: Hash,
        alongside: (ExchangeResponse, NodeEngine, SQLiteTransaction) throws -> Void
    ) throws -> ExchangeResponse {
        if !request.segments.isEmpty { writes += 1 }
        return try opened.respond(
            to: request, from: peer, storage, environment: environment, alongside: alongside, saveWitness: saveWitness)
    }
}

/// The machine's wall clock.
enum SystemClock {
    /// Milliseconds since 1970; `TINGSU_CLOCK_OFFSET_SECONDS` shifts it, for the drill with a wrong clock.
    static func now() -> Int64 {
        Int64(Date().timeIntervalSince1970 * 1000) + offsetMilliseconds
    }

    private static let offsetMilliseconds: Int64 =
        ProcessInfo.processInfo.environment["TINGSU_CLOCK_OFFSET_SECONDS"].flatMap { Int64($0) }.map { $0 * 1000 } ?? 0
}
