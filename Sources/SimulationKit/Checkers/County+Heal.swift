import Causality
import ReplicaStore
import Replication

/// What must hold when the faults have stopped.
extension County {
    /// Mends the lines and disks, syncs everybody until nothing moves, and compares.
    func heal() throws {
        pass(Plan.dayMilliseconds)
        _ = try repairDamaged()
        underway = []
        for machine in living {
            (machine.isDeaf, machine.isMute) = (false, false)
            machine.storage.failure = nil
            if machine.parent?.isDead ?? false { machine.parent = center }
        }
        let draw = Randomness(seed: plan.healDraw)
        let last = try lastSticks(Randomness(seed: plan.healDraw ^ 0x571C_4B00))
        try grantWhatWasLost(draw)
        for machine in living { try watch(machine) }
        let surviving = living.reduce(into: Set<ChangeID>()) { $0.formUnion(ledger.watches[$1.name]?.ids ?? []) }
        trace.add("the faults stop, \(surviving.count) changes")
        try settleDown(draw)
        try settleBlobs()
        counts.destroyed = ledger.everAtCenter.subtracting(ledger.watches["C"]?.ids ?? []).count
        try checkGaps()
        try compare(surviving)
        try checkMoves()
        try deliver(last)
        // A stick that everybody had forgotten may be all that is left of a change.
        try settleDown(draw)
        try checkIdle(draw)
    }

    /// A center that was put back may have lost a grant before anybody had it; the administrator grants it again.
    private func grantWhatWasLost(_ draw: Randomness) throws {
        let known = AdmissionCheck(ledger, held: ledger.watches["C"]?.ids ?? [], center: center.keyHash)
        let lacking = machines[1..<plan.machineCount].filter { known.scopes(of: $0.keyHash, all: villages).isEmpty }
        try centerWrites(draw) { draft, environment in
            lacking.flatMap { machine in
                [
                    (
                        draft.device(
                            machine.key, name: machine.name, role: machine.role.rawValue, area: nil, people: []),
                        .other
                    )
                ] + villages.map { grant($0, to: machine, draft, environment) }
            }
        }
    }

    /// Quiet comes within twice the depth of the tree, up and down again, and once more for each forked log.
    ///
    /// Where a hub or a device lacks some of the center's directory, that has to come down first: a grant that it does
    /// not know lets nothing in.
    private func settleDown(_ draw: Randomness) throws {
        let depth = 2
        let directory = try directoryDigest(of: center)
        let isKnown = try living.allSatisfy { try directoryDigest(of: $0) == directory }
        // What came up for a record that moved goes down again where it lives.
        let bound = (isKnown ? 2 : 3) * depth + (plan.hasMoves ? 2 * depth : 0) + ledger.forkedLogs.count
        var rounds = 0
        while true {
            let before = try living.map(knowledge)
            var order = living.filter { $0.parent != nil }
            while !order.isEmpty {
                let machine = order.remove(at: draw.below(order.count))
                guard let parent = machine.parent else { continue }
                try meet(machine, parent, draw)
            }
            if try living.map(knowledge) == before { break }
            rounds += 1
            guard rounds <= bound + ledger.forkedLogs.count else {
                throw SimulationFailure(.liveness, "no quiet after \(rounds) rounds of syncs, \(bound) allowed")
            }
        }
        guard rounds <= bound else {
            throw SimulationFailure(.liveness, "quiet only after \(rounds) rounds of syncs, \(bound) allowed")
        }
        counts.quietRounds = max(counts.quietRounds, rounds)
        counts.forkedLogs = ledger.forkedLogs.count
        trace.add("quiet after \(rounds) rounds")
    }

    /// What a machine holds, and what it was told of before a restore: both have to come up.
    private func knowledge(of machine: Machine<Disk>) throws -> [UInt64] {
        try vectors(of: machine).flatMap { [$0.rawValue, $1.digest.tag] }
            + machine.read { _, store in try store.formerReceipts().map(\.tag) }
    }

    /// A sync by the line, or by sticks alone where there is no line.
    private func meet(_ machine: Machine<Disk>, _ parent: Machine<Disk>, _ draw: Randomness) throws {
        if isWithoutLine(machine) {
            for side in [machine, parent] { try follow(at: side) }
            try carriedSync(machine, with: parent, Randomness(seed: draw.next()))
        } else {
            try sync(machine, with: parent, quality: .clean, draw)
        }
    }

    private func directoryDigest(of machine: Machine<Disk>) throws -> Hash {
        try machine.read { engine, store in try engine.vector(of: .directory, in: store).digest }
    }

