import Causality
import Replication

/// Merges by the definition (specification, 11): the values of all applied changes, less those that another applied
/// change supersedes in that register.
enum MergeCheck {
    /// Compares every record that a machine has with the definition, and every value that does not show with who had
    /// read it.
    static func check(
        _ name: String, _ transaction: some ReplicaTransaction, _ ledger: inout Ledger
    ) throws {
        var applied: [RecordKey: [ChangeID: ChangeBody]] = [:]
        for change in try transaction.changes(standing: [.applied]) {
            guard let body = ledger.body(of: change) else {
                throw SimulationFailure(.merge, "\(name) applied \(change.change), which nobody can read")
            }
            let record = RecordKey(scope: change.position.scope, kind: body.kind, id: body.record)
            guard record == change.record else {
                throw SimulationFailure(.merge, "\(name) put \(change.change) under another record")
            }
            applied[record, default: [:]][change.change] = body
        }
        for record in applied.keys.sorted() {
            let expected = try living(applied[record] ?? [:], name, ledger)
            let state = try transaction.state(of: record)
            let stored = (state?.registers ?? []).flatMap { register in
                register.siblings.map { Living(register: register.number, change: $0.change, value: $0.value.bytes) }
            }
            // Everybody here writes with one codec, so that equal values are equal bytes.
            for register in state?.registers ?? [] where register.siblings.count > 1 {
                let readings = state?.readings(of: register.number, codec: SimulatedCodec(isLater: true)).count
                guard readings == Set(register.siblings.map(\.value)).count else {
                    throw SimulationFailure(.merge, "\(name): equal values of \(record) are a dispute")
                }
            }
            guard stored == expected else {
                throw SimulationFailure(
                    .merge, "\(name): \(record) has \(stored.count) siblings, its changes make \(expected.count)")
            }
        }
        for scope in try transaction.scopes() {
            for (record, _) in try transaction.states(in: scope) where applied[record] == nil {
                throw SimulationFailure(.merge, "\(name): \(record) has a state and no applied change")
            }
        }
    }

    /// One sibling of one register.
    private struct Living: Hashable {
        let register: RegisterNumber
        let change: ChangeID
        let value: [UInt8]
    }

    private static func living(
        _ changes: [ChangeID: ChangeBody], _ name: String, _ ledger: Ledger
    ) throws -> [Living] {
        var living: [Living] = []
        let ids = changes.keys.sorted()
        for id in ids {
            for write in changes[id]?.writes ?? [] {
                let successors = ids.filter { other in
                    guard let body = changes[other], body.supersedes.contains(id) else { return false }
                    return body.writes.contains { $0.register == write.register }
                }
                if successors.isEmpty {
                    living.append(Living(register: write.register, change: id, value: write.value.bytes))
                } else if successors.contains(where: { !(ledger.entries[$0]?.seen.contains(id) ?? false) }) {
                    throw SimulationFailure(
                        .unreadReplaced, "\(name): a value of \(id) was replaced by somebody who had not read it")
                }
            }
        }
        return living.sorted { ($0.register, $0.change) < ($1.register, $1.change) }
    }
}
