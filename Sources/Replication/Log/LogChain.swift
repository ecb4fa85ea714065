import Causality

/// Walks along a log and gives each body its place and its hash.
struct LogChain {
    let log: LogID
    private(set) var seq: UInt64
    private(set) var hash: Hash

    /// Starts behind `head`, or at the genesis where the log is empty.
    init(log: LogID, after head: LogPosition?, genesis: Genesis) {
        self.log = log
        seq = head?.seq ?? 0
        hash = head?.hash ?? genesis.chainStart(in: log.scope)
    }

    /// The header that a body has at the next place.
    func nextHeader(_ bodyHash: Hash) -> ChangeHeader {
        ChangeHeader(scope: log.scope, replica: log.replica, seq: seq + 1, bodyHash: bodyHash, previous: hash)
    }

    /// Moves on by one entry.
    mutating func next(_ entry: LogEntry) -> (position: LogPosition, bodyHash: Hash) {
        let bodyHash = entry.bodyHash
        hash = nextHeader(bodyHash).hash
        seq += 1
        return (LogPosition(log: log, seq: seq, hash: hash), bodyHash)
    }
}
