/// What a node holds of one scope: for each replica the number of its changes, and a tag of the last one.
///
/// Entries stand in a sorted array, never in a dictionary, so that the same knowledge has the same bytes in every run.
/// The **tag** is the first eight bytes of the head's hash. A number alone lets two clones at equal height hide their
/// changes from each other (found by model, FAILURES.md); with the tag, an entry covers a change only for a holder
/// whose own log has that tag at that seq.
///
/// Source: Parker et al. 1983; tags: DESIGN.md section 2.
public struct VersionVector: Hashable, Sendable {
    /// One replica's height in the scope.
    public struct Entry: Hashable, Sendable {
        public let replica: ReplicaID
        /// Number of the newest change, from 1.
        public let seq: UInt64
        /// First eight bytes, big endian, of the hash of the change `seq`.
        public let tag: UInt64

        public init(replica: ReplicaID, seq: UInt64, tag: UInt64) {
            self.replica = replica
            self.seq = seq
            self.tag = tag
        }
    }

    /// Sorted by replica, each replica once, each seq at least 1.
    public private(set) var entries: [Entry]

    /// The vector of a holder of nothing.
    public init() {
        entries = []
    }

    /// Takes entries in any order; nil where a replica stands twice or a seq is 0, which no honest node sends.
    public init?(_ unordered: [Entry]) {
        let sorted = unordered.sorted { $0.replica < $1.replica }
        for (index, entry) in sorted.enumerated() {
            if entry.seq == 0 { return nil }
            if index > 0, sorted[index - 1].replica == entry.replica { return nil }
        }
        entries = sorted
    }

    public var isEmpty: Bool { entries.isEmpty }

    /// The entry of `replica`, or nil where nothing of it is held.
    public subscript(replica: ReplicaID) -> Entry? {
        let index = lowerBound(of: replica)
        guard index < entries.count, entries[index].replica == replica else { return nil }
        return entries[index]
    }

    /// Puts `entry` in the place of what was known of its replica, higher or lower: a newer report replaces the old.
    public mutating func replace(_ entry: Entry) {
        precondition(entry.seq > 0, "a log has no change numbered 0")
        let index = lowerBound(of: entry.replica)
        if index < entries.count, entries[index].replica == entry.replica {
            entries[index] = entry
        } else {
            entries.insert(entry, at: index)
        }
    }

    /// Whether the vector covers change `seq` of `replica`, for a holder whose own log of that replica has, at the
    /// entry's seq, the tag that `tagAt` answers (nil: the log is shorter than that).
    public func covers(_ replica: ReplicaID, seq: UInt64, tagAt: (UInt64) throws -> UInt64?) rethrows -> Bool {
        guard let entry = self[replica], seq <= entry.seq else { return false }
        return try tagAt(entry.seq) == entry.tag
    }

    /// What two reports by one node say alike, for whoever cannot know which of them is the newer: of each replica the lower
    /// entry, and none where they name other changes at the same height.
    public func meet(_ other: VersionVector) -> VersionVector {
        var common = VersionVector()
        common.entries = entries.compactMap { entry in
            guard let its = other[entry.replica] else { return nil }
            if its.seq == entry.seq { return its.tag == entry.tag ? entry : nil }
            return its.seq < entry.seq ? its : entry
        }
        return common
    }

    /// How the two reports stand to each other, by height and, at equal height, by tag.
    ///
    /// For whoever has two vectors and no log: a client that shows how far apart two nodes are, a test, the vectors of
    /// `SyncProtocol/Vectors/vector-orders.json` (specification, section 8). The exchange does not ask it, because it
    /// has the log and goes by entries (`covers`). At different heights tags cannot be compared without the log itself, so `before` and `after` here are what the
    /// numbers say; only the log can confirm them. Equal heights with different tags are a fork and
    /// therefore concurrent.
    public func compare(to other: VersionVector) -> CausalOrder {
        var ahead = false
        var behind = false
        var left = entries[...]
        var right = other.entries[...]
        while let l = left.first, let r = right.first {
            if l.replica < r.replica {
                ahead = true
                left.removeFirst()
            } else if r.replica < l.replica {
                behind = true
                right.removeFirst()
            } else {
                if l.seq > r.seq { ahead = true }
                if l.seq < r.seq { behind = true }
                if l.seq == r.seq, l.tag != r.tag { (ahead, behind) = (true, true) }
                left.removeFirst()
                right.removeFirst()
            }
        }
        if !left.isEmpty { ahead = true }
        if !right.isEmpty { behind = true }
        return switch (ahead, behind) {
        case (false, false): .equal
        case (true, false): .after
        case (false, true): .before
        case (true, true): .concurrent
        }
    }

    /// The sorted entries as bytes, 24 for each: replica, seq, tag, all big endian. The digest is taken over these.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.count * 24)
        for entry in entries {
            for word in [entry.replica.rawValue, entry.seq, entry.tag] {
                for shift in stride(from: UInt64(56), through: 0, by: -8) {
                    bytes.append(UInt8(truncatingIfNeeded: word >> shift))
                }
            }
        }
        return bytes
    }

    private func lowerBound(of replica: ReplicaID) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].replica < replica { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
