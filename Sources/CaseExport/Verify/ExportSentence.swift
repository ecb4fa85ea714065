public import CaseFile
import CaseWork

/// A sentence of a verification in every language of the program.
public struct ExportSentence: Codable, Hashable, Sendable {
    public let zhHans: String
    public let en: String

    init(_ key: String, _ arguments: [String: String] = [:]) {
        zhHans = ExportWords.words(in: .zhHans).text(key, arguments)
        en = ExportWords.words(in: .en).text(key, arguments)
    }

    /// The sentence in one language.
    public func text(in language: Language) -> String { language == .zhHans ? zhHans : en }
}
