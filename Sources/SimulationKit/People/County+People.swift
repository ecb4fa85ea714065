import CaseFile
import Causality
import Replication

/// What people do at a machine.
extension County {
    func perform(_ deed: Deed, at machine: Machine<Disk>, _ draw: Randomness) throws {
        switch deed {
        case .open: try openForm(at: machine, draw)
        case .save: try saveForm(at: machine, draw)
        case .record: try record(at: machine, draw)
        case .settle: try settle(at: machine, draw)
        case .withdraw: try withdraw(at: machine, draw)
        case .sync: try evening(of: machine, with: machine.parent, draw)
        case .syncElsewhere:
            let others = machines[...Plan.hubCount].filter { $0 !== machine && !$0.isDead }
            let elsewhere = machine.role == .device ? draw.pick(others) : machine.parent
            try evening(of: machine, with: elsewhere, draw)
        case .syncNextDoor: try evening(of: machine, with: nextDoor(of: machine), draw)
        case .syncNextDoorHalfway:
            let isReachable = !nextDoor(of: machine).isDead && !isWithoutLine(machine)
            if isReachable { try sync(machine, with: nextDoor(of: machine), quality: .slow, draw) }
        case .bundle: try makeBundle(at: machine, for: machine.parent, draw)
        case .backUp: try backUp(machine)
        case .move: try moveRecord(at: machine, draw)
        case .grant: try grantMore(draw)
        case .endGrants: try endGrants(of: machine.isCenter ? nil : machine, draw)
        case .rule: try rule(draw)
        }
    }

    /// A copy of a machine has the same neighbour, whatever its own upstream.
    private func nextDoor(of machine: Machine<Disk>) -> Machine<Disk> {
        let original = machines.first { $0.keyHash == machine.keyHash }
        return machines[1...Plan.hubCount].first { $0 !== original?.parent } ?? machines[1]
    }

    private func evening(of machine: Machine<Disk>, with parent: Machine<Disk>?, _ draw: Randomness) throws {
        guard let parent, !parent.isDead else { return }
        if isWithoutLine(machine) { return try makeBundle(at: machine, for: parent, draw) }
        try sync(machine, with: parent, quality: draw.chance(55) ? .clean : .bad, draw)
    }

    /// Records of the villages that this machine may write, as its own directory says; a stranger writes on.
    private func records(at machine: Machine<Disk>) throws -> [RecordKey] {
        let scopes = machine.isCenter ? villages : try writable(at: machine)
        let states = try machine.read { _, store in try scopes.flatMap { try store.states(in: $0).map(\.key) } }
        return Array(Set(states + knownRecords.filter { scopes.contains($0.scope) })).sorted()
    }

    func writable(at machine: Machine<Disk>) throws -> [ScopeID] {
        let known = machine.opened.engine.authority.readableScopes(of: machine.keyHash)
        // Somebody whose grants ended, or are not known yet, works on with what the machine has.
        return known.contains { $0 != .directory } ? known.filter { $0 != .directory } : [villages[0]]
    }

    private func openForm(at machine: Machine<Disk>, _ draw: Randomness) throws {
        let record = draw.pick(try records(at: machine))
        let seen = try machine.read { _, store in try store.state(of: record)?.livingChanges ?? [] }
        machine.forms.append(OpenForm(record: record, seen: seen))
        // Four windows are more than anybody keeps open.
        if machine.forms.count > 4 { machine.forms.removeFirst() }
    }

    private func saveForm(at machine: Machine<Disk>, _ draw: Randomness) throws {
        if machine.forms.isEmpty { try openForm(at: machine, draw) }
        let index = draw.below(machine.forms.count)
        let form = machine.forms[index]
        let saved = try save([write(form.record, seen: form.seen, at: machine, draw)], at: machine, draw)
        // After a save the read set is the saved change; a power cut has closed the form.
        if let change = saved.first, index < machine.forms.count { machine.forms[index].seen = [change.change] }
    }

    private func record(at machine: Machine<Disk>, _ draw: Randomness) throws {
        let scope = draw.pick(machine.isCenter ? villages : try writable(at: machine))
        let environment = machine.environment(at: time, draw)
        let kinds =
            [VisitSchema.recordKind, EmotionSchema.recordKind, DemandSchema.recordKind]
            + (machine.isLater ? SimulatedCodec.laterKinds : [])
        var unit = (0..<1 + draw.below(3)).map { _ in
            write(
                RecordKey(scope: scope, kind: draw.pick(kinds), id: environment.newRecordID()), seen: [],
                at: machine, draw)
        }
        unit[0].file = try photograph(at: machine)
        try save(unit, at: machine, draw)
    }

