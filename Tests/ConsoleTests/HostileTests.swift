import Testing

@testable import Console

@Suite struct HostileTests {
    @Test func hugeFormsAreRefusedAndThePagesGoOn() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let big = String(repeating: "x", count: 600_000)
            // The server may refuse by the declared length and close while the rest is still on its way.
            let reply = try? await browser.post("/sync", [("a", big)])
            #expect(reply == nil || [404, 413].contains(reply?.status))
            let many = (0..<5000).map { ("f\($0)", "") }
            #expect(try await browser.post("/awake", many).status == 400)
            try await browser.get("/")
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test func bytesThatAreNoTextAreRefused() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let headers = [
                "Content-Type: application/x-www-form-urlencoded", "Origin: \(browser.origin)",
            ]
            let token = Array("form_token=\(browser.formToken)&a=".utf8)
            for bad in [[0xFF, 0xFE], Array("%ff%fe".utf8), Array("%".utf8), Array("%4".utf8), Array("%zz".utf8)] {
                let reply = try await browser.request("POST", "/awake", headers: headers, host: nil, body: token + bad)
                #expect(reply.status == 400)
            }
            let json = ["Content-Type: application/json", "Origin: \(browser.origin)"]
            #expect(try await browser.request("POST", "/awake", headers: json, host: nil, body: [0x7B]).status == 400)
            #expect(try await browser.get("/?a=%ff").status == 400)
        }
    }

    @Test func strangePathsAndMethodsAreAnsweredInWords() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let deep = String(repeating: "/a", count: 1500)
            for path in [
                deep, "/../../etc/passwd", "/%2e%2e/", "//", "/record/x/y/z", "/record/0/0/0",
                "/record/ffffffffffffffffff/99999999999/1", "/people/none",
                "/record/1111222233334444/100/\(String(repeating: "f", count: 32))",
                "/\u{0}",
            ] {
                let reply = try? await browser.get(path)
                #expect(
                    reply == nil || [200, 303, 400, 403, 404].contains(reply?.status), "\(path) \(reply?.status ?? 0)")
            }
            #expect(try await browser.get("/" + String(repeating: "a", count: 5000)).status == 413)
            for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
                #expect(
                    try await browser.request(method, "/", headers: [], host: nil, body: nil).status == 405, "\(method)"
                )
            }
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test func randomBytesOnThePortNeverEndTheProgram() async throws {
        try await PagesOfACenter.run { pages async throws in
            var random = SystemRandomNumberGenerator()
            for _ in 0..<50 {
                let bytes = (0..<Int.random(in: 1...2000)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
                // A line end, so that the server need not wait for one.
                _ = await RawHTTP.send(bytes + [13, 10, 13, 10], port: pages.port, waitSeconds: 1)
            }
            #expect(try await Browser(port: pages.port).get("/healthz").status == 204)
        }
    }

    @Test(arguments: [
        ("a=1&b=2", ["a=1", "b=2"]), ("a=%E4%BD%A0+%E5%A5%BD", ["a=你 好"]), ("a", ["a="]), ("=1", ["=1"]),
        ("a=1=2", ["a=1=2"]), ("&&a=1&", ["a=1"]), ("t=a%0D%0Ab", ["t=a\nb"]), ("", []),
    ])
    func formsAreRead(text: String, fields: [String]) throws {
        let input = try #require(FormInput(urlEncoded: Array(text.utf8)))
        #expect(input.fields.map { "\($0.name)=\($0.value)" } == fields)
    }

    @Test func aPathThatAFormBroughtBackLeadsNowhereElse() {
        for path in ["//evil.example", "http://evil.example/", "/a\\b", "/a b", "", "javascript:alert(1)", "/\r\nX: y"]
        {
            #expect(SafePath.own(path) == "/", "\(path)")
        }
        #expect(SafePath.own("/sync") == "/sync")
    }
}
