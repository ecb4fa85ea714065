public import CaseFile
import CaseWork
import PeerTransport
import WireProtocol

extension SyncFailure {
    /// What happened and what to do about it, in a person's language.
    ///
    /// The descriptions of the errors below are for logs; these are the words of the string catalogs.
    public func sentence(in language: Language) -> String {
        let words = Words(language)
        func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
            words.text("sync." + key, arguments)
        }
        switch self {
        case .transport(let error):
            let (key, arguments) = error.wording
            return text(key, arguments)
        case .refused(let status, let body):
            let arguments = [
                "status": "\(status)", "code": body.code, "detail": body.message,
                "seconds": "\(body.retryAfterSeconds ?? 0)",
            ]
            let own = text("refused." + body.code, arguments)
            return own == "sync.refused." + body.code ? text("refused", arguments) : own
        case .redirected(let status): return text(code, ["status": "\(status)"])
        case .notTingsu(let status, let type): return text(code, ["status": "\(status)", "type": type])
        case .unreadable(let detail): return text(code, ["detail": detail])
        case .stalled, .cancelled: return text(code)
        }
    }
}

extension PeerTransportError {
    /// The key of the catalogs after `sync.`, and what stands in its text.
    fileprivate var wording: (key: String, arguments: [String: String]) {
        switch self {
        case .invalidURL(let address, let reason): (code, ["address": address, "detail": reason])
        case .invalidConfiguration(let sentence), .invalidRequest(let sentence), .unusableCredentials(let sentence):
            (code, ["detail": sentence])
        case .cannotResolve(let host), .cannotConnect(let host, _): (code, ["host": host])
        case .connectTimeout(let milliseconds): (code, ["seconds": "\(milliseconds / 1000)"])
        case .lineTooSlow(let bytes, let seconds): (code, ["bytes": "\(bytes)", "seconds": "\(seconds)"])
        case .wrongServer(let node): (code, ["node": node])
        case .clientCertificateRejected(let reason): (code, ["detail": reason])
        case .responseTooLarge(let limit): (code, ["limit": "\(limit)"])
        case .proxyRefused(status: 407): ("proxy-login", [:])
        case .proxyRefused(let status): (code, ["status": "\(status)"])
        case .other(_, let message): (code, ["detail": message])
        case .untrustedServer, .handshakeFailed, .connectionCut, .malformedResponse, .cannotResolveProxy, .proxyFailed,
            .cancelled:
            (code, [:])
        }
    }
}
