/// What the import of a ledger did, or would do.
public struct LedgerOutcome: Sendable {
    /// What a column was taken for.
    public struct Column: Hashable, Sendable {
        public let heading: String
        /// As a mapping file writes it.
        public let target: String
        /// Whether the heading is a usual one, or a mapping file names it.
        public let isKnown: Bool
    }

    /// Empty for a CSV file.
    public let sheet: String
    /// Rows of the head, numbered as in the file.
    public let head: ClosedRange<Int>
    public let columns: [Column]
    /// Cases that the rows tell of.
    public internal(set) var cases = 0
    /// Rows that tell of none, with the reason.
    public internal(set) var passed: [ImportProblem] = []
    public internal(set) var records: ImportOutcome

    init(_ grid: LedgerGrid, _ head: LedgerHead, isDryRun: Bool) {
        sheet = grid.name
        self.head = head.rows
        columns = head.columns.map { Column(heading: $0.heading, target: $0.target.text, isKnown: $0.isKnown) }
        records = ImportOutcome(isDryRun: isDryRun)
    }
}
