import Causality
import Replication
import SeedTestKit

/// A random history of one record, and the definition of its merge, written without the engine.
struct MergeHistory {
    struct Change: Equatable {
        let id: ChangeID
        let body: ChangeBody
    }

    let changes: [Change]

    /// Up to nine changes in four registers. A change supersedes some of the earlier ones, and now and then an id that
    /// never comes.
    init(_ stream: inout SeededStream) {
        var changes: [Change] = []
        for _ in 0..<(2 + stream.below(8)) {
            let share = stream.pick([20, 50, 90])
            var seen = changes.map(\.id).filter { _ in stream.chance(share) }
            if stream.chance(10) { seen.append(ChangeID(high: stream.next(), low: stream.next())) }
            var registers = (1...4).filter { _ in stream.chance(40) }
            if registers.isEmpty { registers = [1 + stream.below(4)] }
            let body = ChangeBody(
                salt: stream.next(), kind: EngineNode.kind, record: RecordID(rawValue: 1),
                author: RecordID(rawValue: UInt128(stream.below(3))), recordedAt: Int64(stream.below(3)),
                supersedes: Array(Set(seen)).sorted(),
                writes: registers.map {
                    .init(
                        register: RegisterNumber(rawValue: UInt32($0)),
                        value: EncodedValue(bytes: (0..<stream.below(4)).map { UInt8($0) }))
                }, remainingInUnit: 0)
            changes.append(Change(id: ChangeID(high: stream.next(), low: stream.next()), body: body))
        }
        self.changes = changes
    }

    /// Every change at least once, in any order, with repeats.
    func arrivals(_ stream: inout SeededStream) -> [Change] {
        ((0..<stream.below(20)).map { _ in stream.pick(changes) } + changes).shuffled(using: &stream)
    }

    /// The definition: a register's values in all applied changes, less those whose change another applied change
    /// that writes this register supersedes. By register, then by change.
    static func siblings(of applied: [Change]) -> [UInt32: [ChangeID: EncodedValue]] {
        var siblings: [UInt32: [ChangeID: EncodedValue]] = [:]
        for register in (1...4).map({ RegisterNumber(rawValue: $0) }) {
            let writers = applied.filter { change in change.body.writes.contains { $0.register == register } }
            let superseded = Set(writers.flatMap(\.body.supersedes))
            for change in writers where !superseded.contains(change.id) {
                for write in change.body.writes where write.register == register {
                    siblings[register.rawValue, default: [:]][change.id] = write.value
                }
            }
        }
        return siblings
    }
}

extension RecordState {
    /// The siblings in the form of the definition.
    var siblingTable: [UInt32: [ChangeID: EncodedValue]] {
        var table: [UInt32: [ChangeID: EncodedValue]] = [:]
        for register in registers {
            for sibling in register.siblings {
                table[register.number.rawValue, default: [:]][sibling.change] = sibling.value
            }
        }
        return table
    }

    /// Applies what arrives, each change once, as the engine does.
    mutating func take(_ change: MergeHistory.Change, applied: inout [MergeHistory.Change]) {
        guard !applied.contains(change) else { return }
        apply(change.id, change.body) { id in applied.contains { $0.id == id } }
        applied.append(change)
    }
}
