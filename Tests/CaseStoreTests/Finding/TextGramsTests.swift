import Replication
import Testing

@testable import CaseStore

@Suite struct TextGramsTests {
    private func grams(_ text: String) -> Set<String> {
        let searched = SearchedText(register: RegisterNumber(rawValue: 1), text: text, masksNumbers: false)
        let grams = TextPieces(of: SearchedText.stretches(of: [searched])).text.split(separator: " ").map(String.init)
        #expect(Set(grams).count == grams.count, "a piece stands twice")
        return Set(grams)
    }

    @Test func chineseIsCutIntoPairsAndItsLastCharacter() {
        #expect(grams("石仓村") == ["石仓", "仓村", "村"])
        #expect(grams("何") == ["何"])
        #expect(grams("赔偿，分期") == ["赔偿", "偿", "分期", "期"])
    }

    @Test func wordsAndNumbersAreWhole() {
        #expect(grams("付 5000元（ＡＢc-12）") == ["付", "5000", "元", "abc", "12"])
        #expect(grams("阿依古丽·Ayi") == ["阿依", "依古", "古丽", "丽", "ayi"])
    }

    @Test func rareCharactersAreFoundToo() {
        #expect(grams("𠮷野家") == ["𠮷野", "野家", "家"])
        #expect(grams("㐂〇") == ["㐂〇", "〇"])
    }

    /// A mark that is written over the letter before it, without one, is one character with the space before it.
    @Test func aMarkAloneBeginsAWordOfItsOwn() {
        let text = "村 \u{0345}a 水"
        let searched = SearchedText(register: RegisterNumber(rawValue: 1), text: text, masksNumbers: false)
        let pieces = TextPieces(of: SearchedText.stretches(of: [searched])).text
        #expect(Array(pieces.utf8) == Array(text.utf8))
    }

    @Test func punctuationAloneIsNothing() {
        #expect(grams(" 。，！--\u{0}\u{202E}").isEmpty)
        #expect(SearchQuery("  。，") == nil)
    }

    @Test func longForeignTextIsBounded() {
        #expect(
            TextGrams.runs(of: String(repeating: "a", count: 100_000)).allSatisfy {
                $0.scalars.count <= TextGrams.wordMax
            })
    }

    /// Whatever is typed is a word to FTS5 and never its syntax.
    @Test(arguments: ["\" OR 1", "村 NOT 人*", "a:b^c", "NEAR(", "'; DROP TABLE text_item; --", "ǂ360899196403120010"])
    func typedTextIsNeverSyntax(_ text: String) throws {
        let expression = try #require(SearchQuery(text)).expression
        let outside = expression.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined()
        #expect(outside.allSatisfy { " *()ANDOR".contains($0) })
    }
}
