import CaseFile
import CaseWork
import Causality
import Replication

/// What a command wrote.
public struct SaveReply: Codable, Hashable, Sendable {
    /// What was written to one record.
    public struct Saved: Codable, Hashable, Sendable {
        public let record: RecordName
        public let change: String
        /// What whoever wrote it has seen now, for the next `--seen`.
        public let seen: String
        /// Fields that have another reading beside the one written: it arrived unseen.
        public let disputed: [Wording]
        /// What somebody should look at, although it was saved.
        public let warnings: [Wording]
        /// What was filled in because of something else that was: a category by the mapping.
        public let derived: [Wording]
    }

    /// In the order of writing; one unit.
    public let saved: [Saved]

    init(_ records: [SavedRecord], _ access: CaseAccess, derived: [Label?] = []) throws {
        let titles = RecordTitles(access)
        saved = try records.enumerated().map { index, one in
            Saved(
                record: try titles.name(of: one.key), change: one.change.change.description,
                seen: one.seen.description,
                disputed: one.disputed.map { Wording(access.catalog.label(of: $0, in: one.key.kind)) },
                warnings: one.warnings.map { Wording($0.message) },
                derived: derived.indices.contains(index) ? derived[index].map { [Wording($0)] } ?? [] : [])
        }
    }
}
