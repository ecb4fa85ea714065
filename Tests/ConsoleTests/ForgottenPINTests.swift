import CaseWork
import Console
import Foundation
import Identity
import Node
import ReplicaStore
import Replication
import Testing

@Suite struct ForgottenPINTests {
    /// The path of the person's page, their id, and what their machine shows.
    private func asked(_ browser: Browser, _ pages: PagesOfACenter) async throws -> (
        path: String, person: RecordID, challenge: String
    ) {
        let path = try await pages.pathOfPerson(browser)
        let person = try #require(RecordID(String(path.dropFirst("/people/".count))))
        return (path, person, try challenge(try await browser.get(path + "/forgotten").text))
    }

    private func challenge(_ page: String) throws -> String {
        let start = try #require(page.range(of: "class=\"digits\">"))
        return try #require(ChallengeDigits.plain(String(page[start.upperBound...].prefix { $0 != "<" })))
    }

    /// What whoever is above reads out: here the center answers itself.
    private func answer(_ pages: PagesOfACenter, _ person: RecordID, _ challenge: String) throws -> String {
        let pair = pages.node.credentials.keyPair
        return try ResetCode.digits(
            own: pair, other: pair.key, device: pair.key.device, person: person, challenge: challenge)
    }

    private func lockedBrowser(_ pages: PagesOfACenter) async throws -> Browser {
        let browser = try await pages.signedIn()
        try await browser.post("/lock")
        return browser
    }

    @Test func anAnswerSetsANewPINAndTheOldOneNoLongerCounts() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await lockedBrowser(pages)
            let (path, person, challenge) = try await asked(browser, pages)
            let digits = ChallengeDigits.grouped(try answer(pages, person, challenge))
            let reply = try await browser.post(
                path + "/forgotten", [("answer", digits), ("pin", "6482"), ("again", "6482")])
            #expect(reply.status == 303)
            #expect(try await browser.get("/").status == 200)
            try await browser.post("/lock")
            try await browser.get(path)
            #expect(try await browser.post(path, [("pin", "7319")]).status == 422)
            #expect(try await browser.post(path, [("pin", "6482")]).status == 303)
        }
    }

    @Test func anAnswerCountsOnce() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await lockedBrowser(pages)
            let (path, person, challenge) = try await asked(browser, pages)
            let fields = [("answer", try answer(pages, person, challenge)), ("pin", "6482"), ("again", "6482")]
            #expect(try await browser.post(path + "/forgotten", fields).status == 303)
            try await browser.get("/")
            try await browser.post("/lock")
            let next = try await asked(browser, pages)
            #expect(next.challenge != challenge)
            #expect(try await browser.post(path + "/forgotten", fields).status == 422)
        }
    }

    @Test func whoRemembersTheirPINEndsTheChallenge() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await lockedBrowser(pages)
            let (path, person, challenge) = try await asked(browser, pages)
            let unused = try answer(pages, person, challenge)
            try await browser.get(path)
            #expect(try await browser.post(path, [("pin", "7319")]).status == 303)
            try await browser.get("/")
            try await browser.post("/lock")
            #expect(try await asked(browser, pages).challenge != challenge)
            let fields = [("answer", unused), ("pin", "6482"), ("again", "6482")]
            #expect(try await browser.post(path + "/forgotten", fields).status == 422)
        }
    }

    @Test func wrongAnswersAreSlowedDownOverARestartToo() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await lockedBrowser(pages)
            let (path, person, challenge) = try await asked(browser, pages)
            let right = [("answer", try answer(pages, person, challenge)), ("pin", "6482"), ("again", "6482")]
            for _ in 0..<3 {
                let wrong = [("answer", "0000000000"), ("pin", "6482"), ("again", "6482")]
                #expect(try await browser.post(path + "/forgotten", wrong).status == 422)
            }
            #expect(try await browser.post(path + "/forgotten", right).status == 422)
            try await pages.restart()
            let later = Browser(port: pages.port, cookies: browser.cookies)
            try await later.get(path + "/forgotten")
            #expect(try await later.post(path + "/forgotten", right).status == 422)
            pages.clocks.pass(milliseconds: 31_000)
            #expect(try await later.post(path + "/forgotten", right).status == 303)
        }
    }

    @Test func theChallengeStaysForADayAndAPINThatIsNotTakenCostsNoTry() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await lockedBrowser(pages)
            let (path, person, challenge) = try await asked(browser, pages)
            let digits = try answer(pages, person, challenge)
            for _ in 0..<5 {
                let trivial = [("answer", digits), ("pin", "1234"), ("again", "1234")]
                #expect(try await browser.post(path + "/forgotten", trivial).status == 422)
            }
            pages.clocks.pass(milliseconds: 86_399_000)
            #expect(try await asked(browser, pages).challenge == challenge)
            pages.clocks.pass(milliseconds: 2000)
            #expect(try await asked(browser, pages).challenge != challenge)
            let late = [("answer", digits), ("pin", "6482"), ("again", "6482")]
            #expect(try await browser.post(path + "/forgotten", late).status == 422)
        }
    }

    @Test func recordsAndDraftsStayAsTheyAre() async throws {
        try await PagesOfACenter.run { pages in
            let record = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await lockedBrowser(pages)
            try await pages.node.write { _, transaction, _ in try transaction.setLocalValue("pages/draft/x", [7]) }
            let (path, person, challenge) = try await asked(browser, pages)
            let fields = [("answer", try answer(pages, person, challenge)), ("pin", "6482"), ("again", "6482")]
            try await browser.post(path + "/forgotten", fields)
            #expect(try await browser.get(record).text.contains("石仓村17号"))
            #expect(try await pages.node.read { _, transaction in try transaction.localValue("pages/draft/x") } == [7])
        }
    }
}
