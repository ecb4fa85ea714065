import CaseFile
import Foundation
import Testing

@Suite struct CatalogFileTests {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "SyncProtocol/catalog.json")

    @Test func theCommittedCatalogIsCurrent() throws {
        let text = CatalogJSON.text(for: .current)
        if ProcessInfo.processInfo.environment["TINGSU_WRITE_CATALOG"] == "1" {
            try Data(text.utf8).write(to: Self.file)
        }
        let committed = (try? String(contentsOf: Self.file, encoding: .utf8)) ?? ""
        // Not #expect(a == b): it would print both documents whole.
        let isCurrent = committed == text
        #expect(
            isCurrent,
            """
            SyncProtocol/catalog.json differs from the catalog in Swift. Regenerate it with
            TINGSU_WRITE_CATALOG=1 swift test --filter CatalogFileTests
            and look at what changed: numbers that were published never change their meaning.
            """)
    }

    @Test func otherProgramsCanReadIt() throws {
        let data = Data(CatalogJSON.text(for: .current).utf8)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let kinds = try #require(root["kinds"] as? [[String: Any]])
        #expect(kinds.count == Catalog.current.kinds.count)
        let visit = try #require(kinds.first { $0["name"] as? String == "visit" })
        #expect(visit["kind"] as? Int == 104)
        #expect((visit["label"] as? [String: String])?["zh-Hans"] == "走访")
        let tables = try #require(root["code_tables"] as? [[String: Any]])
        #expect(tables.count == Catalog.current.codeTables.count)
    }

    @Test func jsonTextIsWhatAnotherReaderReads() throws {
        let strings = ["", "a\"b\\c", "行一\n行二\t\u{1}", "🀄️", "/"]
        let value = FieldValue.object([
            ("b", .array(strings.map { .string($0) })), ("a", .decimal("1234.50")), ("n", .null),
            ("t", .bool(true)), ("i", .number(.min)), ("e", .array([])), ("o", .object([])), ("odd", .decimal("01.5")),
        ])
        for text in [JSONText.line(value), JSONText.pretty(value)] {
            let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(root["b"] as? [String] == strings)
            #expect(root["a"] as? Double == 1234.5)
            #expect(root["n"] is NSNull)
            #expect(root["i"] as? Int64 == .min)
            #expect(root["odd"] as? String == "01.5")
        }
        #expect(
            JSONText.line(value).hasPrefix(#"{"b":["","a\"b\\c","行一\n行二\t\u0001","#)
                && JSONText.line(value).contains(#""a":1234.50,"n":null,"t":true"#))
    }
}
