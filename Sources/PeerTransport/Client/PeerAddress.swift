import CCurl

/// A base address that has been taken apart and put together again by libcurl's own URL parser.
struct PeerAddress: Sendable {
    /// Normal form without a trailing slash.
    let base: String
    let host: String

    /// Throws `invalidURL` for anything but `https://HOST[:PORT][/PREFIX]`.
    init(_ value: String) throws(PeerTransportError) {
        let url = try ParsedURL(value)
        guard url.part(CURLUPART_SCHEME) == "https" else {
            throw .invalidURL(value, reason: "it must begin with https://")
        }
        // libcurl forgives a third slash and takes the first path segment for the host.
        guard let host = url.part(CURLUPART_HOST), !host.isEmpty, !value.contains(":///") else {
            throw .invalidURL(value, reason: "it names no host")
        }
        for (part, name) in [
            (CURLUPART_USER, "a user name"), (CURLUPART_PASSWORD, "a password"), (CURLUPART_QUERY, "a query"),
            (CURLUPART_FRAGMENT, "a fragment"),
        ] where url.part(part) != nil {
            throw .invalidURL(value, reason: "it must not contain \(name)")
        }
        guard var base = url.part(CURLUPART_URL) else { throw .invalidURL(value, reason: "it cannot be read") }
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
        self.host = host
    }

    /// The address of `path`, or `invalidURL` where the path could lead elsewhere than it says.
    func url(path: String) throws(PeerTransportError) -> String {
        guard path.hasPrefix("/"), !path.hasPrefix("//") else {
            throw .invalidURL(path, reason: "a path must begin with one slash")
        }
        guard path.utf8.allSatisfy(Self.isPathByte) else {
            throw .invalidURL(path, reason: "a path must be percent-encoded ASCII without a fragment")
        }
        let route = path.prefix { $0 != "?" }
        guard !route.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
            throw .invalidURL(path, reason: "a path must not have dot segments")
        }
        return base + path
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"#<>\\^`{|}".utf8.contains(byte)
    }
}
