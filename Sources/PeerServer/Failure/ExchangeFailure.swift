/// Why an exchange of a node that was proven came to nothing, for the node's own people.
public enum ExchangeFailure: Hashable, Sendable {
    /// The caller was sent away with this code of an `ErrorBody`.
    case refused(code: String)
    /// The line broke before the request had come whole; the caller may not know.
    case lineLost

    /// A short stable name; those of `PeerErrorCode`, and `line_lost`.
    public var code: String {
        switch self {
        case .refused(let code): code
        case .lineLost: "line_lost"
        }
    }
}
