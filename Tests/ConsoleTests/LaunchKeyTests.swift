import Console
import Testing

@Suite struct LaunchKeyTests {
    @Test func aKeyLetsOneBrowserInOnce() async throws {
        try await PagesOfACenter.run { pages async throws in
            let key = pages.launchKeys.issue()
            let first = Browser(port: pages.port)
            // Looking uses nothing up.
            #expect(try await first.get("/open?key=\(key)").status == 200)
            #expect(try await first.get("/open?key=\(key)").text.contains(key))
            #expect(try await first.post("/open", [("key", key)]).status == 303)
            #expect(try await first.get("/people").status == 200)
            let second = Browser(port: pages.port)
            #expect(try await second.post("/open", [("key", key)]).status == 403)
            #expect(try await second.get("/people").status == 403)
        }
    }

    @Test func aKeyIsWorthNothingAfterFiveMinutes() async throws {
        try await PagesOfACenter.run { pages async throws in
            let (early, late) = (pages.launchKeys.issue(), pages.launchKeys.issue())
            pages.clocks.pass(milliseconds: 299_000)
            #expect(try await Browser(port: pages.port).post("/open", [("key", early)]).status == 303)
            pages.clocks.pass(milliseconds: 1_000)
            #expect(try await Browser(port: pages.port).post("/open", [("key", late)]).status == 403)
        }
    }

    @Test func aPageOfTheWebCannotUseAKey() async throws {
        try await PagesOfACenter.run { pages async throws in
            let key = pages.launchKeys.issue()
            let browser = Browser(port: pages.port)
            #expect(
                try await browser.post("/open", [("key", key)], headers: ["Origin: http://evil.example"]).status == 403)
            #expect(try await browser.post("/open", [("key", key)]).status == 303)
        }
    }

    @Test func aBrowserThatWasLetInStaysSoOverARestart() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.openedBrowser()
            let cookies = browser.cookies
            try await pages.restart()
            let again = Browser(port: pages.port, cookies: cookies)
            #expect(try await again.get("/people").text.contains("王主任"))
            // A cookie that somebody made up is none.
            let made = Browser(port: pages.port, cookies: cookies.map { ($0.name, String($0.value.reversed())) })
            #expect(try await made.get("/people").status == 403)
        }
    }
}
