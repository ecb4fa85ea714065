import Causality
import Replication

/// Checks of what a sync leaves behind.
extension County {
    /// A machine retires its replica only where its store was put back or copied: nothing that is merely said makes it.
    /// Of one that its witness does not know yet the next start cannot tell.
    ///
    /// With the first that it is handed of another branch of its own log it does (13).
    func checkReplica(of machine: Machine<Disk>) throws {
        let (current, staged) = try machine.read { _, store in (try store.currentReplica(), try store.stagedLogs()) }
        if let log = staged.first(where: { $0.replica == current }) {
            throw SimulationFailure(
                .doubled, "\(machine.name) still writes in \(log), of which its upstream showed it another branch")
        }
        let witness = machine.disk.witness.flatMap { Witness(bytes: $0) }
        let replica = current == witness?.replica ? current : nil
        let before = ledger.replica(replica, at: machine.name)
        guard let before, before != current, !machine.isDamaged, !ledger.mayBeForked(machine.keyHash) else { return }
        throw SimulationFailure(.replica, "\(machine.name) retired replica \(before), of which there is no copy")
    }

    /// A refusal that hangs on a directory stands at the end only where a directory still says so.
    func checkRefusals(
        of machine: Machine<Disk>, by server: Machine<Disk>, _ session: ExchangeSession
    ) throws {
        let sides = [server, machine]
        for refusal in session.refusals {
            let stands =
                switch refusal.reason {
                case .notReadable:
                    !server.opened.engine.authority.readableScopes(of: machine.keyHash).contains(refusal.scope)
                case .unknownScope: sides.contains { !$0.opened.engine.authority.scopes.contains(refusal.scope) }
                case .unknownSigner: try isUnknown(refusal.replica, to: sides)
                default: true
                }
            guard stands else {
                throw SimulationFailure(
                    .liveness,
                    "\(machine.name) and \(server.name) end with \(refusal.scope) refused as \(refusal.reason), which it is not"
                )
            }
        }
    }

    private func isUnknown(_ replica: ReplicaID?, to sides: [Machine<Disk>]) throws -> Bool {
        let genesis = try replica.flatMap { replica in
            try sides.lazy.compactMap { try $0.read { _, store in try store.genesis(of: replica) } }.first
        }
        guard let signer = genesis?.deviceKeyHash else { return true }
        return sides.contains { $0.keyHash != signer && $0.opened.engine.authority.key(signer) == nil }
    }

    /// Where both sides stand equal, nothing of another branch waits.
    func checkNothingStaged(at machine: Machine<Disk>, _ session: ExchangeSession) throws {
        let staged = try machine.read { _, store in try store.stagedLogs() }
        let refused = session.refusals.compactMap { refusal in
            refusal.replica.map { LogID(scope: refusal.scope, replica: $0) }
        }
        if let log = staged.first(where: { !refused.contains($0) }) {
            throw SimulationFailure(.liveness, "\(machine.name) keeps a branch of \(log) that its upstream has not")
        }
    }

    /// A line broke, perhaps while another branch came in: what is here stands as the directory says all the same, of which the
    /// end of a grant may have come before the branch.
    func checkHalfwayStandings(of machine: Machine<Disk>) throws {
        guard !ledger.forkedLogs.isEmpty else { return }
        if try machine.read({ _, store in try !store.stagedLogs().isEmpty }) { counts.note("branchStagedInPart") }
        try watch(machine)
        try checkStandings(of: machine)
    }

    /// What another log brought in the same sync was not issued again: pull first, adopt last.
    ///
    /// Of several forked logs one may be whole before the other one, and bring what the first one's branch had; and what the
    /// directory lets in later in the sync may bring it.
    func checkReissues(of machine: Machine<Disk>, _ session: ExchangeSession, _ tally: SessionTally) throws {
        guard session.tally.changesReissued > 0, tally.forkedLogs.count == 1, !tally.isRefused else { return }
        try machine.read { _, store in
            // Not by its key: a copy of the machine has that, too, and issues again what it must.
            let own = try store.currentReplica()
            for change in try store.reissuedChanges()
            where change.position.replica == own && change.position.seq > tally.writtenBefore[change.position.log] ?? 0
            {
                let copies = try store.changes(touching: change.record).filter { $0.change == change.change }
                guard copies.count == 1 else {
                    throw SimulationFailure(
                        .budget, "\(machine.name) issued \(change.change) again, which another log brought")
                }
            }
        }
    }
}
