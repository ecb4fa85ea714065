public import CaseFile
import CaseStore
public import Causality
import ReplicaStore
public import Replication

/// One value that a change wrote, and what became of it.
public struct HistoryWrite: Sendable {
    /// What became of the value.
    public enum Outcome: Hashable, Sendable {
        /// It stands, alone or beside others.
        case stands
        /// It lost to these changes, sorted; it stays readable here.
        case lost(to: [ChangeID])
        /// The change takes no part in the merge: it is held or not understood.
        case setAside
    }

    public let register: RegisterNumber
    public let definition: RegisterDefinition?
    public let value: Value
    public let outcome: Outcome
}

/// One change in the history of a record: who said what, when.
public struct HistoryEntry: Sendable {
    public let change: ChangeID
    /// Where it stands in a log here; of several copies the first by log.
    public let position: LogPosition
    public let author: RecordID
    /// The person who typed, where that is another (代录).
    public let enteredBy: RecordID?
    /// Milliseconds since 1970 by the writing machine's clock: a recorded fact that decides nothing.
    public let recordedAt: Int64
    public let standing: Standing
    /// Some copy was issued again after a fork.
    public let isReissued: Bool
    /// The reason that was given for the change.
    public let note: String?
    /// The changes that the author was looking at and replaced.
    public let supersedes: [ChangeID]
    /// Sorted by register, without the note.
    public let writes: [HistoryWrite]
    public let custody: Custody
}

extension CaseReading {
    /// Every change of a record by recorded time and place in its log, with the readings that lost and to which change.
    ///
    /// Throws `CaseWorkError.recordNotFound` where no stored change touches it.
    public func history(of key: RecordKey) throws -> [HistoryEntry] {
        let stored = try transaction.changes(touching: key)
        guard !stored.isEmpty else { throw CaseWorkError.recordNotFound(key.id.description) }
        let custody = try CustodyLevels(of: key.scope, isCenter: isCenter, transaction)
        let state = try merged(key)?.state ?? RecordState()
        let definition = catalog.kind(key.kind)
        let copies = Dictionary(grouping: stored, by: \.change)
        let bodies = try copies.keys.sorted().map { change in
            (change: change, body: try decode(copies[change]?.first))
        }
        let applied = bodies.filter { entry in
            copies[entry.change]?.contains { $0.standing == .applied } ?? false
        }
        let entries = bodies.compactMap { change, body -> HistoryEntry? in
            guard let body, let places = copies[change], let first = places.first else { return nil }
            let standing = places.map(\.standing).min { $0.rawValue < $1.rawValue } ?? first.standing
            let writes = body.writes.filter { $0.register != ChangeNote.register }.map { write in
                HistoryWrite(
                    register: write.register, definition: definition?.register(write.register),
                    value: engine.codec.decode(write.value),
                    outcome: outcome(of: change, standing, write.register, state, applied))
            }
            return HistoryEntry(
                change: change, position: first.position, author: body.author, enteredBy: body.enteredBy,
                recordedAt: body.recordedAt, standing: standing,
                isReissued: places.contains { $0.origin != nil }, note: note(of: body), supersedes: body.supersedes,
                writes: writes, custody: custody.custody(of: places.map(ChangeCopy.init)))
        }
        return entries.sorted {
            ($0.recordedAt, $0.position.log, $0.position.seq) < ($1.recordedAt, $1.position.log, $1.position.seq)
        }
    }

    private func outcome(
        of change: ChangeID, _ standing: Standing, _ register: RegisterNumber, _ state: RecordState,
        _ applied: [(change: ChangeID, body: ChangeBody?)]
    ) -> HistoryWrite.Outcome {
        guard standing == .applied else { return .setAside }
        if state[register].contains(where: { $0.change == change }) { return .stands }
        let winners = applied.filter { entry in
            guard let body = entry.body else { return false }
            return body.supersedes.contains(change) && body.writes.contains { $0.register == register }
        }
        return .lost(to: winners.map(\.change))
    }

    private func note(of body: ChangeBody) -> String? {
        body.writes.first { $0.register == ChangeNote.register }.flatMap { engine.codec.decode($0.value).plainText }
    }

    func decode(_ stored: StoredChange?) throws -> ChangeBody? {
        guard let stored else { return nil }
        return try? engine.codec.decodeBody(stored.body)
    }
}
