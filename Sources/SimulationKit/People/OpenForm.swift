import Causality
import Replication

/// A form that somebody has open: the record, and what was shown when it was opened.
struct OpenForm {
    let record: RecordKey
    /// The changes that a save replaces.
    var seen: [ChangeID]
}
