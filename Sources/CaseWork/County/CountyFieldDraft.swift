/// A question that the center adds to a kind of record, as somebody typed it.
public struct CountyFieldDraft: Codable, Hashable, Sendable {
    /// Name or label of the kind.
    public var kind: String
    public var label: String
    /// Nil where the Chinese words are to stand in English, too.
    public var labelEn: String?
    /// What programs call it; nil takes `field_` and the number.
    public var name: String?
    /// A code of `county_field_type` or its label.
    public var type: String
    /// Name or label of the table of a code; nil makes one of `codes`.
    public var table: String?
    /// Codes for a table of its own, each `名称` or `代码=名称`.
    public var codes: [String]
    /// A code of `sensitivity` or its label; nil takes that of personal information.
    public var sensitivity: String?
    /// Dates as the catalog reads them; nil is no bound.
    public var from: String?
    public var until: String?

    public init(
        kind: String, label: String, labelEn: String? = nil, name: String? = nil, type: String, table: String? = nil,
        codes: [String] = [], sensitivity: String? = nil, from: String? = nil, until: String? = nil
    ) {
        self.kind = kind
        self.label = label
        self.labelEn = labelEn
        self.name = name
        self.type = type
        self.table = table
        self.codes = codes
        self.sensitivity = sensitivity
        self.from = from
        self.until = until
    }
}
