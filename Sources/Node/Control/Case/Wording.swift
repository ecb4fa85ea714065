public import CaseFile

/// The same words in every language of the program: what replies carry beside their codes and numbers, so that one
/// reply serves both.
public struct Wording: Codable, Hashable, Sendable {
    public let zhHans: String
    public let en: String

    public init(_ zhHans: String, _ en: String) {
        self.zhHans = zhHans
        self.en = en
    }

    public init(_ label: Label) {
        self.init(label.zhHans, label.en)
    }

    /// The words of one language.
    public func text(in language: Language) -> String { language == .zhHans ? zhHans : en }
}
