import Testing
import WireProtocol

/// What a machine says of its program is a foreign text.
@Suite struct ProgramVersionTests {
    @Test(arguments: [
        ("tingsu/0.1.0", "0.1.0"), ("tingsu/12", "12"), ("tingsu/1.2.3.4", "1.2.3.4"),
        ("tingsu/0.2.0-rc.1", "0.2.0-rc.1"), ("tingsu/0.2.0~bpo12+1", "0.2.0~bpo12+1"),
        ("tingsu/0.1.0 (Debian 13) libcurl/8", "0.1.0"),
    ])
    func ourOwnFormIsRead(field: String, text: String) throws {
        let version = try #require(ProgramVersion(field: field))
        #expect(version.text == text)
        #expect(ProgramVersion(field: version.field) == version)
    }

    @Test(arguments: [
        "", "tingsu", "tingsu/", "tingsu/ 0.1.0", "curl/8.14.1", "Tingsu/0.1.0", "tingsu/v1", "tingsu/1..2",
        "tingsu/.1",
        "tingsu/1.", "tingsu/1.2.3.4.5", "tingsu/1234567", "tingsu/0.1.0<script>", "tingsu/0.1.0\u{0}", "tingsu/０.１",
        "tingsu/-1", "tingsu/1.0\n", "tingsu/1.\u{301}0", "tingsu/0.1.0-" + String(repeating: "a", count: 27),
        "tingsu/0.1.0 " + String(repeating: "a", count: 300),
    ])
    func anythingElseIsNone(field: String) {
        #expect(ProgramVersion(field: field) == nil)
    }

    @Test func aMissingFieldIsNone() {
        #expect(ProgramVersion(field: nil) == nil)
    }

    @Test func theNumbersAreComparedAsNumbers() throws {
        let rising = try ["0.1.0", "0.1.2", "0.1.10", "0.2", "1", "1.0.0.1"].map { try #require(ProgramVersion($0)) }
        for (index, version) in rising.enumerated() {
            for (other, later) in rising.enumerated() {
                #expect(version.isOlder(than: later) == (index < other), "\(version.text) \(later.text)")
            }
        }
    }

    @Test func whatStandsBehindTheNumbersMakesNoOlderOne() throws {
        let same = try ["0.2.0-rc.1", "0.2.0", "0.2", "0.2.0+build"].map { try #require(ProgramVersion($0)) }
        for (left, right) in zip(same, same.dropFirst()) {
            #expect(!left.isOlder(than: right) && !right.isOlder(than: left))
        }
    }
}
