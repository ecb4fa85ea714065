import CaseFile
import CaseStore
package import Causality
import ReplicaStore
public import Replication

/// Who wrote down that something happened, and when: a line of a timeline has the time of the event, and this beside it.
public struct EventTeller: Hashable, Sendable {
    /// Who spoke first of it.
    public let author: RecordID
    /// Who typed, where that is another (代录).
    public let enteredBy: RecordID?
    /// Milliseconds since 1970 by the writing machine's clock.
    public let recordedAt: Int64
    /// Whether this machine wrote it while its clock was off.
    public let isTimeSuspect: Bool
    /// It was written down more than a day after it happened (补录); never said where the time is suspect.
    public let isLate: Bool
}

extension EventTeller {
    /// Who first wrote the event down among the changes of its record; nil where there is none.
    package init?(
        of event: CaseFileView.Event, among changes: [(change: ChangeID, body: ChangeBody)],
        isSuspect: (ChangeID) throws -> Bool
    ) rethrows {
        let own = changes.filter { $0.body.writes.contains { $0.register == event.register } }
        // What is told by several fields together may have been told by another.
        let told = own.isEmpty ? changes : own
        guard
            let first = told.min(by: {
                ($0.body.recordedAt, $0.change) < ($1.body.recordedAt, $1.change)
            })
        else { return nil }
        let isSuspect = try isSuspect(first.change)
        let isLate =
            !event.isBackground && RecordOrigin.isLate(recordedAt: first.body.recordedAt, happenedBy: event.over)
        self.init(
            author: first.body.author, enteredBy: first.body.enteredBy, recordedAt: first.body.recordedAt,
            isTimeSuspect: isSuspect, isLate: isLate && !isSuspect)
    }
}

extension CaseReading {
    /// Who first wrote down the event; nil where no change of the record can be read.
    public func teller(of event: CaseFileView.Event) throws -> EventTeller? {
        let stored = try transaction.changes(touching: event.key)
        let told = try stored.compactMap { one in try decode(one).map { (change: one.change, body: $0) } }
        let times = SuspectTimes(transaction)
        return try EventTeller(of: event, among: told) { try times.contains($0) }
    }
}

extension CaseFileView.Event {
    /// Whether it is a fact of before the case, which nobody could have recorded on its day.
    var isBackground: Bool {
        if key.kind == CaseSchema.recordKind { return register == CaseSchema.occurred }
        return Happening.all.contains { $0.kind == key.kind && $0.register == register && $0.isBackground }
    }

    /// When it was over, at the latest.
    fileprivate var over: Int64 {
        let (end, overflow) = at.addingReportingOverflow(24 * 3_600_000)
        return isDayOnly ? (overflow ? at : end) : at
    }
}
