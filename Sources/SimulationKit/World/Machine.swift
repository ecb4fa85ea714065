import CaseFile
import Causality
import ReplicaStore
import Replication
import SeedTestKit

/// One machine of a simulated county: the production engine, opened over a simulated disk.
final class Machine<Disk: SimulatedDisk> {
    typealias Engine = ReplicaEngine<SimulatedCodec>

    let name: String
    let role: MachineRole
    let signer: SeededKey
    let anchors: TrustAnchors
    /// The machine's id, as the witness names it.
    let hardware: String
    let disk: Disk
    private(set) var opened: OpenedStore<SimulatedCodec>
    /// Nil for the center.
    var parent: Machine?
    var clock = MachineClock()
    /// Whether the program on it is two editions later.
    private(set) var isLater = false
    /// The machines of which it has heard that they read bodies in columns; only a later one asks.
    var columnReaders: Set<String> = []
    var forms: [OpenForm] = []
    /// Copies of the data folder, oldest first.
    var copies: [MachineCopy<Disk>] = []
    let blobs = MachineBlobs()
    var isDead = false
    var isDeaf = false
    var isMute = false
    /// Whether a page was damaged, and nobody has noticed yet.
    var isDamaged = false
    /// How many changes had been written when this machine came to be: a copy has those of its original.
    var origin = 0
    /// The last request that it sent, as a careless network delivers it again.
    var lastRequest: [UInt8]?

    init(
        name: String, role: MachineRole, signer: SeededKey, anchors: TrustAnchors, hardware: String, disk: Disk,
        isLater: Bool = false, isDamaged: Bool = false
    ) throws {
        self.name = name
        self.role = role
        self.signer = signer
        self.anchors = anchors
        self.hardware = hardware
        self.disk = disk
        self.isLater = isLater
        self.isDamaged = isDamaged
        opened = try Machine.open(disk, signer, anchors, hardware, isLater, isDamaged)
    }

    private static func open(
        _ disk: Disk, _ signer: SeededKey, _ anchors: TrustAnchors, _ hardware: String, _ isLater: Bool,
        _ isDamaged: Bool
    ) throws -> OpenedStore<SimulatedCodec> {
        let engine = try disk.openEngine(
            EngineSettings(
                codec: SimulatedCodec(isLater: isLater), understoodKinds: kinds(isLater), anchors: anchors,
                ownKey: signer.key), mayBeDamaged: isDamaged)
        return try OpenedStore(
            engine, in: disk.storage, witness: disk.witness.flatMap { Witness(bytes: $0) }, machine: hardware,
            whenOpened: { engine, transaction in
                // As a node does after an upgrade; where nothing is set aside it does nothing.
                try engine.reconsiderUnapplied(transaction)
            })
    }

    /// The kinds that a program understands.
    static func kinds(_ isLater: Bool) -> Set<RecordKind> {
        Set(Catalog.current.kinds.map(\.kind) + (isLater ? SimulatedCodec.laterKinds : []))
    }

    var isCenter: Bool { role == .center }

    var key: DeviceKey { signer.key }

    var keyHash: Hash { key.hash }

    var storage: FaultyStorage<Disk.Storage> { disk.storage }

    /// Starts the program anew, as after a power cut, an upgrade or a restore. It does not start on a full disk: whoever
    /// is there makes room first.
    func start() throws {
        storage.failure = nil
        blobs.files.isFull = false
        opened = try Machine.open(disk, signer, anchors, hardware, isLater, isDamaged)
        try blobs.store.tidyUp()
    }

    func copy() throws -> MachineCopy<Disk> {
        MachineCopy(folder: try disk.copy(), blobs: blobs.copy(), witness: disk.witness, isDamaged: isDamaged)
    }

    func update() throws {
        isLater = true
        try start()
    }

    func environment(at time: Int64, _ draw: Randomness) -> NodeEnvironment {
        let now = clock.now(at: time)
        return NodeEnvironment(signer: signer, now: { now }, random: { draw.next() })
    }

    func read<Result>(_ body: (Engine, Disk.Storage.Transaction) throws -> Result) throws -> Result {
        try storage.read { try body(opened.engine, $0) }
    }

    func write<Result>(_ body: (inout Engine, Disk.Storage.Transaction) throws -> Result) throws -> Result {
        try opened.write(storage, saveWitness: save, body)
    }

    // MARK: The two sides of an exchange

    func nextRequest(_ session: inout ExchangeSession, _ environment: NodeEnvironment) throws -> ExchangeRequest {
        try opened.nextRequest(&session, storage, environment: environment, saveWitness: save)
    }

    func take(
        _ response: ExchangeResponse, _ session: inout ExchangeSession, _ environment: NodeEnvironment
    ) throws -> ExchangeSession.Step {
        try opened.take(response, &session, storage, environment: environment)
    }

    func respond(
        to request: ExchangeRequest, from peer: Hash, _ environment: NodeEnvironment
    ) throws -> ExchangeResponse {
        try opened.respond(to: request, from: peer, storage, environment: environment, saveWitness: save)
    }

    // MARK: The lower side by stick

    func nextRequest(of series: inout RequestSeries, _ environment: NodeEnvironment) throws -> ExchangeRequest? {
        try opened.nextRequest(of: &series, storage, environment: environment, saveWitness: save)
    }

    func take(
        _ response: ExchangeResponse, number: UInt64, of answer: inout AnswerSession, _ environment: NodeEnvironment
    ) throws -> AnswerSession.Outcome {
        try opened.take(response, number: number, of: &answer, storage, environment: environment)
    }

    private func save(_ witness: Witness) throws {
        if let failure = storage.failure { throw failure }
        disk.witness = witness.bytes
    }
}
