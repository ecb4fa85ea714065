import Causality
import Replication

/// One log of the cases, with everything that a segment of it needs.
struct LogMaker {
    let key: VectorKey
    let genesis: Genesis
    let scope: ScopeID
    private(set) var bodies: [[UInt8]] = []
    private(set) var headers: [ChangeHeader] = []
    /// The `Origin` of each entry; empty where it is not re-issued.
    private(set) var origins: [[UInt8]] = []

    init(
        _ key: VectorKey, in scope: ScopeID, nonce: UInt8 = 1, bodies: [[UInt8]] = [], previous: ReplicaID? = nil,
        previousHeads: [LogPosition] = []
    ) {
        self.key = key
        self.scope = scope
        genesis = Genesis(
            deviceKeyHash: key.key.hash, nonce: RecordID(rawValue: UInt128(nonce)), previous: previous,
            previousHeads: previousHeads)
        for body in bodies { append(body) }
    }

    var log: LogID { LogID(scope: scope, replica: genesis.replica) }

    mutating func append(_ body: [UInt8], origin: [UInt8] = []) {
        headers.append(
            ChangeHeader(
                scope: scope, replica: genesis.replica, seq: UInt64(bodies.count) + 1, bodyHash: Hash(of: body),
                previous: headers.last?.hash ?? genesis.chainStart(in: scope)))
        bodies.append(body)
        origins.append(origin)
    }

    func position(_ seq: Int) -> LogPosition {
        LogPosition(log: log, seq: UInt64(seq), hash: headers[seq - 1].hash)
    }

    /// A `SignedHead` at a place of this log, signed by its own device or by another.
    func head(_ seq: Int, signedBy signer: VectorKey? = nil) throws -> [UInt8] {
        let position = position(seq)
        return Wire.head(
            seq: position.seq, hash: position.hash.bytes,
            signature: try (signer ?? key).sign(SignedHead.message(for: position)))
    }

    func entry(_ seq: Int) -> [UInt8] {
        Wire.message {
            $0.bytes(1, bodies[seq - 1])
            if !origins[seq - 1].isEmpty { $0.bytes(2, origins[seq - 1]) }
        }
    }

    /// A `Segment` of the changes named, with heads at its end or at the places named.
    func segment(_ range: ClosedRange<Int>, heads: [Int]? = nil, genesis sends: Bool? = nil) throws -> [UInt8] {
        try segment(range, headMessages: (heads ?? [range.upperBound]).map { try head($0) }, genesis: sends)
    }

    func segment(_ range: ClosedRange<Int>, headMessages: [[UInt8]], genesis sends: Bool? = nil) throws -> [UInt8] {
        Wire.segment(
            scope: scope.rawValue, replica: genesis.replica.rawValue, first: UInt64(range.lowerBound),
            genesis: sends ?? (range.lowerBound == 1) ? genesis.bytes : [], entries: range.map(entry),
            heads: headMessages)
    }

    /// The whole log.
    func whole() throws -> [UInt8] { try segment(1...bodies.count) }

    /// An `Origin` of change `seq`, up to the head signed at `signed`.
    func origin(_ seq: Int, signedAt signed: Int) throws -> [UInt8] {
        try LogMaker.origin(
            genesis: genesis.bytes, headers: headers[(seq - 1)...(signed - 1)].flatMap(\.bytes), head: head(signed))
    }

    static func origin(genesis: [UInt8], headers: [UInt8], head: [UInt8]) -> [UInt8] {
        Wire.message {
            $0.bytes(1, genesis)
            $0.bytes(2, headers)
            $0.bytes(3, head)
        }
    }
}
