import Causality
import Replication

/// Checks at each step.
extension County {
    /// Looks at a machine's logs.
    func watch(_ machine: Machine<Disk>) throws {
        try ledger.watch(machine.name) { watch, ledger in
            try machine.read { _, store in try watch.look(at: machine.name, store, &ledger) }
        }
        try checkReplica(of: machine)
    }

    /// The vectors of every scope that a machine holds.
    func vectors(of machine: Machine<Disk>) throws -> [(ScopeID, VersionVector)] {
        try machine.read { engine, store in
            try store.scopes().map { ($0, try engine.vector(of: $0, in: store)) }
        }
    }

    /// A machine writes only where nobody else does, as far as it can know.
    func checkWriter(_ saved: [StoredChange], at machine: Machine<Disk>) throws {
        guard let first = saved.first?.position else { return }
        try machine.read { _, store in
            var previous: LogPosition?
            if first.seq > 1, let hash = try store.hash(of: first.log, at: first.seq - 1) {
                previous = LogPosition(log: first.log, seq: first.seq - 1, hash: hash)
            }
            for change in saved {
                guard ledger.writes(change.position, by: machine.name, since: machine.origin, behind: previous) else {
                    throw SimulationFailure(
                        .doubled, "\(machine.name) writes on in \(first.log), in which another machine wrote")
                }
                previous = change.position
            }
            for change in try store.reissuedChanges() {
                guard let head = change.origin?.head.position, head.replica == first.replica,
                    try store.hash(of: head.log, at: head.seq) != head.hash
                else { continue }
                throw SimulationFailure(
                    .doubled, "\(machine.name) writes on as \(first.replica) beside the proof that another one does")
            }
        }
    }

    /// What must hold when a session came to its end.
    func check(
        _ machine: Machine<Disk>, _ server: Machine<Disk>, _ session: ExchangeSession, _ step: ExchangeSession.Step,
        _ tally: SessionTally, isClean: Bool
    ) throws {
        try checkCustody(of: machine)
        // Each time would take longer than the life that is checked; but a log of two branches is judged by the one that is
        // there, and the directory comes from above and from below.
        let isForked = !ledger.forkedLogs.isEmpty
        if isForked || counts.sessions % 3 == 0 { try checkStandings(of: machine) }
        if isForked || counts.sessions % 3 == 1 { try checkStandings(of: server) }
        guard isClean, machine.storage.failure == nil, server.storage.failure == nil else { return }
        if step == .stalled, session.refusals.isEmpty {
            throw SimulationFailure(.liveness, "\(machine.name) and \(server.name) differ, and nothing moves")
        }
        guard tally.requests <= tally.requestsAllowed else {
            throw SimulationFailure(
                .budget, "\(machine.name) took \(tally.requests) requests for \(tally.bodyBytes) bytes of bodies")
        }
        guard tally.bytes <= tally.bytesAllowed else {
            throw SimulationFailure(
                .budget, "\(machine.name) took \(tally.bytes) bytes for \(tally.bodyBytes) bytes of bodies")
        }
        guard step == .complete else { return }
        try checkRefusals(of: machine, by: server, session)
        try checkNothingStaged(at: machine, session)
        try checkReissues(of: machine, session, tally)
        try checkAgreement(of: machine, with: server, session.refusals)
        if isForked || counts.sessions % 3 == 2 { try checkStates(of: machine, with: server, session.refusals) }
    }

    /// Standing and merge are functions of what is held here, at any time (I18, I21).
    func checkStandings(of machine: Machine<Disk>) throws {
        let books = AdmissionCheck(
            ledger, held: ledger.watches[machine.name]?.ids ?? [], center: center.keyHash)
        try machine.read { _, store in
            try MergeCheck.check(machine.name, store, &ledger)
            try books.check(machine.name, Machine<Disk>.kinds(machine.isLater), store, &ledger)
        }
    }

    /// No receipt says what the center did not hold when it signed, and no change counts as at the county that never was
    /// there.
    func checkCustody(of machine: Machine<Disk>) throws {
        let isCenter = machine.isCenter
        try machine.read { engine, store in
            for scope in try store.scopes() {
                if let receipt = try store.receipt(of: scope), !ledger.wasTrue(receipt.vector, of: scope, at: "C") {
                    throw SimulationFailure(.custody, "\(machine.name) has a receipt of \(scope) that never was true")
                }
                for head in try store.heads(in: scope) {
                    for change in try store.changes(of: head.log, from: 1, byteLimit: Limits.batchBytes)
                    where try engine.custody(of: change.position, isCenter: isCenter, store) == .county
                        && !ledger.everAtCenter.contains(change.change)
                    {
                        throw SimulationFailure(
                            .custody, "\(machine.name) says \(change.change) is at the county, where it never was")
                    }
                }
            }
        }
    }

