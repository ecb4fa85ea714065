public import PeerTransport
public import WireProtocol

/// Why a sync ended early, in words that say what to do.
public enum SyncFailure: Error, Hashable, Sendable {
    case transport(PeerTransportError)
    /// The upstream answered with an error of its own.
    case refused(status: Int, ErrorBody)
    /// Something answered that is not Tingsu: a captive portal, a proxy's page.
    case notTingsu(status: Int, contentType: String)
    /// An answer that leads elsewhere; it is never followed (I4).
    case redirected(status: Int)
    case unreadable(String)
    /// Both sides still differ and nothing moves any more.
    case stalled
    case cancelled

    /// Whether trying again later, without anybody doing anything, may help.
    public var isTransient: Bool {
        switch self {
        case .transport(let error): error.isTransient
        case .refused(let status, _): status >= 500 || status == 429
        case .redirected, .notTingsu, .stalled: true
        case .unreadable, .cancelled: false
        }
    }

    /// Seconds that the upstream asked to wait.
    public var retryAfterSeconds: Int? {
        if case .refused(_, let body) = self { return body.retryAfterSeconds.map(Int.init) }
        return nil
    }

    /// A short stable name, for `--json`.
    public var code: String {
        switch self {
        case .transport(let error): error.code
        case .refused(_, let body): body.code
        case .redirected: "redirected"
        case .notTingsu: "not-tingsu"
        case .unreadable: "unreadable-answer"
        case .stalled: "stalled"
        case .cancelled: "cancelled"
        }
    }
}

extension SyncFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .transport(let error): "\(error)"
        case .refused(let status, let body): "the upstream refused (\(status) \(body.code)): \(body.message)"
        case .notTingsu(let status, let contentType):
            "what answered is not Tingsu (\(status), \(contentType)): this network may ask for a login in a browser first"
        case .redirected(let status): "the answer leads elsewhere (\(status)) and was not followed"
        case .unreadable(let detail): "the upstream's answer is not readable: \(detail)"
        case .stalled: "both sides still differ and nothing moves: see `tingsu status` for what was refused"
        case .cancelled: "the sync was cancelled; what had arrived is kept"
        }
    }
}