    private func compare(_ surviving: Set<ChangeID>) throws {
        let held = ledger.watches["C"]?.ids ?? []
        let lost = surviving.subtracting(held)
        guard lost.isEmpty else {
            try traceWhereLeft(lost)
            throw SimulationFailure(.lost, "\(lost.count) of \(surviving.count) changes never came to the center")
        }
        let books = AdmissionCheck(ledger, held: held, center: center.keyHash)
        for machine in living {
            let kinds = Machine<Disk>.kinds(machine.isLater)
            try machine.read { _, store in
                try MergeCheck.check(machine.name, store, &ledger)
                // Whose grants ended is handed no directory, and judges by what it had.
                if books.isReader(machine.keyHash) {
                    try books.check(machine.name, kinds, store, &ledger)
                }
            }
            guard books.isReader(machine.keyHash) else { continue }
            for scope in [.directory] + books.scopes(of: machine.keyHash, all: villages) {
                try compare(machine, with: center, scope)
            }
        }
        for log in ledger.forkedLogs.sorted() { try checkOneBranch(of: log) }
    }

    /// Says where the changes are that never came up, and how far everybody has their logs, so that the trace of a failing
    /// seed can be read.
    private func traceWhereLeft(_ lost: Set<ChangeID>) throws {
        var logs: Set<LogID> = []
        for machine in living {
            try machine.read { _, store in
                for head in try store.scopes().flatMap({ try store.heads(in: $0) }) {
                    for change in try store.changes(of: head.log, from: 1, byteLimit: .max)
                    where lost.contains(change.change) {
                        logs.insert(head.log)
                        trace.add("only \(machine.name) has \(change.position.seq) of \(head.log)")
                    }
                }
            }
        }
        for log in logs.sorted() {
            for machine in living {
                let (head, signer) = try machine.read { _, store in
                    (try store.head(of: log), try store.genesis(of: log.replica)?.deviceKeyHash)
                }
                guard let head else { continue }
                let signerName = living.first { $0.keyHash == signer }?.name ?? "another"
                trace.add("\(machine.name) has \(log), signed by \(signerName), up to \(head.seq) \(head.hash)")
            }
        }
    }

    /// No number means two changes any more, among those who may read the log.
    private func checkOneBranch(of log: LogID) throws {
        let books = AdmissionCheck(ledger, held: ledger.watches["C"]?.ids ?? [], center: center.keyHash)
        guard let head = try center.read({ _, store in try store.head(of: log) }) else { return }
        for machine in living where books.isReader(machine.keyHash) {
            guard let other = try machine.read({ _, store in try store.hash(of: log, at: head.seq) }) else { continue }
            guard other == head.hash else {
                throw SimulationFailure(.doubled, "\(machine.name) still has another branch of \(log) than the center")
            }
        }
    }

    /// Where nothing is new, a sync is one request, and a small one; and custody says what is true.
    private func checkIdle(_ draw: Randomness) throws {
        let books = AdmissionCheck(ledger, held: ledger.watches["C"]?.ids ?? [], center: center.keyHash)
        for machine in living {
            guard let parent = machine.parent, books.isReader(machine.keyHash) else { continue }
            let before = (counts.requests, counts.bytes)
            let step = try sync(machine, with: parent, quality: .clean, draw)
            let formerReceipts = try machine.read { _, store in try store.formerReceipts().count }
            let entries = try vectors(of: machine).first { $0.0 == .directory }?.1.entries.count ?? 0
            let bytes = counts.bytes - before.1
            // A center that was rolled back, its witness with it, speaks on under a name that others were told is past:
            // their machines pass its receipts over, and are offered them again, until it gets a new name (14).
            let isRolledBack = ledger.isCalledPast(center.name)
            let lostBlobs = try namedBlobs(at: parent).filter { !parent.blobs.store.holds($0.blob) }.count
            let allowed =
                300 + 60 * villages.count + 60 * entries + 50 * lostBlobs
                + 9 * formerReceipts
            guard step == .complete, counts.requests - before.0 == 1, bytes <= allowed || isRolledBack else {
                throw SimulationFailure(
                    .budget,
                    "an idle sync of \(machine.name) took \(counts.requests - before.0) requests, \(bytes) bytes")
            }
            // Who may not read a scope gets no receipt of it.
            for scope in [.directory] + books.scopes(of: machine.keyHash, all: villages) {
                let count = try machine.read { engine, store in
                    try engine.custodyCount(of: scope, isCenter: machine.isCenter, store)
                }
                guard count.atCounty == count.held || isRolledBack, count.atUpstream == count.held else {
                    throw SimulationFailure(
                        .custody,
                        "\(machine.name): \(count.atCounty) of \(count.held) changes of \(scope) count as at the county"
                    )
                }
            }
        }
    }
}
