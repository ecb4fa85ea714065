import Foundation

/// A browser with a cookie jar that shows the server what a real one shows, unless told otherwise.
final class Browser {
    let port: Int
    private(set) var cookies: [(name: String, value: String)] = []
    /// The page that was loaded last; forms are sent with its token.
    private(set) var page = ""

    init(port: Int, cookies: [(name: String, value: String)] = []) {
        self.port = port
        self.cookies = cookies
    }

    var origin: String { "http://127.0.0.1:\(port)" }

    /// Looks at a page.
    @discardableResult
    func get(_ path: String, headers: [String] = [], host: String? = nil) async throws -> HTTPReply {
        try await request("GET", path, headers: headers, host: host, body: nil)
    }

    /// Sends a form as the loaded page would, with its token; `fields` may replace it.
    @discardableResult
    func post(
        _ path: String, _ fields: [(String, String)] = [], headers: [String]? = nil, withToken: Bool = true
    ) async throws -> HTTPReply {
        let token = withToken && !fields.contains { $0.0 == "form_token" } ? [("form_token", formToken)] : []
        let body = (token + fields).map { "\(Browser.encoded($0.0))=\(Browser.encoded($0.1))" }.joined(separator: "&")
        return try await request(
            "POST", path,
            headers: ["Content-Type: application/x-www-form-urlencoded"]
                + (headers ?? ["Origin: \(origin)", "Sec-Fetch-Site: same-origin"]),
            host: nil, body: Array(body.utf8))
    }

    /// Any request at all.
    func request(
        _ method: String, _ path: String, headers: [String], host: String?, body: [UInt8]?
    ) async throws -> HTTPReply {
        var lines =
            ["\(method) \(path) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"] + headers
        if !cookies.isEmpty {
            lines.append("Cookie: " + cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; "))
        }
        if let body { lines.append("Content-Length: \(body.count)") }
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
        guard let reply = await RawHTTP.send(bytes, port: port) else { throw NoAnswer(request: "\(method) \(path)") }
        for (name, value) in reply.headers where name == "set-cookie" { keep(value) }
        if reply["content-type"]?.hasPrefix("text/html") == true { page = reply.text }
        return reply
    }

    /// The token in the loaded page.
    var formToken: String { Browser.value(of: "form_token", in: page) ?? "" }

    /// The value of a hidden or shown input of the loaded page, with its entities undone.
    static func value(of name: String, in page: String) -> String? {
        guard let start = page.range(of: "name=\"\(name)\" value=\"") else { return nil }
        let value = String(page[start.upperBound...].prefix { $0 != "\"" })
        return value.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
    }

    func forget(_ name: String) { cookies.removeAll { $0.name.hasPrefix(name) } }

    private func keep(_ field: String) {
        let pair = field.prefix { $0 != ";" }
        guard let sign = pair.firstIndex(of: "=") else { return }
        let (name, value) = (String(pair[..<sign]), String(pair[pair.index(after: sign)...]))
        cookies.removeAll { $0.name == name }
        if !field.contains("Max-Age=0") { cookies.append((name, value)) }
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// The server closed the connection without a whole answer.
struct NoAnswer: Error {
    let request: String
}
