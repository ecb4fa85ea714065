import Foundation
import SeedTestKit
import Testing

@testable import Console

@Suite struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=X"

    private func form(_ text: String, type: String = type) -> MultipartForm? {
        MultipartForm(Array(text.utf8), contentType: type)
    }

    private func part(_ head: String, _ content: String) -> String { "--X\r\n\(head)\r\n\r\n\(content)\r\n" }

    @Test func fieldsAndFilesAreRead() throws {
        let text =
            part("Content-Disposition: form-data; name=\"a\"", "一\r\n二")
            + part(
                "Content-Disposition: form-data; name=\"f\"; filename=\"签字.jpg\"\r\nContent-Type: image/jpeg",
                "\r\n--Y\r\n--")
            + part("Content-Disposition: form-data; name=\"g\"; filename=\"\"", "") + "--X--\r\n"
        let read = try #require(form(text))
        #expect(read.fields.map(\.name) == ["a"])
        #expect(read.fields[0].value == "一\n二")
        #expect(read.files.map(\.name) == ["f", "g"])
        #expect(read.files[0].bytes == Array("\r\n--Y\r\n--".utf8))
        #expect(read.files.map(\.isUntouched) == [false, true])
    }

    @Test func aQuotedBoundaryIsRead() {
        let text = part("Content-Disposition: form-data; name=\"a\"", "1") + "--X--"
        #expect(form(text, type: "Multipart/Form-Data; charset=utf-8; boundary=\"X\"") != nil)
    }

    @Test(arguments: [
        "", "--X", "--X\r\n", "--X--", "--Y\r\n", "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
        "--X\r\nContent-Disposition: form-data\r\n\r\n1\r\n--X--",
        "--X\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--X--",
        "--X\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--X--",
        "--X\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==\r\n--X--",
        "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--Xmore",
    ])
    func whatIsNoFormIsUnreadableAndNeverTraps(text: String) {
        let read = form(text)
        #expect(read == nil || read?.fields.isEmpty == true && text == "--X--")
    }

    @Test func tooManyPartsAreUnreadable() {
        let one = part("Content-Disposition: form-data; name=\"a\"", "1")
        #expect(form(String(repeating: one, count: 512) + "--X--") != nil)
        #expect(form(String(repeating: one, count: 513) + "--X--") == nil)
    }

    @Test func noCutOrChangedByteTraps() {
        let whole = Array(
            (part("Content-Disposition: form-data; name=\"a\"", "1")
                + part("Content-Disposition: form-data; name=\"f\"; filename=\"x\"", "2") + "--X--\r\n").utf8)
        for count in 0...whole.count { _ = MultipartForm(Array(whole[..<count]), contentType: Self.type) }
        var stream = SeededStream(seed: 41)
        for _ in 0..<2000 {
            var changed = whole
            changed[stream.below(changed.count)] = UInt8(truncatingIfNeeded: stream.next())
            _ = MultipartForm(changed, contentType: Self.type)
        }
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=X", "text/plain",
    ])
    func aTypeWithoutABoundaryIsUnreadable(type: String) {
        #expect(form(part("Content-Disposition: form-data; name=\"a\"", "1") + "--X--", type: type) == nil)
    }
}
