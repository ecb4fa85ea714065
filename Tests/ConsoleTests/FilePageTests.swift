import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

@Suite struct FilePageTests {
    private static let scan: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + (0..<3000).map { UInt8(truncatingIfNeeded: $0) }

    @Test func aSignedSheetIsAttachedAndLookedAt() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordVisit()
            let browser = try await pages.signedIn()
            #expect(try await browser.get(path).text.contains("href=\"\(path)/attach\""))
            let form = try await browser.get(path + "/attach").text
            #expect(form.contains("enctype=\"multipart/form-data\"") && form.contains("附上签字件"))
            let sent = try await browser.postFile(path + "/attach", "签字件.jpg", Self.scan, [("form_note", "双方已签字")])
            #expect(sent.status == 303)
            let page = try await browser.get(path).text
            let href = try #require(page.firstMatch(of: /href="([^"]+\/file\/[0-9a-f]{64})"/)?.output.1)
            #expect(page.contains("图片 3 KB"))
            #expect(try await browser.get(String(href)).text.contains("<img class=\"picture\" src=\"\(href)/content\""))
            let shown = try await browser.get("\(href)/content")
            #expect(shown.status == 200)
            #expect(shown.body == Self.scan)
            #expect(shown["content-type"] == "image/jpeg")
            #expect(shown["content-disposition"] == "inline")
            #expect(shown["x-content-type-options"] == "nosniff")
        }
    }

    @Test func whatIsNoScanIsRefusedInWords() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordVisit()
            let browser = try await pages.signedIn()
            try await browser.get(path + "/attach")
            let page = Array("<script>alert(1)</script>".utf8)
            let refused = try await browser.postFile(path + "/attach", "签字件.jpg", page, [("form_note", "甲<乙")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("不认识这种文件") && refused.text.contains("甲&lt;乙"))
            let none = try await browser.postFile(path + "/attach", "", [], [])
            #expect(none.status == 422)
            #expect(none.text.contains("还没有选文件"))
            #expect(!(try await browser.get(path).text).contains("/file/"))
        }
    }

    @Test func onlyARecordThatNamesAFileGivesItOut() async throws {
        try await PagesOfACenter.run { pages in
            let (path, other) = (try await pages.recordVisit(), try await pages.recordVisit())
            let browser = try await pages.signedIn()
            try await browser.get(path + "/attach")
            try await browser.postFile(path + "/attach", "签字件.jpg", Self.scan, [])
            let hash = Hash(of: Self.scan)
            #expect(try await browser.get("\(path)/file/\(hash)").status == 200)
            for end in ["", "/content"] {
                #expect(try await browser.get("\(other)/file/\(hash)\(end)").status == 404)
            }
            #expect(try await browser.get("\(path)/file/\(Hash(of: [1]))").status == 404)
            let stranger = try await pages.openedBrowser()
            #expect(try await stranger.get("\(path)/file/\(hash)").status == 303)
        }
    }

    @Test func aFormFromElsewhereAttachesNothing() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordVisit()
            let browser = try await pages.signedIn()
            try await browser.get(path + "/attach")
            let forged = try await browser.postFile(
                path + "/attach", "a.jpg", Self.scan, [("form_token", "0123456789")])
            #expect(forged.status == 403)
            // No other form takes files.
            try await browser.get(path + "/withdraw")
            #expect(try await browser.postFile(path + "/withdraw", "a.jpg", Self.scan, []).status == 400)
            #expect(!(try await browser.get(path).text).contains("/file/"))
        }
    }

    @Test func aPersonsRecordTakesNoFile() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            #expect(!(try await browser.get(path).text).contains("/attach"))
            #expect(try await browser.get(path + "/attach").status == 404)
        }
    }
}

extension Browser {
    /// Sends a form with a file as the loaded page would, with its token; `fields` may replace it.
    @discardableResult
    func postFile(
        _ path: String, _ name: String, _ bytes: [UInt8], _ fields: [(String, String)]
    ) async throws -> HTTPReply {
        try await postFiles(path, [(name, bytes)], fields)
    }

    /// The same with several files in the one field.
    @discardableResult
    func postFiles(
        _ path: String, _ files: [(name: String, bytes: [UInt8])], _ fields: [(String, String)] = []
    ) async throws -> HTTPReply {
        let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
        let token = fields.contains { $0.0 == "form_token" } ? [] : [("form_token", formToken)]
        var body: [UInt8] = []
        for (name, value) in token + fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for (name, bytes) in files {
            body += Array(
                ("--\(boundary)\r\nContent-Disposition: form-data; name=\"form_file\"; filename=\"\(name)\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n").utf8)
            body += bytes + Array("\r\n".utf8)
        }
        body += Array("--\(boundary)--\r\n".utf8)
        return try await request(
            "POST", path,
            headers: [
                "Content-Type: multipart/form-data; boundary=\(boundary)", "Origin: \(origin)",
                "Sec-Fetch-Site: same-origin",
            ], host: nil, body: body)
    }
}
