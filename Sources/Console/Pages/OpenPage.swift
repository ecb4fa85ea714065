import CaseWork

/// A browser is let in: `tingsu open` leads here with a launch key.
///
/// Looking at the page changes nothing; the form that it holds uses the key up. The script sends it at once.
enum OpenPage {
    private struct Content: Sendable {
        let key: String
    }

    private static let yearSeconds = 31_536_000

    static let routes: [PageRoute] = [
        .get("/open", for: .anyone) { request in
            if request.browser != nil { return .see("/") }
            guard let key = request.query["key"], Secret(key) != nil else { throw PageFailure.closed }
            return .page(
                template: "open", title: request.words.text("open.title"), content: Content(key: key))
        },
        .post("/open", for: .anyone) { request in
            guard let key = request.form["key"], request.console.launchKeys.use(key) else { throw PageFailure.closed }
            let browser = try await request.console.browsers.admit()
            return .see(
                "/",
                cookies: [
                    PageCookie(name: request.console.cookies.browser, value: browser.text, maxAge: yearSeconds)
                ])
        },
    ]
}
