import CaseFile
import CaseStore
public import Causality
import ReplicaStore
public import Replication

/// Where a record comes from: who wrote it down first and when, and the changes that it stands on.
///
/// A page shows it beside the record, a printed sheet at its foot.
public struct RecordOrigin: Sendable {
    /// A change behind what the record says now, and its place in a log.
    public struct Basis: Hashable, Sendable {
        public let change: ChangeID
        public let position: LogPosition
    }

    /// Who spoke first.
    public let author: RecordID
    /// Who typed, where that is another (代录).
    public let enteredBy: RecordID?
    /// When the first change was recorded, milliseconds since 1970 by its machine's clock.
    public let recordedAt: Int64
    /// Whether this machine wrote any of it while its clock was off.
    public let isTimeSuspect: Bool
    /// It was recorded more than a day after it happened; never said where the time is suspect.
    public let isLate: Bool
    /// By log and place.
    public let bases: [Basis]

    /// A day: who comes home late writes the next morning.
    public static let lateMilliseconds: Int64 = 24 * 3_600_000
}

extension CaseReading {
    /// Where a record comes from. Throws `CaseWorkError.recordNotFound` where no change of it can be read.
    public func origin(of view: RecordView) throws -> RecordOrigin {
        let stored = try transaction.changes(touching: view.key)
        let bodies = try stored.compactMap { one in try decode(one).map { (stored: one, body: $0) } }
        guard let first = bodies.min(by: { $0.body.recordedAt < $1.body.recordedAt })?.body else {
            throw CaseWorkError.recordNotFound(view.key.id.description)
        }
        let times = SuspectTimes(transaction)
        let isSuspect = try Set(stored.map(\.change)).sorted().contains { try times.contains($0) }
        let living = try transaction.state(of: view.key)?.seenChanges ?? []
        // Of several copies of one change the first by log.
        let bases = living.compactMap { change in
            stored.first { $0.change == change }.map { RecordOrigin.Basis(change: change, position: $0.position) }
        }
        let isLate = view.happenedBy.map { happened in
            // Foreign times may lie further apart than 64 bits can say.
            let (gap, overflow) = first.recordedAt.subtractingReportingOverflow(happened)
            return overflow ? first.recordedAt > happened : gap > RecordOrigin.lateMilliseconds
        }
        return RecordOrigin(
            author: first.author, enteredBy: first.enteredBy, recordedAt: first.recordedAt, isTimeSuspect: isSuspect,
            isLate: isLate == true && !isSuspect,
            bases: bases.sorted {
                ($0.position.log, $0.position.seq, $0.change) < ($1.position.log, $1.position.seq, $1.change)
            })
    }
}

extension RecordView {
    /// When what the record tells of was over, milliseconds since 1970; nil for what happens only by being recorded.
    var happenedBy: Int64? {
        switch key.kind {
        case VisitSchema.recordKind:
            for register in [VisitSchema.ended, VisitSchema.started] {
                if case .instant(let instant) = shown(register) { return instant }
            }
            return nil
        case FollowUpSchema.recordKind:
            let midnight = shown(FollowUpSchema.doneOn).date.flatMap { ShanghaiTime(date: $0, hour: 0, minute: 0) }
            return midnight.map { $0.instant + 24 * 3_600_000 }
        default: return nil
        }
    }
}
