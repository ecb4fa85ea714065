import Causality

/// One change as it travels within a segment: its body, and for a re-issued one the evidence of its first issue.
///
/// Its header is not sent: the receiver builds it from the place in the segment and the hash of the body, which is
/// also the check.
public struct LogEntry: Sendable {
    /// The bytes of a `ChangeBody`, as received.
    public let body: [UInt8]
    public let origin: Origin?
    /// What the bytes alone say, where it was worked out before the store was asked.
    private var read: Read?

    private struct Read {
        let hash: Hash
        /// Nil for bytes that the codec cannot read.
        let content: ChangeBody?
    }

    public init(body: [UInt8], origin: Origin? = nil) {
        self.body = body
        self.origin = origin
    }

    /// The same entry, hashed and decoded: the part of taking it in that needs no store, and so no turn at it.
    public func read(by codec: some ChangeCodec) -> LogEntry {
        var entry = self
        entry.read = Read(hash: Hash(of: body), content: try? codec.decodeBody(body))
        return entry
    }

    var bodyHash: Hash { read?.hash ?? Hash(of: body) }

    /// The body as `codec` reads it; nil where it cannot.
    public func content(_ codec: some ChangeCodec) -> ChangeBody? {
        if let read { return read.content }
        return try? codec.decodeBody(body)
    }

    /// About how many bytes the entry takes before compression, the evidence of its first issue included.
    public var byteCount: Int {
        body.count + 8 + (origin.map { ($0.headers.count + 2) * ChangeHeader.byteCount } ?? 0)
    }
}

extension LogEntry: Hashable {
    /// Whether the bytes are the same, read or not.
    public static func == (left: LogEntry, right: LogEntry) -> Bool {
        left.body == right.body && left.origin == right.origin
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(body)
        hasher.combine(origin)
    }
}

/// Where a re-issued change was first issued, with the proof.
///
/// `headers` run from the change's own original header to the signed one, each the `previous` of the next. With the
/// genesis they show which device signed the change, whoever carries it now: authority never follows the carrier.
///
/// Source: DESIGN.md section 5, fork.
public struct Origin: Hashable, Sendable {
    public let genesis: Genesis
    public let headers: [ChangeHeader]
    public let head: SignedHead

    public init(genesis: Genesis, headers: [ChangeHeader], head: SignedHead) {
        self.genesis = genesis
        self.headers = headers
        self.head = head
    }

    /// Whether the evidence proves that `key` signed a log of which a change with this body is part.
    public func proves(bodyHash: Hash, signedBy key: DeviceKey) -> Bool {
        guard let first = headers.first, first.bodyHash == bodyHash, key.hash == genesis.deviceKeyHash,
            first.replica == genesis.replica
        else { return false }
        var expected = first
        var hash = first.hash
        for header in headers.dropFirst() {
            guard header.replica == expected.replica, header.scope == expected.scope,
                expected.seq < .max, header.seq == expected.seq + 1, header.previous == hash
            else { return false }
            expected = header
            hash = header.hash
        }
        let end = LogPosition(
            log: LogID(scope: expected.scope, replica: expected.replica), seq: expected.seq, hash: hash)
        return end == head.position && head.isValid(for: key)
    }

    /// The place of the first issue.
    public var position: LogPosition? {
        headers.first.map {
            LogPosition(log: LogID(scope: $0.scope, replica: $0.replica), seq: $0.seq, hash: $0.hash)
        }
    }
}
