import Foundation
import Node
import Testing

@Suite struct SyncPageTests {
    @Test func aSyncThatFailsSaysWhyAndCanBeTriedAgain() async throws {
        try await PagesOfACenter.run { pages in
            // Nobody listens at port 1.
            try await pages.restart(
                upstream: .init(addresses: ["https://127.0.0.1:1"], nodes: [String(repeating: "0", count: 32)]))
            let browser = try await pages.signedIn()
            let before = try await browser.get("/sync").text
            #expect(before.contains("还没有同步过") && before.contains("现在同步"))
            #expect(try await browser.post("/sync")["location"] == "/sync")
            let page = try await browser.get("/sync").text
            #expect(page.contains("没有同步完") || page.contains("data-running"))
            let state = try await Self.ended(browser)
            #expect(state.contains("没有同步完") && state.contains("连不上 127.0.0.1") && state.contains("再试一次"))
            // The part has no layout around it, and its form has the token.
            #expect(!state.contains("<html") && !(Browser.value(of: "form_token", in: state) ?? "").isEmpty)
        }
    }

    /// One that ran by itself at 17:30, too: nobody was at the page.
    @Test func whyASyncFailedIsStillSaidAfterARestart() async throws {
        try await PagesOfACenter.run { pages in
            let upstream = NodeSettings.Upstream(
                addresses: ["https://127.0.0.1:1"], nodes: [String(repeating: "0", count: 32)])
            try await pages.restart(upstream: upstream)
            await #expect(throws: SyncFailure.self) { try await UpstreamSync(node: pages.node).run() }
            try await pages.restart(upstream: upstream)
            let page = try await pages.signedIn().get("/sync").text
            #expect(page.contains("没有同步完") && page.contains("连不上 127.0.0.1"))
        }
    }

    @Test func aPageThatWatchesASyncDoesNotKeepThePagesUnlocked() async throws {
        try await PagesOfACenter.run { pages in
            try await pages.restart(
                upstream: .init(addresses: ["https://127.0.0.1:1"], nodes: [String(repeating: "0", count: 32)]))
            let browser = try await pages.signedIn()
            for _ in 0..<3 {
                pages.clocks.pass(milliseconds: 100_000)
                _ = try await browser.get("/sync/state")
            }
            #expect(try await browser.get("/").status == 303)
        }
    }

    private static func ended(_ browser: Browser) async throws -> String {
        for _ in 0..<500 {
            let state = try await browser.get("/sync/state").text
            if !state.contains("<progress") { return state }
        }
        throw NoAnswer(request: "the sync never ended")
    }
}
