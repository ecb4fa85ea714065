public import CaseFile

/// What whoever makes an export chose.
public struct ExportOptions: Hashable, Sendable {
    /// Whether people's numbers are whole. Where they are not, the changes that have one are handed out with its middle
    /// hidden, and their content is proven by the exporting machine's word only.
    public var reveals: Bool
    /// Whether records of scopes with named readers, and whistle-blowing reports, are handed out.
    public var includesRestricted: Bool
    public var includesFiles: Bool
    public var language: Language

    public init(
        reveals: Bool = false, includesRestricted: Bool = false, includesFiles: Bool = true,
        language: Language = .zhHans
    ) {
        self.reveals = reveals
        self.includesRestricted = includesRestricted
        self.includesFiles = includesFiles
        self.language = language
    }
}
