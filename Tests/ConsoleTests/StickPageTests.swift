import Bundles
import Causality
import Foundation
import Identity
import Node
import Replication
import Testing
import WireProtocol

/// 用U盘送, at a center that takes and at a machine that sends.
@Suite struct StickPageTests {
    /// A file of a village's machine, with one change.
    private func bundle(of machine: VillageMachine, for pages: PagesOfACenter) throws -> [UInt8] {
        let authority = try CountyAuthority.load(from: pages.folder.authorityPath)
        let certificate = try authority.issueCertificate(
            for: machine.pair.key, nodeID: machine.pair.key.device, name: "一村甲机", role: .device)
        let request = ExchangeRequest(
            scopes: [
                .init(scope: .directory, digest: 0, vector: .init(), receiptDigest: 0),
                .init(scope: machine.scope, digest: 0, vector: .init(), receiptDigest: 0),
            ], segments: [try machine.segment(of: [VillageMachine.unreadableBody(1)])], probes: [],
            responseBytes: Limits.batchBytes, receiptIssuers: [])
        guard let set = BundleID(bytes: (0..<16).map { $0 }) else { throw NoAnswer(request: "no id") }
        let path = pages.folder.path + "/made"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let center = pages.node.credentials.keyPair.key
        let writer = try BundleWriter(
            path: path,
            header: BundleHeader(
                receiver: center.hash, set: set, part: 1, parts: 2, direction: .up, madeAt: 1_780_275_600_000),
            opening: BundleOpening(certificateDER: certificate.der, answers: nil, program: "tingsu/1.0"),
            receiver: center, signer: machine.pair)
        try writer.add(.frame(Frame.encode(WireCodec.encode(request))))
        try writer.finish()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test func whatCameOnAStickIsTakenAndItsAnswerIsHandedOut() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let file = try bundle(of: machine, for: pages)
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/board").text.contains("href=\"/stick\""))
            // A center has nobody to send to.
            let page = try await browser.get("/stick").text
            #expect(page.contains("收进来") && !page.contains("/stick/make"))
            let taken = try await browser.postFile("/stick/take", "a.tingsu-bundle", file, [])
            #expect(taken.status == 200)
            #expect(taken.text.contains("收下“一村甲机”送来的：新增 1 条"), "\(taken.text)")
            #expect(taken.text.contains("缺第 2 个"))
            #expect(!taken.text.contains("<script>"))
            let href = try #require(taken.text.firstMatch(of: /href="(\/stick\/[0-9a-f]{32}\/1)"/)?.output.1)
            let answer = try await browser.get(String(href))
            #expect(answer.status == 200)
            #expect(answer["content-disposition"]?.contains("tingsu-answer-00010203") == true)

            // It is for that machine, and for it alone.
            let path = pages.folder.path + "/answer"
            try Data(answer.body).write(to: URL(fileURLWithPath: path))
            let content = try BundleReader(path).verify(as: machine.pair, root: pages.node.credentials.root)
            #expect(content.answers?.set.description == "000102030405060708090a0b0c0d0e0f")
            #expect(content.sender.node == pages.node.credentials.identity.node)

            let again = try await browser.postFile("/stick/take", "a.tingsu-bundle", file, [])
            #expect(again.text.contains("新增 0 条"))
        }
    }

    @Test func whatIsNoBundleIsSaidInWords() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            var file = try bundle(of: machine, for: pages)
            let browser = try await pages.signedIn()
            try await browser.get("/stick")
            #expect(try await browser.postFile("/stick/take", "", [], []).text.contains("还没有选文件"))
            let letter = try await browser.postFile("/stick/take", "信.txt", Array("你好，我是一封信".utf8), [])
            #expect(letter.text.contains("这不是听诉的U盘文件"))
            let half = try await browser.postFile("/stick/take", "a", Array(file.prefix(file.count / 2)), [])
            #expect(half.text.contains("没拷完"))
            file[file.count - 30] ^= 1
            let changed = try await browser.postFile("/stick/take", "a", file, [])
            #expect(changed.text.contains("损坏了或被改动过"))
            // Nothing of them stays in the node's folder.
            let left = try? FileManager.default.contentsOfDirectory(atPath: pages.folder.path + "/bundles")
            #expect((left ?? []).isEmpty)
            for path in ["/stick/x/1", "/stick/\(String(repeating: "0", count: 32))/1", "/stick/..%2f..%2fkeys/1"] {
                #expect(try await browser.get(path).status == 404, "\(path)")
            }
            try await browser.get("/stick")
            #expect(try await browser.post("/stick/make").status == 404)
        }
    }

    @Test func aMachineWithAnUpstreamMakesFilesAndSeesWhatIsNotAnswered() async throws {
        try await PagesOfACenter.run { pages in
            let hub = try await VillageMachine(named: "市里", in: pages)
            try await pages.restart(upstream: .init(addresses: ["https://127.0.0.1:1"], nodes: [hub.id.description]))
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/sync").text.contains("href=\"/stick\""))
            #expect(try await browser.get("/stick").text.contains("做U盘文件"))
            let made = try await browser.post("/stick/make")
            let location = try #require(made["location"])
            #expect(location.hasPrefix("/stick?set="))
            let page = try await browser.get(location).text
            #expect(page.contains("给“市里”的") && page.contains("还没有回执的"))
            let href = try #require(page.firstMatch(of: /href="(\/stick\/[0-9a-f]{32}\/1)"/)?.output.1)
            let path = pages.folder.path + "/up"
            try Data(try await browser.get(String(href)).body).write(to: URL(fileURLWithPath: path))
            _ = try BundleReader(path).verify(as: hub.pair, root: pages.node.credentials.root)
        }
    }
}
