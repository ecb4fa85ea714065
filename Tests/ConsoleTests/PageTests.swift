import Console
import Testing

@Suite struct PageTests {
    @Test func noPageWeighsMoreThanAHundredKilobytesWithAllItBrings() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            var assets = 0
            for name in try await browser.get("/").text.split(separator: "\"") where name.hasPrefix("/assets/") {
                assets += try await browser.get(String(name)).body.count
            }
            assets += try await browser.get("/favicon.ico").body.count
            #expect(assets > 5000)
            let sample = try await pages.recordCase()
            for number in 1...12 { try await pages.recordMember("家人\(number)", of: sample.household) }
            let visit = PagePathOf.visit(sample.household)
            for page in ["/", path, path + "/correct", visit, "/visit/new?later=1", "/find", "/add/case"] {
                let reply = try await browser.get(page)
                #expect(reply.status == 200)
                #expect(reply.body.count + assets <= 100_000, "\(page) \(reply.body.count) + \(assets)")
            }
        }
    }

    @Test func everyPageNamesNothingFromElsewhereAndHasNothingInline() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordHousehold(address: "石仓村17号")
            let browser = try await pages.signedIn()
            let others = ["/visit/new?later=1", "/find?q=1", "/find?for=visit", "/add/person"]
            for page in ["/", path, path + "/correct", "/nowhere"] + others + ["/open?key=\(pages.launchKeys.issue())"]
            {
                let text = try await browser.get(page).text
                for word in ["http://", "https://", " style=", " onclick=", "<style", "<script>"] {
                    #expect(!text.contains(word), "\(page) \(word)")
                }
            }
        }
    }

    @Test func everyPageOfATrainingCountySaysSo() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            for page in ["/", "/nowhere"] { #expect(try await browser.get(page).text.contains("class=\"training\"")) }
            #expect(try await Browser(port: pages.port).get("/").text.contains("class=\"training\""))
        }
    }

    @Test func pagesSpeakChineseUnlessEnglishIsAskedFor() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/").text.contains("lang=\"zh-Hans\""))
            #expect(
                try await browser.get("/", headers: ["Accept-Language: fr, zh-CN;q=0.9, en;q=0.8"]).text.contains("今天"))
            #expect(try await browser.get("/", headers: ["Accept-Language: en-GB, zh;q=0.5"]).text.contains("Today"))
            try await browser.get("/")
            #expect(try await browser.post("/language", [("language", "en"), ("back", "/")])["location"] == "/")
            #expect(try await browser.get("/").text.contains("Today"))
            #expect(try await browser.post("/language", [("language", "xx"), ("back", "/")]).status == 400)
        }
    }

    @Test func theCenterHasNobodyToSyncWith() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/sync").status == 404)
            let home = try await browser.get("/").text
            #expect(!home.contains("action=\"/sync\""))
        }
    }
}
