import Hummingbird

/// What a page answers.
enum PageAnswer: Sendable {
    /// A whole page in the layout. `title` is shown in the browser's tab.
    case page(template: String, title: String, content: any Sendable, status: HTTPResponse.Status = .ok)
    /// A part of a page, for the script that puts it in place.
    case fragment(template: String, content: any Sendable)
    /// Go and look there (303): what a sent form answers, so that a reload sends nothing again.
    case see(String, cookies: [PageCookie] = [])
    /// Done, nothing to show.
    case done
    case asset(Asset)
    /// A file to keep. The name is ours, in plain letters.
    case file(name: String, contentType: String, bytes: [UInt8])
    /// A picture to look at. Of forms only that cannot hold a script.
    case picture(contentType: String, bytes: [UInt8])
}

/// A cookie to keep, or to forget.
struct PageCookie: Sendable {
    let name: String
    /// Nil forgets it.
    let value: String?
    /// Seconds; nil until the browser is closed.
    var maxAge: Int?

    /// Out of reach of scripts and of other sites.
    var field: String {
        let age = value == nil ? "; Max-Age=0" : maxAge.map { "; Max-Age=\($0)" } ?? ""
        return "\(name)=\(value ?? ""); Path=/; HttpOnly; SameSite=Strict\(age)"
    }
}

/// The names of this node's cookies. Cookies do not know ports, and several nodes may run on one machine.
struct CookieNames: Sendable {
    let browser: String
    let session: String
    let language = "tingsu_language"

    init(node: some CustomStringConvertible) {
        let short = node.description.filter { $0 != "-" }.suffix(8)
        browser = "tingsu_browser_\(short)"
        session = "tingsu_session_\(short)"
    }
}
