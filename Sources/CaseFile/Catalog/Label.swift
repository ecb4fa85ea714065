/// The words for one thing in every language of the program.
///
/// A label without one of its languages cannot be made, so that no page falls back to a number or to the other
/// language.
public struct Label: Hashable, Sendable {
    public let zhHans: String
    public let en: String

    public init(_ zhHans: String, _ en: String) {
        self.zhHans = zhHans
        self.en = en
    }

    /// The words in `language`.
    public func text(in language: Language) -> String {
        switch language {
        case .zhHans: zhHans
        case .en: en
        }
    }
}
