public import Causality
public import Replication

/// One thing that a check of the logs found wrong.
public enum StoreFault: Hashable, Sendable {
    case genesisMissing(ReplicaID)
    /// The replica's id is not the hash of its genesis.
    case genesisForged(ReplicaID)
    /// The log goes from one seq to another that is not the next.
    case gap(LogID, after: UInt64, found: UInt64)
    /// The body does not hash to the change's id.
    case bodyChanged(LogPosition)
    /// The stored hash is not that of body and predecessor.
    case chainBroken(LogPosition)
    /// The log's row names another head than its last change.
    case headMisplaced(LogID, row: UInt64, last: UInt64)
    /// A signed head stands where the log has no change.
    case signedHeadOutside(LogID, seq: UInt64)
    case signatureInvalid(LogPosition)
    /// The log does not end on a signed head.
    case endUnsigned(LogPosition)
    /// The evidence of a re-issued change does not prove it.
    case evidenceInvalid(LogPosition)
    /// A row cannot be read at all.
    case unreadable(LogID, String)
}

extension StoreFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .genesisMissing(let replica): "replica \(replica) has a log and no genesis"
        case .genesisForged(let replica): "replica \(replica) is not named by its genesis"
        case .gap(let log, let after, let found): "log \(log) goes from \(after) to \(found)"
        case .bodyChanged(let position):
            "change \(position.seq) of log \(position.log) has another body than its id says"
        case .chainBroken(let position): "change \(position.seq) of log \(position.log) has a wrong hash"
        case .headMisplaced(let log, let row, let last): "log \(log) ends at \(last), and its head is \(row)"
        case .signedHeadOutside(let log, let seq): "log \(log) has a signature at \(seq), where it has no change"
        case .signatureInvalid(let position): "the signature at \(position.seq) of log \(position.log) is not valid"
        case .endUnsigned(let position): "log \(position.log) is not signed up to its end \(position.seq)"
        case .evidenceInvalid(let position):
            "change \(position.seq) of log \(position.log) was issued again without proof of its first issue"
        case .unreadable(let log, let detail): "log \(log) cannot be read: \(detail)"
        }
    }
}

/// What a check of all logs looked at and what it found.
public struct LogVerification: Hashable, Sendable {
    public internal(set) var logs = 0
    public internal(set) var changes = 0
    public internal(set) var signedHeads = 0
    /// Signed heads whose key is not known here; their chain was checked all the same.
    public internal(set) var headsWithoutKey = 0
    /// In order of log and place.
    public internal(set) var faults: [StoreFault] = []

    public var isSound: Bool { faults.isEmpty }
}
