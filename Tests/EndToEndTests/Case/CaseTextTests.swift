import Foundation
import Testing

/// What is printed can be read: in 80 columns, in both languages, and the same beside a daemon.
@Suite(.timeLimit(.minutes(5)))
struct CaseTextTests {
    @Test func aCaseFileFitsInEightyColumns() throws {
        let county = try RecordingCounty.withCase()
        let words = String(repeating: "我做了八年的工，摔断了腿，老板只给了两万块。", count: 12)
        try county.json(
            "visit", "record", "--case", "永丰-001", "--at", "2026-05-06 09:00", "--place", "邹家院子里的老樟树下",
            "--emotion", "邹某某:9:7:委屈难过:说到孩子时流泪，说不下去，过了很久才接着说", "--narrative", words)
        try county.json("demand", "add", words, "--case", "永丰-001", "--person", "邹某某")
        for language in ["zh-Hans", "en"] {
            for command in ["file", "show", "log"] {
                let text = try county.run(command, "永丰-001", "--lang", language).output
                for line in text.split(separator: "\n") {
                    // A closing sign may hang out by its own width.
                    #expect(columns(line) <= 82, "\(line)")
                }
            }
        }
        // Nothing is lost in breaking lines.
        let file = try county.run("file", "永丰-001").output
        #expect(file.filter { !$0.isWhitespace }.contains(words))
    }

    /// Han, kana, full-width and CJK punctuation take two columns.
    private func columns(_ line: Substring) -> Int {
        line.unicodeScalars.reduce(0) {
            $0 + ((0x2E80...0x9FFF).contains($1.value) || (0xFF00...0xFF60).contains($1.value) ? 2 : 1)
        }
    }

    @Test func theCaseFileTellsTheStory() throws {
        let county = try RecordingCounty.withCase()
        for (day, before, after) in [("06", 9, 7), ("13", 7, 4)] {
            try county.json(
                "visit", "record", "--case", "永丰-001", "--at", "2026-05-\(day) 09:00", "--emotion",
                "邹某某:\(before):\(after)")
        }
        let chinese = try county.run("file", "永丰-001").output
        for word in ["邹某某与刘某某工伤赔偿纠纷", "申请方", "9 → 7", "7 → 4", "【走访 2 次】", "已到县中心"] {
            #expect(chinese.contains(word), "\(word)")
        }
        let english = try county.run("file", "永丰-001", "--lang", "en").output
        for word in ["Applicant", "2 visits", "at the county center", "9 → 7"] {
            #expect(english.contains(word), "\(word)")
        }
        #expect(try county.run("show", "--case", "永丰-001").output == chinese)
    }

    @Test(arguments: [
        ["person", "add"], ["person", "list"], ["person", "import"], ["household", "add"], ["household", "list"],
        ["case", "open"], ["case", "party"], ["case", "list"], ["visit", "record"], ["demand", "add"],
        ["agreement", "add"], ["followup", "plan"], ["followup", "done"], ["add"], ["kinds"], ["fields"], ["show"],
        ["file"], ["log"], ["correct"], ["withdraw"], ["reinstate"], ["conflicts"], ["settle"], ["due"], ["find"],
        ["import"],
    ])
    func helpIsInBothLanguages(command: [String]) throws {
        let county = try RecordingCounty()
        let result = try county.run(command + ["--help"])
        #expect(result.status == 0)
        let overview = try #require(result.output.split(separator: "\n").first { $0.hasPrefix("OVERVIEW:") })
        #expect(overview.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        #expect(overview.dropFirst(9).contains { $0.isASCII && $0.isLetter })
    }

    @Test func fieldsAndKindsNeedNoNode() throws {
        let county = try RecordingCounty()
        let kinds = try county.json("kinds")["kinds"].items.map { $0["name"].text }
        #expect(kinds.contains("visit"))
        let fields = try county.json("fields", "走访")["kinds"][0]["fields"].items
        #expect(fields.contains { $0["name"].text == "narrative" })
        let codes = try county.json("fields", "case", "category")["kinds"][0]["fields"][0]["codes"].items
        #expect(codes.count > 20)
        #expect(try county.run("fields", "nonsense").status == 3)
    }

    @Test func besideADaemonCommandsSayTheSame() throws {
        let county = try RecordingCounty.withCase()
        let alone = try county.json("file", "永丰-001")
        let daemon = try county.begin(["run", "--json"])
        defer { daemon.process.terminate() }
        try eventually("the daemon is ready") {
            try String(contentsOfFile: daemon.output, encoding: .utf8).contains("\"ready\":true")
        }
        #expect(try county.json("file", "永丰-001") == alone)
        try county.json("correct", "永丰-001", "stage=处置", "amount_involved=1234.50")
        #expect(try county.run("correct", "永丰-001", "stage=不存在").status == 2)
        #expect(try county.run("correct", "永丰-999", "stage=处置").status == 3)
        daemon.process.terminate()
        daemon.process.waitUntilExit()
        #expect(daemon.process.terminationStatus == 0)
        let after = try county.json("show", "永丰-001")
        #expect(after.shown("stage") == "处置")
        #expect(after.shown("amount_involved") == "1,234.50元")
    }
}
