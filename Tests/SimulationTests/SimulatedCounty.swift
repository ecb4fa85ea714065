import Causality
import Replication
import SeedTestKit
import WireProtocol

/// A center, two hubs, five devices, two villages; a seed decides all that happens.
final class SimulatedCounty {
    let center: SimulatedNode
    private(set) var nodes: [SimulatedNode]
    private var hubs: [SimulatedNode]
    private var devices: [SimulatedNode]
    private let villages = [ScopeID(rawValue: 0x1001), ScopeID(rawValue: 0x1002)]
    private let records: [RecordKey]
    private var line = SimulatedLine()
    private var stream: SeededStream
    private var time: Int64 = 1_790_000_000_000
    private var lateDevice: SimulatedNode
    private var clones = 0
    /// What happened, for the report of a failing seed.
    private(set) var story: [String] = []
    /// Ids of changes that no store holds any more: a restore took the only copy.
    private var everWritten: Set<ChangeID> = []

    init(seed: UInt64) throws {
        var stream = SeededStream(seed: seed)
        let centerKey = try SeededKey(&stream)
        let anchors = TrustAnchors(keys: [centerKey.key])
        func node(_ name: String, _ key: SeededKey, _ parent: SimulatedNode?) throws -> SimulatedNode {
            try SimulatedNode(name: name, signer: key, anchors: anchors, parent: parent, seed: stream.next())
        }
        let center = try node("C", centerKey, nil)
        let hubs = [try node("H0", SeededKey(&stream), center), try node("H1", SeededKey(&stream), center)]
        var devices: [SimulatedNode] = []
        for index in 0..<4 { devices.append(try node("D\(index)", SeededKey(&stream), hubs[index % 2])) }
        devices.append(try node("D4", SeededKey(&stream), center))
        let villages = self.villages
        records = villages.flatMap { village in
            (0..<4).map {
                RecordKey(
                    scope: village, kind: SimulatedNode.kind,
                    id: RecordID(rawValue: UInt128(village.rawValue) << 64 | UInt128($0 + 1)))
            }
        }
        self.center = center
        self.hubs = hubs
        self.devices = devices
        nodes = [center] + hubs + devices
        lateDevice = devices[3]
        self.stream = stream
        try center.write { engine, transaction in
            let draft = DirectoryDraft(codec: engine.codec, author: centerKey.key.device)
            let environment = center.environment(at: self.time)
            var drafts = villages.map {
                draft.scope(environment.newRecordID(), number: $0, area: nil, purpose: "village")
            }
            for machine in hubs + devices {
                drafts.append(
                    draft.device(machine.signer.key, name: machine.name, role: "device", area: nil, people: []))
                guard machine !== devices[3] else { continue }
                for village in villages {
                    drafts.append(
                        draft.grant(
                            environment.newRecordID(), device: machine.signer.key.device, scope: village,
                            mayWrite: true))
                }
            }
            _ = try engine.save(drafts, in: .directory, transaction, environment: environment)
        }
    }

    // MARK: A run

    func live(steps: Int) throws {
        for step in 0..<steps {
            time += Int64(stream.below(600_000)) - 200_000
            if step == steps / 3 { try admitLateDevice() }
            if step == steps / 2, stream.chance(50) { try endGrant(of: devices[2]) }
            if step == steps * 3 / 4 { try rule() }
            let node = stream.pick(nodes)
            switch stream.below(100) {
            case ..<20: try node.open(stream.pick(records))
            case ..<52: try write(at: node)
            case ..<84:
                let before = node.changeIDs()
                let parentBefore = node.parent?.changeIDs() ?? []
                let faults = LineFault.allCases
                var draws = stream
                _ = try line.session(
                    of: node, at: time, requests: 1 + draws.below(6),
                    batchBytes: draws.pick([1, 20_000, 200_000]),
                    fault: { draws.chance(70) ? .none : draws.pick(faults) })
                stream = draws
                try check(before.isSubset(of: node.changeIDs()), "the changes of \(node.name) shrank")
                try check(parentBefore.isSubset(of: node.parent?.changeIDs() ?? []), "an upstream's changes shrank")
            case ..<89: node.snapshot = node.storage.state
            case ..<93:
                guard let snapshot = node.snapshot else { continue }
                let isNoticed = stream.chance(50)
                note("restore \(node.name), noticed \(isNoticed)")
                try node.restore(snapshot, isNoticed: isNoticed)
                node.opened = [:]
            case ..<96:
                guard devices.contains(where: { $0 === node }) else { continue }
                node.parent = stream.pick(hubs + [center])
                note("\(node.name) now syncs to \(node.parent?.name ?? "-")")
            default: try clone(node)
            }
        }
    }

    private func write(at node: SimulatedNode) throws {
        let record = stream.pick(records)
        var unit = [record]
        if stream.chance(30) {
            let other = stream.pick(records.filter { $0.scope == record.scope && $0 != record })
            unit.append(other)
        }
        if stream.chance(40) { for record in unit { try node.open(record) } }
        try node.edit(unit, value: stream.below(6), at: time)
        everWritten.formUnion(node.changeIDs())
    }

    private func clone(_ node: SimulatedNode) throws {
        guard clones < 3, devices.contains(where: { $0 === node }) else { return }
        clones += 1
        let twin = try SimulatedNode(
            name: "\(node.name)c\(clones)", signer: node.signer, anchors: node.anchors,
            parent: stream.pick(hubs + [center]), seed: stream.next(), state: node.storage.state)
        note("clone \(node.name) as \(twin.name) under \(twin.parent?.name ?? "-")")
        nodes.append(twin)
        devices.append(twin)
    }

    // MARK: What the center decides

