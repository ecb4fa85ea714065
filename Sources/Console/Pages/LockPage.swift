/// Locking: the PIN is asked for again, and nothing that was typed is lost.
enum LockPage {
    static let routes: [PageRoute] = [
        .post("/lock", for: .browser) { request in
            if let browser = request.browser { request.console.sessions.end(at: browser) }
            return .see("/people", cookies: [PageCookie(name: request.console.cookies.session, value: nil)])
        },
        // Somebody types without asking for anything: they are still there.
        .post("/awake") { _ in .done },
    ]
}
