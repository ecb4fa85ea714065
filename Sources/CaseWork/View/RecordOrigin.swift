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

    /// Whether what was over at `happenedBy` was written down later than people do who write the same or the next day.
    static func isLate(recordedAt: Int64, happenedBy: Int64) -> Bool {
        // Foreign times may lie further apart than 64 bits can say.
        let (gap, overflow) = recordedAt.subtractingReportingOverflow(happenedBy)
        return overflow ? recordedAt > happenedBy : gap > lateMilliseconds
    }
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
        let isLate = view.happenedBy.map { RecordOrigin.isLate(recordedAt: first.recordedAt, happenedBy: $0) }
        return RecordOrigin(
            author: first.author, enteredBy: first.enteredBy, recordedAt: first.recordedAt, isTimeSuspect: isSuspect,
            isLate: isLate == true && !isSuspect,
            bases: bases.sorted {
                ($0.position.log, $0.position.seq, $0.change) < ($1.position.log, $1.position.seq, $1.change)
            })
    }
}
