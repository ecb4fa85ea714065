import Causality
import ReplicaStore
import Replication

/// Collects what proves changes to stand in their logs: headers from each of them to the next signed head.
struct LogGathering {
    let transaction: SQLiteTransaction

    /// How far behind a change its next signed head is looked for: a holder of sparse heads has one at least every
    /// 16 KiB of bodies and at the end of each unit of a thousand changes.
    private static let headDistanceMax: UInt64 = 4096

    /// The evidence of each log, sorted. Throws `StorageCorruption` for a log that has no genesis or no signed end.
    func evidence(for changes: [ExportedChange]) throws -> [LogEvidence] {
        // Looked up by log; never iterated.
        let seqs = Dictionary(grouping: changes, by: \.log).mapValues { Set($0.map(\.seq)).sorted() }
        return try seqs.keys.sorted().map { log in try evidence(of: log, at: seqs[log] ?? []) }
    }

    private func evidence(of log: LogID, at seqs: [UInt64]) throws -> LogEvidence {
        guard let genesis = try transaction.genesis(of: log.replica), let end = try transaction.head(of: log) else {
            throw StorageCorruption("log \(log) has no genesis or no head")
        }
        var headers: [ChangeHeader] = []
        var heads: [SignedHead] = []
        for seq in seqs where seq > (headers.last?.seq ?? 0) {
            let reach = min(end.seq, seq + LogGathering.headDistanceMax)
            guard let head = try transaction.signedHeads(of: log, in: seq...reach).first else {
                throw StorageCorruption("log \(log) has no signed head behind \(seq)")
            }
            headers += try self.headers(of: log, from: seq, to: head.position.seq, genesis)
            heads.append(head)
        }
        return LogEvidence(log: log, genesis: genesis, headers: headers, heads: heads)
    }

    private func headers(
        of log: LogID, from first: UInt64, to last: UInt64, _ genesis: Genesis
    ) throws -> [ChangeHeader] {
        var previous = first > 1 ? try transaction.hash(of: log, at: first - 1) : genesis.chainStart(in: log.scope)
        var headers: [ChangeHeader] = []
        var next = first
        while next <= last {
            let run = try transaction.changes(of: log, from: next, byteLimit: Limits.batchBytes)
            guard !run.isEmpty else { throw StorageCorruption("log \(log) is shorter than its head") }
            for stored in run where next <= last {
                guard let before = previous else { throw StorageCorruption("log \(log) has a gap") }
                headers.append(
                    ChangeHeader(
                        scope: log.scope, replica: log.replica, seq: next, bodyHash: Hash(of: stored.body),
                        previous: before))
                previous = stored.position.hash
                next += 1
            }
        }
        return headers
    }
}
