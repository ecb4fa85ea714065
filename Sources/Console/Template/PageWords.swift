import CaseFile
import CaseWork

/// The words of the pages: a pair of catalogs for each part of them, over those of the use cases.
///
/// Several files rather than one, so that two people can write two pages without meeting in one table.
enum PageWords {
    /// Every pair, sorted by name. A new one stands in `consoleResources` of Package.swift, too.
    static let files: [(name: String, zhHans: [UInt8], en: [UInt8])] = [
        ("board", PackageResources.board_zh_Hans_json, PackageResources.board_en_json),
        ("care", PackageResources.care_zh_Hans_json, PackageResources.care_en_json),
        ("casefile", PackageResources.casefile_zh_Hans_json, PackageResources.casefile_en_json),
        ("casestate", PackageResources.casestate_zh_Hans_json, PackageResources.casestate_en_json),
        ("conflicts", PackageResources.conflicts_zh_Hans_json, PackageResources.conflicts_en_json),
        ("county", PackageResources.county_zh_Hans_json, PackageResources.county_en_json),
        ("due", PackageResources.due_zh_Hans_json, PackageResources.due_en_json),
        ("files", PackageResources.files_zh_Hans_json, PackageResources.files_en_json),
        ("library", PackageResources.library_zh_Hans_json, PackageResources.library_en_json),
        ("pages", PackageResources.pages_zh_Hans_json, PackageResources.pages_en_json),
        ("records", PackageResources.records_zh_Hans_json, PackageResources.records_en_json),
        ("reports", PackageResources.reports_zh_Hans_json, PackageResources.reports_en_json),
        ("sheets", PackageResources.sheets_zh_Hans_json, PackageResources.sheets_en_json),
        ("stick", PackageResources.stick_zh_Hans_json, PackageResources.stick_en_json),
        ("talks", PackageResources.talks_zh_Hans_json, PackageResources.talks_en_json),
        ("find", PackageResources.find_zh_Hans_json, PackageResources.find_en_json),
        ("visit", PackageResources.visit_zh_Hans_json, PackageResources.visit_en_json),
    ]

    /// All words of a language, the use cases' among them.
    static func words(in language: Language) -> Words { language == .zhHans ? zhHans : en }

    private static let zhHans = Words(.zhHans, adding: files.map(\.zhHans))
    private static let en = Words(.en, adding: files.map(\.en))
}
