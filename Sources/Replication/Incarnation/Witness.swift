public import Causality

/// What a small file outside the backed-up folder remembers of this store.
///
/// It is fsynced before anything newer than it leaves the machine. A store that is behind its witness was put back from
/// a copy; one without a witness, or with another machine's, was restored or cloned.
///
/// Source: DESIGN.md section 5; FAILURES.md F1c.
public struct Witness: Hashable, Sendable {
    public let replica: ReplicaID
    /// The number of the replica's own changes, over all scopes.
    public let ownChanges: UInt64
    /// The newest own head, or nil where nothing was written yet.
    public let lastHead: LogPosition?
    /// A hash of the machine's id, as the node gives it.
    public let machine: String

    public init(replica: ReplicaID, ownChanges: UInt64, lastHead: LogPosition?, machine: String) {
        self.replica = replica
        self.ownChanges = ownChanges
        self.lastHead = lastHead
        self.machine = machine
    }

    /// Text lines, as the file holds them.
    public var bytes: [UInt8] {
        var text = "tingsu-witness 1\nreplica \(replica)\nchanges \(ownChanges)\n"
        if let lastHead { text += "head \(lastHead.scope) \(lastHead.seq) \(lastHead.hash)\n" }
        return Array((text + "machine \(machine)\n").utf8)
    }

    /// Reads what `bytes` wrote; nil for anything else, which counts as a missing witness.
    public init?(bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
        func fields(_ name: String) -> ArraySlice<Substring>? {
            lines.first { $0.first == Substring(name) }?.dropFirst()
        }
        func number(_ text: Substring?) -> UInt64? { text.flatMap { UInt64($0, radix: 16) } }
        guard lines.first == ["tingsu-witness", "1"], let replica = number(fields("replica")?.first),
            let changes = fields("changes")?.first.flatMap({ UInt64($0) }), let machine = fields("machine")?.first
        else { return nil }
        self.replica = ReplicaID(rawValue: replica)
        ownChanges = changes
        self.machine = String(machine)
        if let head = fields("head").map(Array.init) {
            guard head.count == 3, let scope = number(head[0]), let seq = UInt64(head[1]),
                let hash = Hexadecimal.decode(head[2]).flatMap({ Hash(bytes: $0) })
            else { return nil }
            let log = LogID(scope: ScopeID(rawValue: scope), replica: self.replica)
            lastHead = LogPosition(log: log, seq: seq, hash: hash)
        } else {
            lastHead = nil
        }
    }
}