    /// After an answer that counts: what it says of the upstream and of the center stands now, whether it says more or less
    /// than before (I31). A receipt is passed over only where one that was taken calls its issuer past, and not the other way
    /// round.
    func checkNews(of response: ExchangeResponse, at machine: Machine<Disk>) throws {
        try machine.read { _, store in
            for state in response.scopes where try store.upstreamReport(of: state.scope)?.vector != state.vector {
                throw SimulationFailure(.custody, "\(machine.name) passed over the newest word of its upstream")
            }
            var book = ledger.pastBook(of: machine.name)
            for receipt in response.receipts {
                ledger.hears(of: receipt)
                if book.callsPast(receipt) { continue }
                if try store.receipt(of: receipt.scope) == receipt {
                    book.takes(receipt)
                    continue
                }
                guard ledger.mayKnowAsPast(receipt, at: machine.name) else {
                    throw SimulationFailure(.custody, "\(machine.name) passed over the center's newest word")
                }
            }
        }
    }

    /// After a disk was put back or mended: the receipts on it are as they were.
    func noteReceipts(of machine: Machine<Disk>) throws {
        let receipts = try machine.read { _, store in try store.scopes().compactMap { try store.receipt(of: $0) } }
        ledger.found(receipts, at: machine.name)
    }

    /// After each answer: no receipt of before a restore took the place of a newer one.
    func checkReceipts(of machine: Machine<Disk>) throws {
        try machine.read { _, store in
            for scope in try store.scopes() {
                guard let receipt = try store.receipt(of: scope), !ledger.holds(receipt, at: machine.name) else {
                    continue
                }
                throw SimulationFailure(
                    .custody,
                    "\(machine.name) took the word of \(receipt.issuer), of before a restore, for the newer one")
            }
        }
    }

    /// After a complete sync the lower node knows exactly what the upper one holds of what it may read.
    func checkAgreement(of machine: Machine<Disk>, with server: Machine<Disk>, _ refusals: [Refusal]) throws {
        let readable = server.opened.engine.authority.readableScopes(of: machine.keyHash)
        let refused = refusals.map(\.scope)
        for scope in readable where !refused.contains(scope) {
            let truth = try server.read { engine, store in try engine.vector(of: scope, in: store) }
            try machine.read { engine, store in
                let own = try engine.vector(of: scope, in: store)
                guard own == truth else {
                    throw SimulationFailure(
                        .convergence, "\(machine.name) and \(server.name) ended a sync with different logs of \(scope)")
                }
                guard try store.upstreamReport(of: scope)?.vector ?? VersionVector() == truth else {
                    throw SimulationFailure(.custody, "\(machine.name) believes something else of \(server.name)")
                }
                guard server.isCenter, !truth.isEmpty else { return }
                guard try store.receipt(of: scope)?.vector == truth else {
                    throw SimulationFailure(.custody, "\(machine.name) has no receipt of what the center holds")
                }
            }
        }
    }

    /// Two machines that ended a sync merged alike what both may read, where both have the same directory to judge it by.
    private func checkStates(
        of machine: Machine<Disk>, with server: Machine<Disk>, _ refusals: [Refusal]
    ) throws {
        let readable = server.opened.engine.authority.readableScopes(of: machine.keyHash)
        guard readable.contains(.directory), refusals.isEmpty else { return }
        for scope in readable { try compare(machine, with: server, scope) }
    }

    /// The same changes make the same siblings and digests, for programs that understand the same.
    func compare(_ machine: Machine<Disk>, with other: Machine<Disk>, _ scope: ScopeID) throws {
        let mine = try machine.read { engine, store in
            (try engine.vector(of: scope, in: store), try store.states(in: scope).filter { isCommon($0.key.kind) })
        }
        let theirs = try other.read { engine, store in
            (try engine.vector(of: scope, in: store), try store.states(in: scope).filter { isCommon($0.key.kind) })
        }
        guard mine.0 == theirs.0 else {
            throw SimulationFailure(.convergence, "\(machine.name) and \(other.name) hold other logs of \(scope)")
        }
        guard mine.1.count == theirs.1.count,
            zip(mine.1, theirs.1).allSatisfy({ $0.key == $1.key && $0.state.encoded == $1.state.encoded })
        else {
            throw SimulationFailure(.convergence, "\(machine.name) and \(other.name) merged \(scope) otherwise")
        }
    }

    private func isCommon(_ kind: RecordKind) -> Bool { !SimulatedCodec.laterKinds.contains(kind) }
}
