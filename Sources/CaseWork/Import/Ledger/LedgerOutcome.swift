public import CaseFile

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

    init(_ grid: SheetGrid, _ head: LedgerHead, isDryRun: Bool) {
        sheet = grid.name
        self.head = head.rows
        columns = head.columns.map { Column(heading: $0.heading, target: $0.target.text, isKnown: $0.isKnown) }
        records = ImportOutcome(isDryRun: isDryRun)
    }
}

extension LedgerOutcome {
    /// What a target of a single field is called; nil for one that is a word of its own, such as `keep`.
    public static func label(ofTarget text: String, _ catalog: Catalog) -> Label? {
        guard case .field(let subject, let register, let member)? = try? LedgerTarget(text, catalog),
            let kind = catalog.kind(subject.kind), let definition = kind.register(named: register)
        else { return nil }
        let side =
            subject == .opponent ? catalog.codeTable(.partySide)?.code(meantBy: CasePartySchema.opponent)?.label : nil
        let head = side ?? kind.label
        let parts = [head, definition.label] + (definition.type.label(ofMember: member).map { [$0] } ?? [])
        return Label(
            parts.map(\.zhHans).joined(separator: " · "), parts.map(\.en).joined(separator: " · "))
    }
}

extension ValueType {
    fileprivate func label(ofMember name: String?) -> Label? {
        guard case .group(let members) = self else { return nil }
        return members.first { $0.name == name }?.label
    }
}
