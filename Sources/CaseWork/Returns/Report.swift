/// A return (报表): a table that a center hands in, with the records behind every row and every figure.
///
/// It is derived from the case files and stored nowhere; whoever asks again gets what the records say then. Column titles
/// and notes are Chinese, because the form is.
public struct Report: Codable, Hashable, Sendable {
    /// A column.
    public struct Column: Codable, Hashable, Sendable {
        /// A short stable name, for programs.
        public let id: String
        public let title: String
        /// In characters; a Chinese one takes two.
        public let width: Double

        public init(_ id: String, _ title: String, width: Double) {
            self.id = id
            self.title = title
            self.width = width
        }
    }

    /// A row.
    public struct Row: Codable, Hashable, Sendable {
        public let cells: [ReportCell]
        /// Whether it sums up others (合计).
        public let isTotal: Bool
        /// Ids of every record that the row was made from.
        public let records: [String]

        public init(_ cells: [ReportCell], isTotal: Bool = false, records: [String]) {
            self.cells = cells
            self.isTotal = isTotal
            self.records = records
        }
    }

    /// A record that something here was made from.
    public struct Source: Codable, Hashable, Sendable {
        public let record: String
        public let scope: String
        /// Such as `case` or `visit`.
        public let kind: String
        /// The case code, or the end of the record's id where it has none; of other records that of their case.
        public let name: String

        public init(record: String, scope: String, kind: String, name: String) {
            self.record = record
            self.scope = scope
            self.kind = kind
            self.name = name
        }
    }

    /// What a column or a figure means.
    public struct Note: Codable, Hashable, Sendable {
        public let term: String
        public let text: String

        public init(_ term: String, _ text: String) {
            self.term = term
            self.text = text
        }
    }

    /// Raw value of its `ReportTemplate`.
    public let template: String
    public let title: String
    /// Area, period and when it was made.
    public let subtitle: String
    public let columns: [Column]
    public let rows: [Row]
    /// Who signs and who made it.
    public let footer: String
    public let notes: [Note]
    /// Every record that a row or a cell names, by id.
    public let sources: [Source]
    /// Milliseconds since 1970.
    public let madeAt: Int64

    public init(
        template: String, title: String, subtitle: String, columns: [Column], rows: [Row], footer: String,
        notes: [Note], sources: [Source], madeAt: Int64
    ) {
        self.template = template
        self.title = title
        self.subtitle = subtitle
        self.columns = columns
        self.rows = rows
        self.footer = footer
        self.notes = notes
        self.sources = sources
        self.madeAt = madeAt
    }
}
