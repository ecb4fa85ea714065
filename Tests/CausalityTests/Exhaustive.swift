import Causality

/// Every small version vector: two replicas, each absent or at seq 1 or 2 with one of two tags. 25 of them.
///
/// Small enough to try all pairs and triples, large enough for every relation, forks included.
enum Exhaustive {
    static let replicas = [ReplicaID(rawValue: 7), ReplicaID(rawValue: 0xFFFF_FFFF_FFFF_FFFE)]
    static let seqMax: UInt64 = 2
    static let tags: [UInt64] = [0xA, 0xB]

    /// What a vector can say of `replica`, nothing included.
    static func entries(of replica: ReplicaID) -> [VersionVector.Entry?] {
        [nil] + (1...seqMax).flatMap { seq in tags.map { .init(replica: replica, seq: seq, tag: $0) } }
    }

    static let vectors: [VersionVector] = entries(of: replicas[0]).flatMap { first in
        entries(of: replicas[1]).compactMap { second in VersionVector([first, second].compactMap(\.self)) }
    }
}
