import Testing

@Suite struct DefenceTests {
    @Test func onlyNamesOfThisMachineReachThePages() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            for name in ["127.0.0.1", "localhost", "[::1]"] {
                #expect(try await browser.get("/healthz", host: "\(name):\(pages.port)").status == 204)
            }
            // A name of the web that leads to loopback, another port, none at all.
            for host in ["evil.example:\(pages.port)", "evil.example", "127.0.0.1", "127.0.0.1:1", ""] {
                let reply = try await browser.get("/", host: host)
                #expect(reply.status == 421 || reply.status == 400, "\(host)")
                #expect(!reply.text.contains("王主任") && !reply.text.contains("永丰县"), "\(host)")
            }
        }
    }

    @Test func aFormIsTakenFromThePagesOnly() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let own = browser.origin
            let foreign = [
                [], ["Origin: http://evil.example"], ["Origin: null"], ["Origin: http://127.0.0.1:1"],
                ["Origin: \(own)", "Sec-Fetch-Site: cross-site"], ["Origin: \(own)", "Sec-Fetch-Site: same-site"],
                ["Origin: \(own)", "Origin: http://evil.example"],
            ]
            for headers in foreign {
                #expect(try await browser.post("/awake", headers: headers).status == 403, "\(headers)")
                try await browser.get("/")
            }
            #expect(try await browser.post("/awake", headers: ["Sec-Fetch-Site: same-origin"]).status == 204)
            #expect(try await browser.post("/awake", headers: ["Origin: \(own)"]).status == 204)
        }
    }

    @Test func aFormNeedsTheTokenOfItsOwnSession() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let token = browser.formToken
            #expect(try await browser.post("/awake", withToken: false).status == 403)
            try await browser.get("/")
            #expect(try await browser.post("/awake", [("form_token", "x")]).status == 403)
            let other = try await pages.openedBrowser()
            try await other.get("/people")
            let foreignToken = other.formToken
            #expect(!foreignToken.isEmpty && foreignToken != token)
            #expect(try await browser.post("/awake", [("form_token", foreignToken)]).status == 403)
            #expect(try await browser.post("/awake", [("form_token", token)]).status == 204)
        }
    }

    @Test func everyAnswerForbidsWhatPagesDoNotNeed() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            for path in ["/", "/sync", "/nowhere", "/people", "/healthz"] {
                let reply = try await browser.get(path)
                let policy = reply["content-security-policy"] ?? ""
                for rule in [
                    "default-src 'none'", "style-src 'self'", "script-src 'self'", "form-action 'self'",
                    "frame-ancestors 'none'", "base-uri 'none'",
                ] { #expect(policy.contains(rule), "\(path) \(rule)") }
                #expect(!policy.contains("unsafe"))
                #expect(reply["x-content-type-options"] == "nosniff")
                #expect(reply["referrer-policy"] == "same-origin")
                #expect(reply["cross-origin-opener-policy"] == "same-origin")
                #expect(reply["cross-origin-resource-policy"] == "same-origin")
                #expect(reply["cache-control"] == "no-store", "\(path)")
            }
        }
    }

    @Test func assetsAreKeptByTheBrowserUnderTheHashOfTheirBytes() async throws {
        try await PagesOfACenter.run { pages in
            let browser = Browser(port: pages.port)
            let page = try await browser.get("/").text
            let paths = page.split(separator: "\"").filter { $0.hasPrefix("/assets/") }.map(String.init)
            #expect(paths.count == 2)
            for path in paths {
                let reply = try await browser.get(path)
                #expect(reply.status == 200)
                #expect(reply["cache-control"]?.contains("immutable") == true)
                #expect(reply["content-security-policy"] != nil)
            }
            #expect(try await browser.get("/assets/0000000000000000/style.css").status == 404)
        }
    }

    @Test func aBrowserThatWasNotLetInLearnsNothing() async throws {
        try await PagesOfACenter.run { pages in
            let someone = try await pages.signedIn()
            let person = try await pages.pathOfPerson(try await pages.openedBrowser())
            let household = try await pages.recordHousehold(address: "练习一村十七号")
            #expect(try await someone.get(household).text.contains("练习一村十七号"))
            let stranger = Browser(port: pages.port)
            for path in ["/", "/people", person, "/sync", household, household + "/correct", "/open", "/open?key=x"] {
                let reply = try await stranger.get(path)
                #expect(reply.status == 403, "\(path)")
                #expect(reply.text.contains("tingsu open"))
                for word in ["王主任", "永丰", "练习一村", "综治"] { #expect(!reply.text.contains(word), "\(path) \(word)") }
            }
            #expect(try await stranger.post("/lock").status == 403)
            #expect(try await stranger.get("/nowhere").status == 404)
        }
    }

    @Test func pagesOfAPersonNeedThePIN() async throws {
        try await PagesOfACenter.run { pages in
            let household = try await pages.recordHousehold(address: "练习一村十七号")
            let browser = try await pages.openedBrowser()
            for path in ["/", "/sync", household] {
                let reply = try await browser.get(path)
                #expect(reply.status == 303 && reply["location"] == "/people", "\(path)")
                #expect(!reply.text.contains("练习一村"))
            }
            try await browser.get("/people")
            #expect(try await browser.post(household + "/correct", [("address", "x")]).status == 403)
        }
    }
}
