/// One entry of a code table.
public struct Code: Hashable, Sendable {
    public let code: String
    public let label: Label
    /// No longer offered; records that hold it keep it and show its label.
    public let isRetired: Bool

    public init(_ code: String, _ label: Label, isRetired: Bool = false) {
        self.code = code
        self.label = label
        self.isRetired = isRetired
    }

    /// The usual form in a table: code, Chinese, English.
    init(_ code: String, _ zhHans: String, _ en: String) {
        self.init(code, Label(zhHans, en))
    }
}
