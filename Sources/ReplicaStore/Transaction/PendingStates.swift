import Replication

/// The record states that a writing transaction has read or changed and not written yet.
///
/// A device's day touches a case several times, and most records once just after they were read. So a state is read
/// once and written once, at the end and in the order of the table, where neighbours share pages; and the projections learn what
/// stood before without asking.
package final class PendingStates {
    struct Entry {
        /// What the table holds.
        let before: RecordState?
        var after: RecordState?
    }

    /// Entries beyond which they are written in mid-transaction: a few megabytes of memory, and more records than one
    /// batch of an exchange touches.
    package static let countMax = 4096

    private var entries: [RecordKey: Entry] = [:]

    var isFull: Bool { entries.count > PendingStates.countMax }

    subscript(key: RecordKey) -> Entry? { entries[key] }

    /// Notes what the table holds.
    func read(_ key: RecordKey, _ state: RecordState?) {
        entries[key] = Entry(before: state, after: state)
    }

    /// Notes what shall stand; the state must have been read.
    func change(_ key: RecordKey, to state: RecordState?) {
        entries[key]?.after = state
    }

    /// What changed, in the order of the table. Afterwards no entry is left.
    func takeChanged() -> [ProjectedRecord] {
        var changed: [ProjectedRecord] = []
        changed.reserveCapacity(entries.count)
        for (key, entry) in entries where entry.before != entry.after {
            changed.append(ProjectedRecord(key: key, before: entry.before, state: entry.after))
        }
        entries.removeAll(keepingCapacity: true)
        changed.sort { $0.key.stands(before: $1.key) }
        return changed
    }

    func forget() {
        entries.removeAll()
    }
}

extension RecordKey {
    /// Whether this record's row stands before the other's in the table.
    func stands(before other: RecordKey) -> Bool { (scope, id, kind) < (other.scope, other.id, other.kind) }
}
