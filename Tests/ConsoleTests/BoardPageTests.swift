import Console
import Foundation
import Identity
import Node
import Replication
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

    @Test func theMachinesOfACountyComePageByPage() async throws {
        try await PagesOfACenter.run { pages in
            let author = try await pages.administrator
            try await pages.node.write { engine, transaction, environment in
                let draft = DirectoryDraft(codec: engine.codec, author: author)
                let drafts = (100..<165).map { number in
                    draft.device(
                        DeviceKeyPair.generate().key, name: "村机\(number)", role: "device", area: nil, people: [])
                }
                _ = try engine.save(drafts, in: .directory, transaction, environment: environment)
            }
            let browser = try await pages.signedIn()
            func names(_ path: String) async throws -> [String] {
                try await browser.get(path).text.matches(of: #/>(村机\d+)</#).map { String($0.1) }
            }
            #expect(try await names("/board") == (100..<160).map { "村机\($0)" })
            #expect(try await names("/board?page=2") == (160..<165).map { "村机\($0)" })
            #expect(try await names("/board?show=missing&page=2") == (160..<165).map { "村机\($0)" })
            #expect(try await names("/board?page=99") == names("/board?page=2"))
            let first = try await browser.get("/board").text
            #expect(first.contains("应报 65 台，已报 0 台") && first.contains("只看还没报的（65 台）"))
            #expect(first.contains("href=\"/board?page=2\""))
            let narrowed = try await browser.get("/board?show=missing").text
            #expect(narrowed.contains("href=\"/board?show=missing&amp;page=2\"") && narrowed.contains("看全部机器"))
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
