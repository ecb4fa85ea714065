import Causality
package import Replication
import Testing

/// Makes the changes of one log, with a true chain, for tests of a storage. Bodies are any bytes: no storage reads them.
package struct LogFixture {
    package let genesis: Genesis
    package let log: LogID
    package private(set) var changes: [StoredChange] = []

    /// The log of the `number`th replica of a device; its key is only a hash here.
    package init(scope: ScopeID, device: UInt8 = 1, number: UInt64 = 1) {
        self.init(scope: scope, key: Hash(of: [device]), number: number)
    }

    package init(scope: ScopeID, key: Hash, number: UInt64) {
        genesis = Genesis(
            deviceKeyHash: key, nonce: RecordID(rawValue: UInt128(number)), previous: nil,
            previousHeads: [])
        log = LogID(scope: scope, replica: genesis.replica)
    }

    package var head: LogPosition? { changes.last?.position }

    /// The log as it was at `seq`, to go on from there as another branch.
    package func cut(at seq: UInt64) -> LogFixture {
        var branch = self
        branch.changes.removeAll { $0.position.seq > seq }
        return branch
    }

    /// Makes the next change.
    package mutating func next(
        _ body: [UInt8], of record: RecordID = RecordID(rawValue: 1), kind: RecordKind = RecordKind(rawValue: 3),
        standing: Standing = .applied, origin: Origin? = nil
    ) -> StoredChange {
        let bodyHash = Hash(of: body)
        let header = ChangeHeader(
            scope: log.scope, replica: log.replica, seq: (head?.seq ?? 0) + 1, bodyHash: bodyHash,
            previous: head?.hash ?? genesis.chainStart(in: log.scope))
        let change = StoredChange(
            position: LogPosition(log: log, seq: header.seq, hash: header.hash), body: body, origin: origin,
            record: RecordKey(scope: log.scope, kind: kind, id: record), change: bodyHash.changeID,
            standing: standing)
        changes.append(change)
        return change
    }

    /// A head whose signature is any bytes: no storage checks it.
    package func signedHead(at seq: UInt64) throws -> SignedHead {
        let change = try #require(changes.first { $0.position.seq == seq })
        return SignedHead(
            position: change.position, signature: [UInt8](repeating: 7, count: SignedHead.signatureByteCount))
    }

    /// Evidence of the first issue in this log of the change at `seq`, by the head at the log's end.
    package func origin(of seq: UInt64) throws -> Origin {
        var headers: [ChangeHeader] = []
        var previous = genesis.chainStart(in: log.scope)
        for change in changes {
            headers.append(
                ChangeHeader(
                    scope: log.scope, replica: log.replica, seq: change.position.seq,
                    bodyHash: Hash(of: change.body), previous: previous))
            previous = change.position.hash
        }
        return Origin(
            genesis: genesis, headers: headers.filter { $0.seq >= seq },
            head: try signedHead(at: UInt64(changes.count)))
    }
}

/// Scopes on both sides of the middle of 64 bits, where signed and unsigned order differ.
package enum Scopes {
    package static let low = ScopeID(rawValue: 2)
    package static let high = ScopeID(rawValue: 0x8000_0000_0000_0001)
    package static let highest = ScopeID(rawValue: .max)
}
