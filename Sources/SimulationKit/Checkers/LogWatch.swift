import Causality
import Replication

/// What one machine's logs were when they were last looked at, so that each look costs only what is new.
struct LogWatch {
    private var places: [LogID: LogPosition] = [:]
    private(set) var ids: Set<ChangeID> = []

    /// Looks at every log: chains, heads, numbers, and that nothing went.
    mutating func look(
        at name: String, _ transaction: some ReplicaTransaction, _ ledger: inout Ledger
    ) throws {
        var isReplaced = false
        var seenLogs = 0
        for scope in try transaction.scopes() {
            for head in try transaction.heads(in: scope) {
                seenLogs += 1
                let last = places[head.log]
                if last == head { continue }
                var from: UInt64 = 1
                if let last {
                    if try transaction.hash(of: head.log, at: last.seq) == last.hash {
                        from = last.seq + 1
                    } else {
                        isReplaced = true
                    }
                }
                try lookAtLog(head, from: from, name, transaction, &ledger)
                places[head.log] = head
            }
        }
        if seenLogs != places.count { isReplaced = true }
        if isReplaced { try compareWhole(name, transaction) }
    }

    private mutating func lookAtLog(
        _ head: LogPosition, from first: UInt64, _ name: String, _ transaction: some ReplicaTransaction,
        _ ledger: inout Ledger
    ) throws {
        guard let genesis = try transaction.genesis(of: head.replica), let key = ledger.keys[genesis.deviceKeyHash]
        else { throw SimulationFailure(.chain, "\(name) holds \(head.log) without its genesis or of nobody's key") }
        var chain = ChainCheck(
            log: head.log, genesis: genesis, after: try first > 1 ? transaction.hash(of: head.log, at: first - 1) : nil)
        var next = first
        var insideUnits: Set<UInt64> = []
        while next <= head.seq {
            let run = try transaction.changes(of: head.log, from: next, byteLimit: Limits.batchBytes)
            guard !run.isEmpty else { throw SimulationFailure(.chain, "\(name): \(head.log) is shorter than its head") }
            for change in run {
                guard change.position.seq == next, chain.follows(change) else {
                    throw SimulationFailure(.chain, "\(name): change \(next) of \(head.log) is off the chain")
                }
                if change.origin?.head.position.log == head.log {
                    throw SimulationFailure(
                        .doubled, "\(name): \(change.change) was issued again in the log that it had to leave")
                }
                // What is issued again is no unit, and may end anywhere.
                if change.origin == nil, ledger.body(of: change)?.remainingInUnit ?? 0 > 0 {
                    insideUnits.insert(change.position.seq)
                }
                ids.insert(change.change)
                if name == "C" { ledger.center(has: change) }
                next += 1
                if !ledger.isSingle(change.position), !ledger.mayBeForked(genesis.deviceKeyHash) {
                    throw SimulationFailure(
                        .doubled, "\(name): number \(change.position.seq) of \(head.log) means two changes")
                }
            }
        }
        let heads = try transaction.signedHeads(of: head.log, in: first...head.seq)
        guard let last = heads.last, last.position == head else {
            throw SimulationFailure(.chain, "\(name): \(head.log) does not end on a signed head")
        }
        for signed in heads where !ledger.isValid(signed, key) {
            throw SimulationFailure(.chain, "\(name): a head of \(head.log) is not signed by its device")
        }
        // Whatever is handed on ends on such a head (I15).
        if let signed = heads.first(where: { insideUnits.contains($0.position.seq) }) {
            throw SimulationFailure(
                .chain, "\(name): \(head.log) is signed at \(signed.position.seq), in the middle of a unit")
        }
    }

    /// A branch was replaced by another: nothing may be gone all the same.
    private mutating func compareWhole(_ name: String, _ transaction: some ReplicaTransaction) throws {
        var held: Set<ChangeID> = []
        places = [:]
        for scope in try transaction.scopes() {
            for head in try transaction.heads(in: scope) {
                places[head.log] = head
                var next: UInt64 = 1
                while next <= head.seq {
                    let run = try transaction.changes(of: head.log, from: next, byteLimit: Limits.batchBytes)
                    guard !run.isEmpty else { break }
                    held.formUnion(run.map(\.change))
                    next += UInt64(run.count)
                }
            }
        }
        let gone = ids.subtracting(held)
        guard gone.isEmpty else {
            throw SimulationFailure(.shrank, "\(name) lost \(gone.count) of \(ids.count) changes without a restore")
        }
        ids = held
    }
}
