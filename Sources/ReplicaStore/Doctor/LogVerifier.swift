import Causality
import Replication

/// Computes the chain of every log anew from the bodies and checks what is signed.
struct LogVerifier {
    let transaction: SQLiteTransaction
    let key: (Hash) -> DeviceKey?
    private(set) var result = LogVerification()

    init(_ transaction: SQLiteTransaction, key: @escaping (Hash) -> DeviceKey?) {
        self.transaction = transaction
        self.key = key
    }

    /// Checks all logs, sorted. One that cannot be read is a fault and does not stop the others.
    mutating func verifyAll() throws {
        for scope in try transaction.scopes() {
            for head in try transaction.heads(in: scope) {
                result.logs += 1
                do {
                    try verify(head)
                } catch let error as StorageCorruption {
                    result.faults.append(.unreadable(head.log, error.detail))
                }
            }
        }
    }

    private mutating func verify(_ head: LogPosition) throws {
        let log = head.log
        guard let genesis = try transaction.genesis(of: log.replica) else {
            result.faults.append(.genesisMissing(log.replica))
            return
        }
        if genesis.replica != log.replica { result.faults.append(.genesisForged(log.replica)) }
        let hashes = try chain(of: log, from: genesis, signed: try signatures(of: head))
        guard let last = hashes.last else {
            result.faults.append(.headMisplaced(log, row: head.seq, last: 0))
            return
        }
        if last != head { result.faults.append(.headMisplaced(log, row: head.seq, last: last.seq)) }
        try verifySignatures(of: log, along: hashes, genesis: genesis)
    }

    /// Walks the log; answers the places at which it is signed, and its end.
    private mutating func chain(
        of log: LogID, from genesis: Genesis, signed: Set<UInt64>
    ) throws -> [LogPosition] {
        var places: [LogPosition] = []
        var previous = genesis.chainStart(in: log.scope)
        var end: LogPosition?
        while true {
            let next = (end?.seq ?? 0) + 1
            let run = try transaction.changes(of: log, from: next, byteLimit: Limits.batchBytes)
            guard !run.isEmpty else { break }
            for stored in run {
                let seq = stored.position.seq
                if seq != (end?.seq ?? 0) + 1 { result.faults.append(.gap(log, after: end?.seq ?? 0, found: seq)) }
                let bodyHash = Hash(of: stored.body)
                let hash = ChangeHeader(
                    scope: log.scope, replica: log.replica, seq: seq, bodyHash: bodyHash, previous: previous
                ).hash
                if bodyHash.changeID != stored.change { result.faults.append(.bodyChanged(stored.position)) }
                if hash != stored.position.hash { result.faults.append(.chainBroken(stored.position)) }
                verifyOrigin(of: stored, bodyHash: bodyHash)
                // Goes on from the stored hash, here and with signatures: one changed body is one fault, not one for
                // each change behind it. A stored hash that fits its body and predecessor is the computed one.
                previous = stored.position.hash
                if signed.contains(seq) { places.append(stored.position) }
                end = stored.position
                result.changes += 1
            }
        }
        if let end, places.last != end {
            result.faults.append(.endUnsigned(end))
            places.append(end)
        }
        return places
    }

    private mutating func verifyOrigin(of stored: StoredChange, bodyHash: Hash) {
        guard let origin = stored.origin, let key = key(origin.genesis.deviceKeyHash) else { return }
        if !origin.proves(bodyHash: bodyHash, signedBy: key) { result.faults.append(.evidenceInvalid(stored.position)) }
    }

    private func signatures(of head: LogPosition) throws -> Set<UInt64> {
        Set(try transaction.signedPlaces(of: head.log).map(\.seq))
    }

    private mutating func verifySignatures(of log: LogID, along places: [LogPosition], genesis: Genesis) throws {
        let key = key(genesis.deviceKeyHash)
        var index = places.startIndex
        for (seq, signature) in try transaction.signedPlaces(of: log) {
            result.signedHeads += 1
            while index < places.endIndex, places[index].seq < seq { index += 1 }
            guard index < places.endIndex, places[index].seq == seq else {
                result.faults.append(.signedHeadOutside(log, seq: seq))
                continue
            }
            guard let key else {
                result.headsWithoutKey += 1
                continue
            }
            if !SignedHead(position: places[index], signature: signature).isValid(for: key) {
                result.faults.append(.signatureInvalid(places[index]))
            }
        }
    }
}

extension SQLiteTransaction {
    /// All signatures stored for a log, also where the log has no change, by rising seq.
    fileprivate func signedPlaces(of log: LogID) throws -> [(seq: UInt64, signature: [UInt8])] {
        guard let row = try row(of: log) else { return [] }
        let sql = "SELECT position, signature FROM head WHERE position BETWEEN ? AND ? ORDER BY position"
        return try HotStatement(sql, in: database).all(
            ChangePlace.key(log: row.id, from: 0), ChangePlace.end(log: row.id)
        ) {
            (seq: ChangePlace.seq(of: $0.integer(0)), signature: $0.bytes(1))
        }
    }
}
