import Console
import Foundation
import Testing

@Suite struct BoardPageTests {
    @Test func theBoardOfACountyWithoutMachinesSaysSo() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/").text.contains("href=\"/board\""))
            #expect(try await browser.get("/board").text.contains("还没有设备加入"))
            #expect(try await browser.get("/board/held").text.contains("没有待裁定的记录"))
            #expect(try await browser.get("/board/pin").status == 200)
            #expect(try await browser.get("/board/machine/\(UUID().uuidString.lowercased())").status == 404)
        }
    }

    @Test func thePagesOfTheBoardAskForThePIN() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.openedBrowser()
            for path in ["/board", "/board/held", "/board/pin"] {
                #expect(try await browser.get(path)["location"] == "/people")
            }
            #expect(try await browser.post("/board/held", [("change", "x")]).status == 403)
        }
    }

    @Test func rulingsAndAnswersThatCannotBeAreRefusedInWords() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            let unknown = try await browser.post(
                "/board/held", [("change", String(repeating: "0", count: 32)), ("verdict", "admit"), ("reason", "补交")])
            #expect(unknown.status == 422)
            #expect(unknown.text.contains("本机没有改动"))
            let silent = try await browser.post(
                "/board/held", [("change", "x"), ("verdict", "admit"), ("reason", " ")])
            #expect(silent.text.contains("请写明裁定理由"))
            let nobody = try await browser.post("/board/pin", [("who", "x"), ("challenge", "123412341234")])
            #expect(nobody.text.contains("请选是谁"))
        }
    }

    @Test func aCenterSignsNoReturn() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await !browser.get("/").text.contains("action=\"/return\""))
            #expect(try await browser.post("/return").status == 404)
        }
    }
}
