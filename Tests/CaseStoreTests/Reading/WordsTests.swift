import CaseFile
import CaseWork
import Replication
import Testing

@Suite struct WordsTests {
    private func placeholders(_ text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { $0.split(separator: "}", omittingEmptySubsequences: false).first.map(String.init) }
            .filter { !$0.contains("…") }.sorted()
    }

    @Test func languagesHaveTheSameKeysAndPlaceholders() {
        let zhHans = Words(.zhHans).entries
        let en = Words(.en).entries
        #expect(zhHans.count > 50)
        #expect(zhHans.map(\.key) == en.map(\.key))
        for (left, right) in zip(zhHans, en) {
            #expect(placeholders(left.text) == placeholders(right.text), "\(left.key)")
            #expect(!left.text.isEmpty && !right.text.isEmpty, "\(left.key)")
        }
    }

    @Test func everyErrorHasWordsWithAllItsArguments() throws {
        let key = RecordKey.sample
        let label = Label("字段", "field")
        let errors: [CaseWorkError] = [
            .unknownKind("x", known: ["a"]), .unknownField("x", kind: label, known: ["a"]), .fieldWrittenTwice(label),
            .reservedField(label), .nothingToWrite(key), .reasonMissing, .kindOfOtherScope(label, key.scope),
            .recordOfOtherScope(key, key.scope), .unknownLocalName("x"), .localNameTwice("x"), .recordNotFound("x"),
            .recordAmbiguous("x", [key]), .recordExists(key), .recordWithdrawn(key), .recordNotWithdrawn(key),
            .unknownName("x", of: label), .ambiguousName("x", of: label, matches: ["a"]),
            .fieldDisputed(label, readings: [label, label]), .fieldNotDisputed(label), .readingNotFound("x", label),
            .tokenMalformed("x"), .tokenUnknown("x"), .tokenAmbiguous("x"), .fileNotUTF8, .fileNotText,
            .fileTooLong(lines: 2, most: 1), .quoteUnclosed, .headerMissing, .columnMissing(label),
            .columnUnknown("x", known: ["a"]), .columnTwice("x"), .countyRefused("x", label),
            .nameTaken("x", in: label), .datesReversed(from: "x", until: "y"), .onlyAtTheCenter,
            .importRefused([ImportProblem(line: 3, field: "f", message: label)]),
        ]
        for error in errors {
            for language in Language.allCases {
                let text = error.message(in: language)
                #expect(!text.hasPrefix("error."), "\(error)")
                #expect(!text.contains("{"), "\(text)")
            }
        }
    }
}
