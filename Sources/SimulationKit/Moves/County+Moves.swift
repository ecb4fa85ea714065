import CaseFile
import Causality
import Replication

/// Records that move to another village, and what follows them (FAILURES.md F6).
extension County {
    /// Somebody at a machine that may write two villages says that a record lives in the other.
    func moveRecord(at machine: Machine<Disk>, _ draw: Randomness) throws {
        let scopes = machine.isCenter ? villages : try writable(at: machine)
        guard scopes.count > 1 else { return }
        let codec = machine.opened.engine.codec
        let rule = SimulatedMoves(codec: codec)
        let movable = try machine.read { _, store in
            try scopes.flatMap { try store.states(in: $0) }.filter { record in
                let homes = rule.homes(record.state)
                return record.key.kind == CaseSchema.recordKind && (homes.isEmpty || homes == [record.key.scope])
            }
        }
        guard !movable.isEmpty else { return }
        let (record, state) = movable[draw.below(movable.count)]
        let target = draw.pick(scopes.filter { $0 != record.scope })
        let seen = state[rule.home].map(\.change)
        let draft = ChangeDraft(
            kind: record.kind, record: record.id, author: machine.key.device, supersedes: seen,
            writes: [.init(register: rule.home, value: codec.encode(.text(target.description)))])
        let saved = try save([draft], in: record.scope, at: machine, machine.environment(at: time, draw))
        for change in saved { ledger.wrote(change, by: machine.keyHash, seen: seen, meaning: nil) }
        if !saved.isEmpty { counts.note("move") }
        try follow(at: machine)
    }

    /// The step of following, as a node takes it before and after each exchange.
    func follow(at machine: Machine<Disk>) throws {
        guard plan.hasMoves, machine.role != .device, !machine.isDead else { return }
        let rule = SimulatedMoves(codec: machine.opened.engine.codec)
        let environment = machine.environment(
            at: time, Randomness(seed: plan.healDraw ^ UInt64(counts.sessions) &* 0x9FB2_1C65_1E98_DF25))
        var brought = 0
        let stands = try commit(at: machine) {
            try machine.write { engine, store in
                brought = 0
                for id in knownRecords.map(\.id) {
                    brought += try engine.follow(
                        CaseSchema.recordKind, id, in: villages, by: rule, store, environment: environment)
                }
            }
        }
        guard stands, brought > 0 else { return }
        trace.add("\(machine.name) brought \(brought) changes to where their records live")
        counts.note("followed")
        try watch(machine)
    }

    /// At the end every admitted change of a record is where the record lives, whoever wrote it and wherever, and however late
    /// it came; but what a ruling is about, which people decided.
    func checkMoves() throws {
        guard plan.hasMoves else { return }
        let rule = SimulatedMoves(codec: center.opened.engine.codec)
        try center.read { engine, store in
            for id in knownRecords.map(\.id) {
                func record(_ scope: ScopeID) -> RecordKey {
                    RecordKey(scope: scope, kind: CaseSchema.recordKind, id: id)
                }
                let all = try villages.flatMap { try store.changes(touching: record($0)) }
                let isRuled = all.contains { change in
                    villages.contains { engine.authority.isRuled(change.change, of: record($0)) }
                }
                if isRuled { continue }
                let written = Set(all.filter { $0.standing.isAdmitted && !$0.wasMoved }.map(\.change))
                for home in villages where try rule.homes(store.state(of: record(home))).contains(home) {
                    let there = Set(
                        try store.changes(touching: record(home)).filter(\.standing.isAdmitted).map(\.change))
                    let missing = written.subtracting(there)
                    guard missing.isEmpty else {
                        throw SimulationFailure(
                            .leftBehind, "\(missing.count) changes of \(id) did not come to \(home), where it lives")
                    }
                }
            }
        }
    }
}

extension StoredChange {
    /// Whether it was first issued in another scope.
    var wasMoved: Bool { origin?.position.map { $0.scope != position.scope } ?? false }
}
