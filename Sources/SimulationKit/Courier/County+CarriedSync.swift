import Causality
import Replication

/// What sticks do when the faults have stopped.
extension County {
    /// One machine in four of a county with a courier never has a line.
    func isWithoutLine(_ machine: Machine<Disk>) -> Bool {
        plan.hasCourier && (plan.healDraw &+ UInt64(machine.keyHash.tag)) % 4 == 0
    }

    /// Sets that are still on the way arrive, or never do. Answers some of the answers on the way, which arrive when all
    /// else is done.
    func lastSticks(_ draw: Randomness) throws -> [CarriedFile<Disk>] {
        var answers: [CarriedFile<Disk>] = []
        for file in sticks where file.isAnswer && draw.chance(50) { answers.append(file) }
        sticks.removeAll { $0.isAnswer || draw.chance(40) }
        for index in sticks.indices { sticks[index].dueAt = 0 }
        try deliverSticks(draw)
        sticks = []
        return answers
    }

    /// Brings files that everybody has forgotten.
    func deliver(_ files: [CarriedFile<Disk>]) throws {
        sticks = files
        for index in sticks.indices { sticks[index].dueAt = 0 }
        try deliverSticks(Randomness(seed: plan.healDraw))
        sticks = []
    }

    private func heights(_ machine: Machine<Disk>, _ server: Machine<Disk>) throws -> [Hash] {
        try [machine, server].flatMap { try vectors(of: $0).map(\.1.digest) }
    }

    /// A sync by sticks alone: there and back until both sides stand equal.
    ///
    /// One to ask, one for a wrong guess, one with the probes, one with what is issued again; and more for each fork.
    func carriedSync(_ machine: Machine<Disk>, with server: Machine<Disk>, _ draw: Randomness) throws {
        let bound = 6 + ledger.forkedLogs.count
        var isRefused = false
        for _ in 0..<bound {
            let before = try heights(machine, server)
            guard let files = try bundle(at: machine, for: server, draw), let first = files.first else { continue }
            let pieces = files.flatMap { $0.opened(by: server.keyHash) ?? [] }
            guard let answers = try answer(pieces, of: first, upTo: files.count, at: server, draw),
                case .answer(let reply) = answers.first?.content
            else { continue }
            let responses = answers.flatMap { $0.opened(by: machine.keyHash) ?? [] }
            guard let (session, outcome) = try take(responses, of: reply, at: machine, draw) else { continue }
            try checkStandings(of: machine)
            if outcome == .complete { return try checkAgreement(of: machine, with: server, session.refusals) }
            // A gap and a fork are answered by the next stick; what else is refused stands.
            isRefused = session.refusals.contains { ![.gap, .fork].contains($0.reason) }
            if isRefused, try heights(machine, server) == before { return }
        }
        if isRefused { return }
        throw SimulationFailure(.liveness, "\(machine.name) and \(server.name) still differ after \(bound) sticks")
    }
}
