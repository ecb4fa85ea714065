public import Causality

/// Names one log: the changes of one replica in one scope.
public struct LogID: Hashable, Sendable, Comparable {
    public let scope: ScopeID
    public let replica: ReplicaID

    public init(scope: ScopeID, replica: ReplicaID) {
        self.scope = scope
        self.replica = replica
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.scope, left.replica) < (right.scope, right.replica)
    }
}

extension LogID: CustomStringConvertible {
    public var description: String { "\(scope)/\(replica)" }
}

/// A place in a log together with the hash found there; as the newest place, it is the log's **head**.
public struct LogPosition: Hashable, Sendable {
    public let log: LogID
    public let seq: UInt64
    public let hash: Hash

    public init(log: LogID, seq: UInt64, hash: Hash) {
        self.log = log
        self.seq = seq
        self.hash = hash
    }

    public var scope: ScopeID { log.scope }
    public var replica: ReplicaID { log.replica }
    public var vectorEntry: VersionVector.Entry { .init(replica: replica, seq: seq, tag: hash.tag) }
}
