import CaseFile
import CaseWork
import Foundation
import Testing

@testable import Console

@Suite struct TemplateTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Console")

    @Test func everyTemplateIsReadInBothLanguages() throws {
        #expect(throws: Never.self) { try Templates() }
    }

    @Test func everyFileOfTheFoldersIsInItsTable() throws {
        func names(_ folder: String, _ end: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: Self.sources.path + "/" + folder)
                .filter { $0.hasSuffix(end) }.map { String($0.dropLast(end.count)) }.sorted()
        }
        #expect(try names("Templates", ".mustache") == Templates.all.map(\.name).sorted())
        #expect(try names("Words", ".zh-Hans.json") == PageWords.files.map(\.name).sorted())
        #expect(try names("Words", ".en.json") == PageWords.files.map(\.name).sorted())
        #expect(Set(Templates.partials).isSubset(of: Set(Templates.all.map(\.name))))
    }

    @Test func bothLanguagesHaveTheSameKeysWithTheSamePlaceholders() throws {
        for file in PageWords.files {
            let zhHans = try JSONDecoder().decode([String: String].self, from: Data(file.zhHans))
            let en = try JSONDecoder().decode([String: String].self, from: Data(file.en))
            #expect(zhHans.keys.sorted() == en.keys.sorted(), "\(file.name)")
            for key in zhHans.keys.sorted() where !key.hasPrefix("day.") {
                #expect(Self.placeholders(zhHans[key] ?? "") == Self.placeholders(en[key] ?? ""), "\(key)")
                #expect(zhHans[key]?.isEmpty == false && en[key]?.isEmpty == false, "\(key)")
            }
        }
    }

    @Test func noKeyIsInTwoCatalogs() throws {
        var seen = Set(Words(.zhHans).entries.map(\.key))
        for file in PageWords.files {
            for key in try JSONDecoder().decode([String: String].self, from: Data(file.zhHans)).keys.sorted() {
                #expect(seen.insert(key).inserted, "\(key)")
            }
        }
    }

    @Test func everyKeyThatThePagesNameIsThere() throws {
        var asked = 0
        let files = try #require(FileManager.default.enumerator(atPath: Self.sources.path))
        for case let path as String in files where path.hasSuffix(".swift") {
            let text = try String(contentsOfFile: Self.sources.path + "/" + path, encoding: .utf8)
            for part in text.components(separatedBy: "ords.text(\"").dropFirst() {
                let key = String(part.prefix { $0 != "\"" })
                // A key with a variable end, or one that is put together, is met by the tests of its page.
                guard !key.contains("\\"), !key.hasSuffix(".") else { continue }
                asked += 1
                for language in Language.allCases { #expect(PageWords.words(in: language).has(key), "\(path): \(key)") }
            }
        }
        #expect(asked > 20)
        for failure in [
            PageFailure.notFound, .methodNotAllowed, .wrongHost, .foreignForm, .tooLarge, .unreadable, .closed, .locked,
            .fault(reference: ""),
        ] {
            for end in [".title", ".text"] { #expect(PageWords.words(in: .zhHans).has(failure.wordKey + end)) }
        }
    }

    @Test func pagesHaveNoWordsOfTheirOwn() throws {
        let han = #/[\u{4E00}-\u{9FFF}]/#
        let files = try #require(FileManager.default.enumerator(atPath: Self.sources.path))
        for case let path as String in files where path.hasSuffix(".mustache") {
            #expect(
                try String(contentsOfFile: Self.sources.path + "/" + path, encoding: .utf8).firstMatch(of: han) == nil,
                "\(path)")
        }
    }

    private static func placeholders(_ text: String) -> [String] {
        text.matches(of: #/\{([A-Za-z]+)\}/#).map { String($0.1) }.sorted()
    }
}
