import Foundation
import Testing

/// `tingsu report`, as a center makes its returns.
@Suite(.timeLimit(.minutes(5)))
struct ReportTests {
    private static let number = "360899196403120010"

    @Test func aReturnIsWrittenOnceAndTracedToItsRecords() throws {
        let county = try RecordingCounty.withCase()
        try county.succeed("correct", "邹某某", "identity=\(Self.number)")
        #expect(try county.succeed("report", "list").contains("township"))

        let path = "\(county.folder)/台账.xlsx"
        let made = try county.json("report", "make", "township", "--out", path)
        #expect(made["path"].text == path)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.starts(with: [0x50, 0x4B]))
        let refused = try county.run("report", "make", "township", "--out", path)
        #expect(refused.status == 2 && refused.errors.contains("--force"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
        try county.succeed("report", "make", "township", "--out", path, "--force")

        let report = made["report"]
        let caseID = try county.json("show", "永丰-001")["record"]["id"].text
        #expect(report["rows"].items.count == 2)
        #expect(report["rows"][0]["records"][0].text == caseID)
        #expect(report["rows"][1]["isTotal"].isTrue && report["rows"][1]["records"][0].text == caseID)
        let monthly = try county.json("report", "make", "monthly")["report"]
        #expect(monthly["rows"][0]["cells"][6]["count"].number == 1)
        #expect(monthly["rows"][0]["cells"][6]["records"][0].text == caseID)
        #expect(monthly["sources"][0]["name"].text == "永丰-001")
    }

    @Test func csvIsInTheEncodingThatWasAskedForAndNumbersAreMaskedUnlessRevealed() throws {
        let county = try RecordingCounty.withCase()
        try county.succeed("correct", "邹某某", "identity=\(Self.number)")
        func csv(_ arguments: String...) throws -> Data {
            let path = "\(county.folder)/\(UUID().uuidString).csv"
            try county.succeed(["report", "make", "township", "--out", path] + arguments)
            return try Data(contentsOf: URL(fileURLWithPath: path))
        }
        let plain = try csv()
        #expect(plain.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: plain, as: UTF8.self)
        #expect(text.contains("360899********0010") && !text.contains(Self.number) && text.contains("东门村"))
        #expect(String(decoding: try csv("--reveal"), as: UTF8.self).contains("'" + Self.number))
        let other = try csv("--encoding", "gb18030")
        #expect(other.range(of: Data([0xB6, 0xAB, 0xC3, 0xC5, 0xB4, 0xE5])) != nil)
    }

    @Test func whatCannotBeMadeIsRefusedByName() throws {
        let county = try RecordingCounty.commissioned()
        for (arguments, word) in [
            (["weekly"], "weekly"), (["events", "--month", "2026-13"], "2026-13"),
            (["events", "--area", "南门村"], "南门村"),
            (["events", "--out", "a.pdf"], ".xlsx"), (["events", "--out", "a.xlsx", "--encoding", "gb18030"], "CSV"),
            (["events", "--out", "a.csv", "--encoding", "big5"], "big5"),
            (["events", "--from", "2026-06-30", "--to", "2026-06-01"], "2026-06-01"),
        ] {
            let refused = try county.run(["report", "make"] + arguments)
            #expect([2, 3].contains(refused.status) && refused.errors.contains(word), "\(arguments) \(refused)")
        }
    }
}
