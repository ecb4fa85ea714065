import Testing

@Suite struct SpecificationTests {
    @Test func everyInvariantIsCitedByATest() {
        let found = CitationRule.findings(in: SourceTree.files)
        #expect(found.isEmpty, "\(found.report)")
    }

    /// I32.
    @Test func reservedNumbersStayReserved() {
        let found = ReservedNumberRule.findings(in: SourceTree.files)
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test func theArticleForClientsNamesAllVectors() {
        let found = ArticleRule.findings(in: SourceTree.files)
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test func aStepThatIsLeftOutIsFound() {
        let article = SourceFile(
            path: ArticleRule.path, text: "| section | vectors | Python |\n|---|---|---|\n| 5 | `frame` | `frames` |\n")
        let vectors = SourceFile(path: "SyncProtocol/Vectors/frames.json", text: "{}")
        let module = SourceFile(path: "Tests/Interoperability/tingsu_client/frames.py", text: "")
        #expect(
            ArticleRule.findings(in: [article, vectors, module]).map(\.message) == [
                "no step names the file of vectors `frames`",
                "a step names `frame`, and there is no such file of vectors",
            ])
    }

    private func findings(_ specification: String, test: String) -> [String] {
        CitationRule.findings(in: [
            SourceFile(path: "SyncProtocol/Specification.md", text: specification),
            SourceFile(path: "ARCHITECTURE.md", text: "- **A" + "1.** One.\n"),
            SourceFile(path: "Tests/AnyTests/A.swift", text: "/// A" + "1, and \(test)\n"),
        ]).map(\.message)
    }

    @Test func anInvariantWithoutACitationIsFound() {
        let two = "> **I" + "1.** One.\n\n> **I" + "2.** Two.\n"
        #expect(findings(two, test: "I" + "1, I" + "2") == [])
        #expect(findings(two, test: "I" + "1, I" + "22") == ["I" + "2 is cited by no test"])
        #expect(findings("> **I" + "2.** Two.\n", test: "I" + "2") == ["I" + "2 stands where number 1 should"])
        #expect(findings("", test: "") == ["has no invariant"])
    }

    @Test func aNumberThatIsNoLongerReservedIsFound() {
        let text = "message LogEntry {\n  bytes body = 1;\n  bytes body_hash = 3;\n}\n"
        let found = ReservedNumberRule.findings(in: [SourceFile(path: "SyncProtocol/v1/exchange.proto", text: text)])
        #expect(found.contains { $0.message == "LogEntry does not reserve 3, 4 any more" })
    }
}
