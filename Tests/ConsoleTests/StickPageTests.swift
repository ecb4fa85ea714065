import Bundles
import Foundation
import Identity
import Node
import Replication
import Testing
import WireProtocol

/// 用U盘送, at a center that takes and at a machine that sends.
@Suite struct StickPageTests {
    @Test func whatCameOnAStickIsTakenAndItsAnswerIsHandedOut() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let file = try machine.bundle(for: pages)
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

    @Test func aSetThatIsTooLargeForOneRequestIsTakenFileByFile() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let files = try (1...3).map {
                ("\($0)", try machine.bundle(for: pages, part: $0, parts: 3, mebibytes: 11))
            }
            let browser = try await pages.signedIn()
            let page = try await browser.get("/stick").text
            #expect(page.contains("一次最多收 32 MB") && page.contains("data-bytes-max=\"\(32 << 20)\""))
            let refused = try await browser.postFiles("/stick/take", files)
            #expect(refused.status == 413)
            #expect(refused.text.contains("一次最多收 32 MB") && refused.text.contains("一次只选一个"))
            // Back on the page, two are less than that.
            try await browser.get("/stick")
            let first = try await browser.postFiles("/stick/take", Array(files.prefix(2)))
            #expect(first.text.contains("新增 2 条") && first.text.contains("缺第 3 个"))
            let last = try await browser.postFiles("/stick/take", Array(files.suffix(1)))
            #expect(last.status == 200 && last.text.contains("新增 1 条") && last.text.contains("缺第 1、2 个"))
            #expect(last.text.contains("href=\"/stick/"))
        }
    }

    /// A township has the sticks of all its villages on one evening.
    @Test func manySmallFilesAreTakenAtOnce() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let files = try (1...40).map { ("\($0)", try machine.bundle(for: pages, part: $0, parts: 40)) }
            let browser = try await pages.signedIn()
            try await browser.get("/stick")
            let taken = try await browser.postFiles("/stick/take", files)
            #expect(taken.status == 200 && taken.text.contains("新增 40 条") && !taken.text.contains("缺第"))
        }
    }

    @Test func whatIsNoBundleIsSaidInWords() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            var file = try machine.bundle(for: pages)
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
