import Node
import ReplicaStore
import Testing

@testable import Console

@Suite struct PINTests {
    @Test(arguments: ["0000", "1234", "4321", "9012", "1212", "123123", "1985", "2003", "55555555", "987654"])
    func aPINThatAnybodyWouldTryFirstIsRefused(pin: String) {
        if pin == "123123" {
            #expect(throws: Never.self) { try PIN(pin, again: pin) }
        } else {
            #expect(throws: PIN.Problem.trivial) { try PIN(pin, again: pin) }
        }
    }

    @Test func aPINIsDigitsAndTypedTwiceAlike() throws {
        #expect(throws: PIN.Problem.tooShort) { try PIN("731", again: "731") }
        #expect(throws: PIN.Problem.tooShort) { try PIN("", again: "") }
        #expect(throws: PIN.Problem.notDigits) { try PIN("73a9", again: "73a9") }
        #expect(throws: PIN.Problem.notDigits) { try PIN("七三一九", again: "七三一九") }
        #expect(throws: PIN.Problem.differs) { try PIN("7319", again: "7318") }
        #expect(throws: PIN.Problem.differs) { try PIN("7319", again: "") }
        #expect(throws: PIN.Problem.tooLong) { try PIN(String(repeating: "73", count: 17), again: "") }
        #expect(throws: PIN.Problem.tooLong) { try PIN(String(repeating: "73", count: 1_000_000), again: "") }
        #expect(try PIN("７３１９", again: " 7319 ").digits == "7319")
    }

    @Test func waitsDoubleUpToAnHour() {
        #expect((0...6).map(PINRecord.wait(after:)) == [0, 0, 0, 30_000, 60_000, 120_000, 240_000])
        #expect(PINRecord.wait(after: 10) == 3_600_000)
        #expect(PINRecord.wait(after: .max) == 3_600_000)
    }

    @Test func aClockThatIsSetBackMakesNoWaitLonger() {
        var record = PINRecord(cost: .standard, salt: [], hash: [])
        for _ in 0..<3 { record.countGuess(at: 1_000_000_000) }
        #expect(record.remaining(at: 1_000_000_000) == 30_000)
        #expect(record.remaining(at: 0) == 30_000)
        #expect(record.remaining(at: 1_000_030_000) == 0)
    }

    @Test func theFirstTimeAPersonSetsAPINAndLaterEntersIt() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.openedBrowser()
            let path = try await pages.pathOfPerson(browser)
            #expect(try await browser.get(path).text.contains("name=\"again\""))
            let refused = try await browser.post(path, [("pin", "1234"), ("again", "1234")])
            #expect(refused.status == 422 && refused.text.contains("太容易猜到"))
            #expect(try await browser.get("/").status == 303)
            try await browser.get(path)
            #expect(try await browser.post(path, [("pin", "7319"), ("again", "7319")])["location"] == "/")
            #expect(try await browser.get("/").text.contains("王主任"))
            try await browser.post("/lock")
            #expect(try await browser.get(path).text.contains("name=\"again\"") == false)
            #expect(try await browser.post(path, [("pin", "7318")]).status == 422)
            #expect(try await browser.post(path, [("pin", "7319")])["location"] == "/")
        }
    }

    @Test func wrongPINsSlowDownAndARestartForgetsNothing() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn(pin: "7319")
            try await browser.post("/lock")
            let path = try await pages.pathOfPerson(browser)
            try await browser.get(path)
            for _ in 0..<2 { #expect(try await browser.post(path, [("pin", "0000")]).text.contains("再试一次")) }
            #expect(try await browser.post(path, [("pin", "0000")]).text.contains("30 秒"))
            // The right one is not even looked at.
            let early = try await browser.post(path, [("pin", "7319")])
            #expect(early.status == 422 && early.text.contains("30 秒"))

            let cookies = browser.cookies
            try await pages.restart()
            let later = Browser(port: pages.port, cookies: cookies)
            try await later.get(path)
            #expect(try await later.post(path, [("pin", "7319")]).status == 422)
            pages.clocks.pass(milliseconds: 30_000)
            #expect(try await later.post(path, [("pin", "0000")]).text.contains("60 秒"))
            pages.clocks.pass(milliseconds: 60_000)
            #expect(try await later.post(path, [("pin", "7319")])["location"] == "/")
            // The right one ends the waits.
            try await later.get("/")
            try await later.post("/lock")
            try await later.get(path)
            #expect(try await later.post(path, [("pin", "0000")]).text.contains("再试一次"))
        }
    }

    @Test func thePINItselfIsNotInTheStore() async throws {
        try await PagesOfACenter.run { pages in
            _ = try await pages.signedIn(pin: "73194682")
            let browser = try await pages.openedBrowser()
            let path = try await pages.pathOfPerson(browser)
            let person = path.dropFirst("/people/".count)
            let kept = try await pages.node.read { _, transaction in try transaction.localValue("pages/pin/\(person)") }
            let text = String(decoding: try #require(kept), as: UTF8.self)
            #expect(text.contains("\"rounds\":32768") && !text.contains("73194682"))
        }
    }
}
