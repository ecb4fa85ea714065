/// A code that the center adds to a table, as somebody typed it.
public struct CountyCodeDraft: Codable, Hashable, Sendable {
    /// Name or label of the table; a new name makes a table.
    public var table: String
    /// Nil takes a free one.
    public var code: String?
    public var label: String
    public var labelEn: String?
    public var from: String?
    public var until: String?

    public init(
        table: String, code: String? = nil, label: String, labelEn: String? = nil, from: String? = nil,
        until: String? = nil
    ) {
        self.table = table
        self.code = code
        self.label = label
        self.labelEn = labelEn
        self.from = from
        self.until = until
    }

    /// Reads `名称` or `代码=名称`.
    init(_ text: String, in table: String) {
        self.init(table: table, label: text.trimmed)
        guard let sign = text.firstIndex(where: { "=＝".contains($0) }) else { return }
        code = text[..<sign].trimmed
        label = text[text.index(after: sign)...].trimmed
    }
}
