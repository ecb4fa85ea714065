public import PeerTransport

/// What was decided about a proxy: none at all, or one. In `node.json` a text, in the environment `TINGSU_PROXY`.
///
/// Prints without the password, as `ProxyServer` does.
public enum ProxySetting: Hashable, Sendable {
    /// `none`: straight to the upstream, whatever the system's environment says.
    case none
    case server(ProxyServer)

    static let noneText = "none"

    /// Takes `none` or `http://[USER[:PASSWORD]@]HOST:PORT`. Throws `NodeError.proxy`.
    public init(_ text: String) throws(NodeError) {
        if text == ProxySetting.noneText {
            self = .none
            return
        }
        do {
            self = .server(try ProxyServer(text))
        } catch {
            throw .proxy(problem: "\(error)")
        }
    }

    /// The same proxy for another user. Throws `NodeError.proxy` where there is no proxy to log in to.
    public func with(user: String, password: String?) throws(NodeError) -> ProxySetting {
        guard case .server(let server) = self else { throw .proxy(problem: "a user needs a proxy") }
        return .server(server.with(user: user, password: password))
    }

    var choice: ProxyChoice {
        switch self {
        case .none: .direct
        case .server(let server): .server(server)
        }
    }

    var hasPassword: Bool {
        if case .server(let server) = self { return server.hasPassword }
        return false
    }
}

extension ProxySetting: CustomStringConvertible {
    public var description: String {
        switch self {
        case .none: ProxySetting.noneText
        case .server(let server): server.description
        }
    }
}

extension ProxySetting: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .none: try container.encode(ProxySetting.noneText)
        case .server(let server): try container.encode(server.secretText)
        }
    }
}
