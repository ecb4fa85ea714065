import Causality
import Replication

/// What a directory change means to the books of the simulation, which do not read the directory as the program does.
enum DirectoryMeaning: Hashable {
    case grant(device: Hash, scope: ScopeID)
    case end(device: Hash, heads: [LogPosition])
    case ruling(change: ChangeID, record: RecordKey, admits: Bool)
    case other
}

/// What the people of the center decide.
extension County {
    /// Saves one unit of the directory, and what it means.
    func centerWrites(
        _ draw: Randomness,
        _ drafts: (DirectoryDraft<SimulatedCodec>, NodeEnvironment) throws -> [(ChangeDraft, DirectoryMeaning)]
    ) throws {
        let environment = center.environment(at: time, draw)
        let draft = DirectoryDraft(codec: center.opened.engine.codec, author: center.key.device)
        let unit = try drafts(draft, environment)
        guard !unit.isEmpty else { return }
        let saved = try save(unit.map(\.0), in: .directory, at: center, environment)
        for (change, meaning) in zip(saved, unit.map(\.1)) {
            ledger.wrote(change, by: center.keyHash, seen: [], meaning: meaning)
        }
    }

    func grant(
        _ scope: ScopeID, to machine: Machine<Disk>, _ draft: DirectoryDraft<SimulatedCodec>,
        _ environment: NodeEnvironment
    ) -> (ChangeDraft, DirectoryMeaning) {
        let key = machine.key
        return (
            draft.grant(environment.newRecordID(), device: key.device, scope: scope, mayWrite: true),
            .grant(device: key.hash, scope: scope)
        )
    }

    /// The center grants the newcomer every village, and now and then another machine one more.
    func grantMore(_ draw: Randomness) throws {
        let machine = draw.chance(60) ? machines[newcomer] : draw.pick(Array(machines.dropFirst()))
        let scopes = machine === machines[newcomer] ? villages : [draw.pick(villages)]
        try centerWrites(draw) { draft, environment in scopes.map { grant($0, to: machine, draft, environment) } }
    }

    /// Of the machine that the plan names; nil is whichever is drawn.
    func endGrants(of named: Machine<Disk>?, _ draw: Randomness) throws {
        let devices = machines[(Plan.hubCount + 1)..<plan.machineCount]
        // Of most machines whose grants end there is a copy somewhere: they were stolen, or lent.
        let copied = devices.filter { ledger.mayBeForked($0.keyHash) }
        let machine = named ?? (!copied.isEmpty && draw.chance(60) ? draw.pick(copied) : draw.pick(Array(devices)))
        let key = machine.key
        let heads = try center.read { _, store in
            try store.logs(signedBy: key.hash).compactMap { try store.head(of: $0) }
        }
        counts.note("revocation")
        try centerWrites(draw) { draft, environment in
            [
                (
                    draft.grantEnd(environment.newRecordID(), device: key.device, heads: heads, reason: "lost"),
                    .end(device: key.hash, heads: heads)
                )
            ]
        }
    }

    /// The center admits what is held, or holds what was admitted.
    func rule(_ draw: Randomness) throws {
        let admits = draw.chance(70)
        let changes = try center.read { _, store in
            try store.changes(standing: [admits ? .held : .applied]).filter { $0.position.scope != .directory }
        }
        guard !changes.isEmpty else { return }
        let change = changes[draw.below(changes.count)]
        counts.note("ruling")
        try centerWrites(draw) { draft, environment in
            [
                (
                    draft.ruling(
                        environment.newRecordID(), change: change.change, of: change.record, admits: admits,
                        reason: "heard both"),
                    .ruling(change: change.change, record: change.record, admits: admits)
                )
            ]
        }
    }
}
