import CaseFile
import Causality
import ReplicaStore
import WireProtocol

@testable import Replication

/// What sets of changes give: the specification's section 11.
enum MergeOutcome {
    private static let codec = ProtobufChangeCodec()

    /// Applies the bodies in each order given. Every order must end in one state; where `watched` names a register, the
    /// outcome says what stands there after each change of each order.
    static func merge(_ input: FieldValue) throws -> FieldValue {
        let scope = ScopeID(rawValue: try input.id("scope"))
        let bodies = try input.bytesList("bodies").map { bytes in
            (id: Hash(of: bytes).changeID, body: try codec.decodeBody(bytes))
        }
        let watched = try input["watched"].map { _ in RegisterNumber(rawValue: UInt32(try input.number("watched"))) }
        var ends: [[RecordKey: RecordState]] = []
        var steps: [FieldValue] = []
        for order in try input.list("orders") {
            var states: [RecordKey: RecordState] = [:]
            var applied: Set<ChangeID> = []
            var watch: [FieldValue] = []
            for item in try FieldValue.object(["order": order]).numbers("order") {
                let change = bodies[item]
                let key = RecordKey(scope: scope, kind: change.body.kind, id: change.body.record)
                if applied.insert(change.id).inserted {
                    var state = states[key] ?? RecordState()
                    state.apply(change.id, change.body) { id in
                        applied.contains(id)
                            && bodies.contains {
                                $0.id == id && $0.body.kind == key.kind && $0.body.record == key.id
                            }
                    }
                    states[key] = state
                }
                if let watched, let state = states[key] {
                    let position = { (id: ChangeID) in bodies.firstIndex { $0.id == id } ?? -1 }
                    watch.append(
                        .object([
                            "siblings": .numbers(state[watched].map { position($0.change) }.sorted()),
                            "voids": .numbers(
                                state.voids.filter { $0.register == watched }.map { position($0.change) }.sorted()),
                        ]))
                }
            }
            ends.append(states)
            steps.append(.array(watch))
        }
        guard let end = ends.first, ends.allSatisfy({ $0 == end }) else {
            return .error("the orders end in different states")
        }
        let members: [(String, FieldValue)] = [
            ("changes", .hexList(bodies.map(\.id.bytes))),
            ("records", .array(end.keys.sorted().compactMap { key in end[key].map { record(key, $0) } })),
            ("state_digest", .hex(try digest(end).bytes)),
        ]
        return .object(watched == nil ? members : members + [("steps", .array(steps))])
    }

    /// By the function that `tingsu verify` prints.
    private static func digest(_ states: [RecordKey: RecordState]) throws -> Hash {
        let store = try VectorStorage()
        try store.storage.write { transaction in
            for key in states.keys.sorted() { try transaction.setState(states[key], of: key) }
        }
        return try store.stateDigest()
    }

    private static func record(_ key: RecordKey, _ state: RecordState) -> FieldValue {
        .object([
            "kind": .count(key.kind.rawValue), "id": .hex(key.id.bytes), "state": .hex(state.encoded),
            "registers": .array(
                state.registers.map { register in
                    let readings = state.readings(of: register.number, codec: codec)
                    return .object([
                        "register": .count(register.number.rawValue),
                        "siblings": .hexList(register.siblings.map(\.change.bytes)),
                        "shown": BodyOutcome.meaning(readings.first?.value ?? .none),
                        "readings": .count(readings.count),
                    ])
                }),
        ])
    }
}
