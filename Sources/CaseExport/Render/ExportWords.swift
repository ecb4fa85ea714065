package import CaseFile
package import CaseWork

/// The words of an export and of its verification, over those of the use cases.
package enum ExportWords {
    /// All words of a language.
    package static func words(in language: Language) -> Words { language == .zhHans ? zhHans : en }

    private static let zhHans = Words(.zhHans, adding: [PackageResources.export_zh_Hans_json])
    private static let en = Words(.en, adding: [PackageResources.export_en_json])

    private static let prefix = "dossier."

    /// The words of the template, by the name that stands in it.
    static func templateWords(_ words: Words) -> [String: String] {
        let own = words.entries.filter { $0.key.hasPrefix(prefix) }
        return Dictionary(own.map { (String($0.key.dropFirst(prefix.count)), $0.text) }) { first, _ in first }
    }
}
