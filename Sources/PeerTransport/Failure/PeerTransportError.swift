/// Why no answer came.
///
/// Only the line and the other side's identity are judged here; an HTTP status, whatever it is, is a `PeerResponse`.
public enum PeerTransportError: Error, Hashable, Sendable {
    /// The address in the configuration, or a request's path, is not usable.
    case invalidURL(String, reason: String)
    /// A setting is wrong; the sentence names it.
    case invalidConfiguration(String)
    /// A request that HTTP cannot carry; the sentence names what.
    case invalidRequest(String)
    /// The CA, certificate or key file cannot be read or do not belong together.
    case unusableCredentials(String)
    case cannotResolve(host: String)
    case cannotConnect(host: String, message: String)
    /// Name, connection and TLS handshake took longer than the limit.
    case connectTimeout(milliseconds: Int)
    /// The connection stood, but moved fewer bytes than the limit for too long; a silent server looks the same.
    case lineTooSlow(bytesPerSecond: Int, seconds: Int)
    /// The certificate is not of the county CA: a captive portal, another county, an intercepting proxy.
    case untrustedServer(message: String)
    /// A certificate of the county CA, but of another node. Nothing of the request was sent to it.
    case wrongServer(node: String)
    /// What answers does not speak TLS 1.3.
    case handshakeFailed(message: String)
    case clientCertificateRejected(reason: String)
    /// The connection ended before the whole answer was there. The request may have been carried out.
    case connectionCut(message: String)
    /// What answered does not speak HTTP/1.1.
    case malformedResponse(message: String)
    case responseTooLarge(limit: Int)
    case cannotResolveProxy(message: String)
    /// The proxy answered CONNECT with this status.
    case proxyRefused(status: Int)
    case proxyFailed(message: String)
    case cancelled
    /// Any other libcurl code.
    case other(code: Int, message: String)

    /// Whether the same request may succeed later without anybody's doing at this node; backoff is for these. A laptop
    /// goes from one network to another, and a login page answers only until somebody has logged in.
    public var isTransient: Bool {
        switch self {
        case .cannotResolve, .cannotConnect, .connectTimeout, .lineTooSlow, .connectionCut, .cannotResolveProxy,
            .proxyFailed, .untrustedServer, .handshakeFailed, .malformedResponse:
            true
        case .proxyRefused(let status):
            // A proxy that leads elsewhere is a login page, too.
            status >= 500 || (300...399).contains(status)
        case .invalidURL, .invalidConfiguration, .invalidRequest, .unusableCredentials, .wrongServer,
            .clientCertificateRejected, .responseTooLarge, .cancelled, .other:
            false
        }
    }

    /// Short name for `--json` and logs; never changes once published.
    public var code: String {
        switch self {
        case .invalidURL: "invalid-url"
        case .invalidConfiguration: "invalid-configuration"
        case .invalidRequest: "invalid-request"
        case .unusableCredentials: "unusable-credentials"
        case .cannotResolve: "cannot-resolve"
        case .cannotConnect: "cannot-connect"
        case .connectTimeout: "connect-timeout"
        case .lineTooSlow: "line-too-slow"
        case .untrustedServer: "untrusted-server"
        case .wrongServer: "wrong-server"
        case .handshakeFailed: "handshake-failed"
        case .clientCertificateRejected: "client-certificate-rejected"
        case .connectionCut: "connection-cut"
        case .malformedResponse: "malformed-response"
        case .responseTooLarge: "response-too-large"
        case .cannotResolveProxy: "cannot-resolve-proxy"
        case .proxyRefused: "proxy-refused"
        case .proxyFailed: "proxy-failed"
        case .cancelled: "cancelled"
        case .other: "other"
        }
    }
}

extension PeerTransportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidURL(let value, let reason):
            "\(value.debugDescription) is not a usable address: \(reason)"
        case .invalidConfiguration(let sentence), .invalidRequest(let sentence), .unusableCredentials(let sentence):
            sentence
        case .cannotResolve(let host):
            "no address is known for \(host); check the network and the upstream's address"
        case .cannotConnect(let host, let message):
            "cannot connect to \(host): \(message)"
        case .connectTimeout(let milliseconds):
            "no connection within \(milliseconds) ms"
        case .lineTooSlow(let bytesPerSecond, let seconds):
            "fewer than \(bytesPerSecond) bytes per second for \(seconds) s"
        case .untrustedServer(let message):
            "the server's certificate is not of this county's CA: \(message); the network may ask for a login first"
        case .wrongServer(let node):
            "node \(node) answered, which is not the expected upstream; nothing was sent to it"
        case .handshakeFailed(let message):
            "what answered does not speak TLS 1.3: \(message)"
        case .clientCertificateRejected(let reason):
            "the server refused this node's certificate: \(reason)"
        case .connectionCut(let message):
            "the connection was cut before the whole answer arrived: \(message)"
        case .malformedResponse(let message):
            "what answered does not speak HTTP/1.1: \(message)"
        case .responseTooLarge(let limit):
            "the answer is larger than \(limit) bytes"
        case .cannotResolveProxy(let message):
            "the proxy's address is not known: \(message)"
        case .proxyRefused(let status):
            "the proxy refused the connection with status \(status)"
        case .proxyFailed(let message):
            "the proxy failed: \(message)"
        case .cancelled:
            "the transfer was cancelled"
        case .other(let code, let message):
            "the transfer failed with libcurl code \(code): \(message)"
        }
    }
}
