import Console
import Foundation
import Identity
import PeerServer
import Replication
import Testing
import WireProtocol

@testable import Node

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

    @Test func aMachineIsShownWithItsProgramAndWhyItsLastTryFailed() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let certificate = try CountyAuthority.load(from: pages.folder.authorityPath).issueCertificate(
                for: machine.pair.key, nodeID: machine.id, name: "一村甲机", role: .device)
            let caller = PeerCaller(
                identity: try PeerIdentity(der: certificate.der, root: pages.node.credentials.root),
                program: ProgramVersion("0.0.9"))
            await pages.node.note(.lineLost, of: caller)
            let browser = try await pages.signedIn()
            for path in ["/board", machine.path] {
                let page = try await browser.get(path).text
                #expect(page.contains("来同步过，没有成功：传到一半网络断了"), "\(path)")
                #expect(page.contains("程序版本 0.0.9，比县中心的旧，请升级"), "\(path)")
            }
            // A code that only a newer program has is no reason to say nothing.
            await pages.node.note(.refused(code: "of_<b>tomorrow"), of: caller)
            #expect(try await browser.get("/board").text.contains("没有完成（of_&lt;b&gt;tomorrow）"))
            await pages.node.note(.refused(code: String(repeating: "长", count: 9_000)), of: caller)
            #expect(try await browser.get("/board").body.count < 100_000)
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