    private func admitLateDevice() throws {
        note("the center admits \(lateDevice.name)")
        let device = lateDevice.signer.key.device
        try centerWrites { draft, environment, _ in
            self.villages.map {
                draft.grant(environment.newRecordID(), device: device, scope: $0, mayWrite: true)
            }
        }
    }

    private func endGrant(of node: SimulatedNode) throws {
        note("the center ends the grants of \(node.name)")
        let key = node.signer.key
        try centerWrites { draft, environment, transaction in
            let heads = transaction.logs(signedBy: key.hash).compactMap { transaction.head(of: $0) }
            return [draft.grantEnd(environment.newRecordID(), device: key.device, heads: heads, reason: "lost")]
        }
    }

    private func rule() throws {
        let held = center.storage.state.changeIDs
        guard !held.isEmpty else { return }
        try centerWrites { draft, environment, transaction in
            transaction.changes(standing: [.held, .applied]).filter { $0.position.scope != .directory }
                .prefix(2).enumerated().map { index, change in
                    draft.ruling(
                        environment.newRecordID(), change: change.change, of: change.record, admits: index == 0,
                        reason: "heard both")
                }
        }
    }

    private func centerWrites(
        _ drafts: (DirectoryDraft<ProtobufChangeCodec>, NodeEnvironment, MemoryTransaction) -> [ChangeDraft]
    ) throws {
        try center.write { engine, transaction in
            let environment = center.environment(at: time)
            let draft = DirectoryDraft(codec: engine.codec, author: center.signer.key.device)
            let unit = drafts(draft, environment, transaction)
            if !unit.isEmpty {
                _ = try engine.save(unit, in: .directory, transaction, environment: environment)
            }
        }
    }

    // MARK: After the faults

    /// Syncs everybody with everybody until nothing moves, and checks that all hold the same.
    func heal() throws {
        // A restored center may have lost the grant before anybody else had it; the administrator grants it again.
        if center.engine.authority.readableScopes(of: lateDevice.signer.key.hash).isEmpty { try admitLateDevice() }
        let surviving = nodes.reduce(into: Set<ChangeID>()) { $0.formUnion($1.changeIDs()) }
        var rounds = 0
        while true {
            let before = nodes.map { ids($0) }
            for node in nodes where node.parent != nil {
                var sessions = 0
                while try line.session(of: node, at: time, requests: 400, batchBytes: 1, fault: { .none }) == .again {
                    sessions += 1
                    try check(sessions < 5, "\(node.name) never comes to an end")
                }
            }
            rounds += 1
            if nodes.map({ ids($0) }) == before { break }
            try check(rounds < 20, "no quiet after \(rounds) rounds")
        }
        try compare(surviving)
    }

    private func ids(_ node: SimulatedNode) -> [[LogPosition]] {
        ([.directory] + villages).map { scope in (try? node.storage.read { $0.heads(in: scope) }) ?? [] }
    }

    private func compare(_ surviving: Set<ChangeID>) throws {
        let expected = center.storage.state
        let lost = surviving.subtracting(center.changeIDs())
        try check(lost.isEmpty, "\(lost.count) changes were lost\n" + holders(of: lost))
        for node in nodes {
            // A device whose grants ended is handed nothing more; what it holds it has delivered.
            let isReader = center.engine.authority.readableScopes(of: node.signer.key.hash).count > 1
            if isReader {
                try check(node.changeIDs() == center.changeIDs(), "\(node.name) holds other changes than the center")
                try check(ids(node) == ids(center), "\(node.name) has other logs than the center")
                try compareStates(node, expected)
            }
            try compareWithDefinition(node)
        }
    }

    private func compareStates(_ node: SimulatedNode, _ expected: MemoryStorage.State) throws {
        let mine = node.storage.state.sortedRecords
        try check(mine.count == expected.sortedRecords.count, "\(node.name) has \(mine.count) records")
        for (left, right) in zip(mine, expected.sortedRecords) {
            try check(left.key == right.key && left.state == right.state, "\(node.name) merged \(left.key) otherwise")
        }
    }

    /// The stored state of each record must be what its applied changes make, computed anew.
    private func compareWithDefinition(_ node: SimulatedNode) throws {
        let stored = node.storage.state.sortedRecords
        let rebuilt = MemoryStorage(state: node.storage.state)
        try rebuilt.write { transaction in
            for record in records { try node.engine.rebuild(record, transaction) }
        }
        for (left, right) in zip(stored, rebuilt.state.sortedRecords) {
            try check(left.key == right.key && left.state == right.state, "\(node.name): \(left.key) is not its fold")
        }
    }

    /// Where changes that the center lacks still are, for the report of a failing seed.
    private func holders(of lost: Set<ChangeID>) -> String {
        nodes.flatMap { node -> [String] in
            let held = (try? node.storage.read { $0.changes(standing: Standing.allCases) }) ?? []
            let mine = held.filter { lost.contains($0.change) }
            return Set(mine.map(\.position.log)).sorted().map { log in
                let seqs = mine.filter { $0.position.log == log }.map { Int($0.position.seq) }
                let signer = node.storage.state.signer(of: log.replica)
                let owner = nodes.first { $0.signer.key.hash == signer }?.name ?? "?"
                return "  \(node.name) (to \(node.parent?.name ?? "-")): \(log), signed by \(owner), \(seqs)"
            }
        }.joined(separator: "\n")
    }

    private func note(_ event: String) { story.append(event) }

    private func check(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        if !condition { throw SimulationFailure(message: message(), story: story) }
    }
}

struct SimulationFailure: Error, CustomStringConvertible {
    let message: String
    let story: [String]

    var description: String { message + "\n  " + story.joined(separator: "\n  ") }
}
