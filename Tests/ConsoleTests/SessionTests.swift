import Testing

@Suite struct SessionTests {
    @Test func pagesLockAfterFiveMinutesWithoutAPersonsDoing() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            pages.clocks.pass(milliseconds: 299_000)
            #expect(try await browser.get("/").status == 200)
            pages.clocks.pass(milliseconds: 299_000)
            #expect(try await browser.get("/").status == 200)
            pages.clocks.pass(milliseconds: 300_000)
            #expect(try await browser.get("/")["location"] == "/people")
        }
    }

    @Test func aPageThatAsksByItselfKeepsNothingUnlocked() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            pages.clocks.pass(milliseconds: 200_000)
            _ = try await browser.get("/healthz")
            pages.clocks.pass(milliseconds: 100_000)
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test func theLockButtonLocksAtOnceAndForGood() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let stolen = browser.cookies
            #expect(try await browser.post("/lock")["location"] == "/people")
            #expect(try await browser.get("/").status == 303)
            #expect(try await Browser(port: pages.port, cookies: stolen).get("/").status == 303)
        }
    }

    @Test func aSessionBelongsToItsBrowser() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let other = try await pages.openedBrowser()
            let session = browser.cookies.filter { $0.name.hasPrefix("tingsu_session") }
            let mixed = Browser(port: pages.port, cookies: other.cookies + session)
            #expect(try await mixed.get("/").status == 303)
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test func aRestartAsksForThePINAgain() async throws {
        try await PagesOfACenter.run { pages in
            let cookies = try await pages.signedIn().cookies
            try await pages.restart()
            #expect(try await Browser(port: pages.port, cookies: cookies).get("/")["location"] == "/people")
        }
    }
}
