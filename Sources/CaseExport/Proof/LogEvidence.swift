import Causality
public import Replication

/// What proves that changes stand in one log: its genesis, their headers up to the next signed head, and those heads.
///
/// A header has the hash of a change's body and of the header before it, so that the bodies of other cases, which lie
/// between, are not needed and are not handed out.
///
/// Source: SyncProtocol/Decisions/2026-11-23-reissue-evidence.md, of which this is the form for many changes.
public struct LogEvidence: Hashable, Sendable {
    public let log: LogID
    public let genesis: Genesis
    /// By rising seq, each once.
    public let headers: [ChangeHeader]
    /// By rising seq; each at the place of one of the headers.
    public let heads: [SignedHead]

    public init(log: LogID, genesis: Genesis, headers: [ChangeHeader], heads: [SignedHead]) {
        self.log = log
        self.genesis = genesis
        self.headers = headers
        self.heads = heads
    }

    /// The headers of which `key` proves that they stand in this log, by seq: from each of them an unbroken chain of
    /// hashes leads to a head that the key signed.
    func proven(by key: DeviceKey) -> [UInt64: ChangeHeader] {
        guard genesis.replica == log.replica, genesis.deviceKeyHash == key.hash else { return [:] }
        let signed = Set(heads.filter { $0.position.log == log && $0.isValid(for: key) }.map(\.position))
        var proven: [UInt64: ChangeHeader] = [:]
        for header in headers.reversed() {
            guard header.scope == log.scope, header.replica == log.replica, proven[header.seq] == nil,
                header.seq > 1 || header.previous == genesis.chainStart(in: log.scope)
            else { continue }
            let place = LogPosition(log: log, seq: header.seq, hash: header.hash)
            let next = header.seq < .max ? proven[header.seq + 1] : nil
            if signed.contains(place) || next?.previous == header.hash { proven[header.seq] = header }
        }
        return proven
    }
}
