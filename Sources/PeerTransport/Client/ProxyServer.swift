import CCurl

/// An HTTP proxy that leads out of an office: it is asked with CONNECT, and what passes through it is our own TLS.
///
/// The password never prints: whoever describes, logs or reflects one of these gets the address and the user's name.
public struct ProxyServer: Hashable, Sendable {
    public let host: String
    public let port: Int
    public let user: String?
    package let password: String?

    /// Takes `http://[USER[:PASSWORD]@]HOST:PORT`, also without the scheme; user and password percent-encoded where they
    /// hold characters of a URL. Throws `PeerTransportError.invalidURL`, which does not repeat the password.
    public init(_ text: String) throws(PeerTransportError) {
        let hasScheme = text.contains("://")
        // What stands before the last @ may hold the password.
        let named = text.contains("@") ? "…@" + (text.split(separator: "@").last ?? "") : text
        let url = try ParsedURL(hasScheme ? text : "http://" + text, named: named)
        guard url.part(CURLUPART_SCHEME) == "http" else {
            throw .invalidURL(named, reason: "a proxy's address begins with http://")
        }
        guard let host = url.part(CURLUPART_HOST), !host.isEmpty, !text.contains(":///") else {
            throw .invalidURL(named, reason: "it names no host")
        }
        // libcurl would take 1080, which no office has.
        guard let port = url.part(CURLUPART_PORT).flatMap({ Int($0) }), port > 0 else {
            throw .invalidURL(named, reason: "it names no port, as in http://10.1.1.1:8080")
        }
        for (part, name) in [(CURLUPART_QUERY, "a query"), (CURLUPART_FRAGMENT, "a fragment")]
        where url.part(part) != nil {
            throw .invalidURL(named, reason: "it must not contain \(name)")
        }
        if let path = url.part(CURLUPART_PATH), path != "/" {
            throw .invalidURL(named, reason: "it must not contain a path")
        }
        self.host = host
        self.port = port
        user = url.part(CURLUPART_USER, isDecoded: true)
        password = url.part(CURLUPART_PASSWORD, isDecoded: true)
    }

    private init(host: String, port: Int, user: String?, password: String?) {
        (self.host, self.port, self.user, self.password) = (host, port, user, password)
    }

    /// The same proxy for another user.
    public func with(user: String, password: String?) -> ProxyServer {
        ProxyServer(host: host, port: port, user: user, password: password)
    }

    public var hasPassword: Bool { password != nil }

    /// What libcurl connects to.
    var address: String { "http://\(host):\(port)" }

    /// The whole of it, password and all, as `init` reads it; for the settings file alone.
    package var secretText: String {
        guard let user else { return address }
        func encoded(_ text: String) -> String {
            text.utf8.map { byte in
                let character = Character(UnicodeScalar(byte))
                let isPlain =
                    character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
                return isPlain ? String(character) : "%" + ProxyServer.hexadecimal(byte)
            }.joined()
        }
        return "http://\(encoded(user))\(password.map { ":" + encoded($0) } ?? "")@\(host):\(port)"
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}

extension ProxyServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Without the password.
    public var description: String { user.map { "http://\($0)@\(host):\(port)" } ?? address }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}

/// Which way a request leaves the machine.
public enum ProxyChoice: Hashable, Sendable {
    /// What the environment says: `https_proxy`, `no_proxy`.
    case environment
    /// None, whatever the environment says.
    case direct
    case server(ProxyServer)
}
