/// One sheet: a title, a line below it, a head of columns that stays in view, and rows.
///
/// No cells are merged: what was made here must also be read again, sorted and filtered.
public struct WorkbookSheet: Hashable, Sendable {
    /// A column.
    public struct Column: Hashable, Sendable {
        public let title: String
        /// In characters of the standard font; a Chinese character takes two.
        public let width: Double

        public init(_ title: String, width: Double) {
            self.title = title
            self.width = width
        }
    }

    /// A row.
    public struct Row: Hashable, Sendable {
        public let cells: [WorkbookCell]
        /// Whether it sums up others and stands out.
        public let isTotal: Bool

        public init(_ cells: [WorkbookCell], isTotal: Bool = false) {
            self.cells = cells
            self.isTotal = isTotal
        }
    }

    /// At most 31 characters, without `[ ] : * ? / \`.
    public let name: String
    /// Nil where the sheet begins with the head of its columns.
    public let title: String?
    public let subtitle: String?
    public let columns: [Column]
    public let rows: [Row]
    /// A line below the rows, such as the place for signatures.
    public let footer: String?

    public init(
        name: String, title: String? = nil, subtitle: String? = nil, columns: [Column], rows: [Row],
        footer: String? = nil
    ) {
        self.name = name
        self.title = title
        self.subtitle = subtitle
        self.columns = columns
        self.rows = rows
        self.footer = footer
    }
}