    private func settle(at machine: Machine<Disk>, _ draw: Randomness) throws {
        let scopes = try writable(at: machine)
        let disputed = try machine.read { _, store in
            try scopes.flatMap { try store.states(in: $0) }.filter { record in
                record.state.registers.contains { $0.siblings.count > 1 }
            }
        }
        guard !disputed.isEmpty else { return try saveForm(at: machine, draw) }
        let (record, state) = disputed[draw.below(disputed.count)]
        let registers = state.registers.filter { $0.siblings.count > 1 }.map(\.number)
        let draft = Draft(
            record: record, seen: state.livingChanges, registers: registers, text: "settled \(draw.below(3))")
        try save([draft], at: machine, draw)
    }

    private func withdraw(at machine: Machine<Disk>, _ draw: Randomness) throws {
        let record = draw.pick(try records(at: machine))
        let seen = try machine.read { _, store in try store.state(of: record)?.livingChanges ?? [] }
        let draft = Draft(record: record, seen: seen, registers: [DirectorySchema.lifecycle], text: "withdrawn")
        try save([draft], at: machine, draw)
    }

    // MARK: Saving

    /// What somebody typed into one form.
    private struct Draft {
        let record: RecordKey
        let seen: [ChangeID]
        let registers: [RegisterNumber]
        let text: String
        var file: Attachment?
    }

    /// Few values, so that colleagues write the same now and then.
    private func write(
        _ record: RecordKey, seen: [ChangeID], at machine: Machine<Disk>, _ draw: Randomness
    ) -> Draft {
        let first = UInt32(2 + draw.below(3))
        let registers = (draw.chance(30) ? [first, first + 1] : [first]) + (machine.isLater ? [60] : [])
        var text = "\(draw.chance(70) ? machine.name : "all") \(draw.below(5))"
        if draw.chance(plan.narratives) {
            text += String(repeating: " 等待医院复查", count: 50 + draw.below(600))
        }
        return Draft(record: record, seen: seen, registers: registers.map { RegisterNumber(rawValue: $0) }, text: text)
    }

    @discardableResult
    private func save(_ unit: [Draft], at machine: Machine<Disk>, _ draw: Randomness) throws -> [StoredChange] {
        guard let scope = unit.first?.record.scope else { return [] }
        let codec = machine.opened.engine.codec
        let author = machine.key.device
        let drafts = unit.map { draft in
            ChangeDraft(
                kind: draft.record.kind, record: draft.record.id, author: author, supersedes: draft.seen,
                writes: (draft.file.map {
                    [.init(register: AttachedBlob.register, value: codec.encode(.attachment($0)))]
                }
                    ?? [])
                    + draft.registers.map { register in
                        let value: Value =
                            register == DirectorySchema.lifecycle
                            ? .group([GroupMember(1, .code(draft.text)), GroupMember(2, .text("by mistake"))])
                            : .text(draft.text)
                        return .init(register: register, value: codec.encode(value))
                    })
        }
        let saved = try save(drafts, in: scope, at: machine, machine.environment(at: time, draw))
        for (change, draft) in zip(saved, unit) {
            ledger.wrote(change, by: machine.keyHash, seen: draft.seen, meaning: nil)
            if let file = draft.file {
                ledger.attached.append(AttachedBlob(blob: file.sha256, change: change.change, record: draft.record))
            }
        }
        return saved
    }

    /// Saves and answers what stands afterwards: nothing where the disk was full or the power went too early.
    func save(
        _ drafts: [ChangeDraft], in scope: ScopeID, at machine: Machine<Disk>, _ environment: NodeEnvironment
    ) throws -> [StoredChange] {
        var saved: [StoredChange] = []
        let stands = try commit(at: machine) {
            try machine.write { engine, transaction in
                saved = try engine.save(drafts, in: scope, transaction, environment: environment)
            }
        }
        guard stands else { return [] }
        for change in saved { trace.add("saved \(change.change)") }
        try checkWriter(saved, at: machine)
        counts.changes += saved.count
        return saved
    }
}
