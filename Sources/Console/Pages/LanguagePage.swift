import CaseFile

/// The button in the foot that changes the language of this browser.
enum LanguagePage {
    static let routes: [PageRoute] = [
        .post("/language", for: .browser) { request in
            guard let language = request.form["language"].flatMap({ Language(rawValue: $0) }) else {
                throw PageFailure.unreadable
            }
            return .see(
                SafePath.own(request.form["back"]),
                cookies: [
                    PageCookie(name: request.console.cookies.language, value: language.rawValue, maxAge: 31_536_000)
                ])
        }
    ]
}

/// A path that a form brought back.
enum SafePath {
    /// The path, where it leads to a page of ours; else the first page.
    static func own(_ path: String?) -> String {
        guard let path, path.first == "/", !path.hasPrefix("//"), path.utf8.count <= 500,
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path
    }
}
