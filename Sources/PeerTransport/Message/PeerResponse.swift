public import Replication

/// The answer to one request, of whatever status: a 503 or a redirect is an answer, not an error of the line.
public struct PeerResponse: Sendable {
    /// HTTP status, 200–599.
    public let status: Int
    /// The node that answered, as its certificate proved; nil only where nobody asked.
    public let server: RecordID?
    /// In the order of the line, names in lower case.
    public let headers: [PeerHeader]
    /// As received; decompression is the wire protocol's.
    public let body: [UInt8]
    /// Request bytes handed to TLS: head, body, and the head of a proxy's CONNECT. The handshake and the framing of
    /// TLS and TCP are not in it.
    public let requestBytesOnWire: Int
    /// Response bytes taken from TLS: head and body.
    public let responseBytesOnWire: Int
    public let timing: TransferTiming

    /// The first value of `name`, which is given in lower case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// Media type without its parameters, in lower case. A captive portal that got this far answers `text/html` with
    /// status 200, so callers compare this before they read the body.
    public var contentType: String? {
        guard let value = header("content-type") else { return nil }
        let type = value.prefix { $0 != ";" }.filter { !$0.isWhitespace }
        return type.isEmpty ? nil : type.lowercased()
    }

    /// Seconds of `Retry-After`, or nil where it is absent or a date: clocks decide nothing here.
    public var retryAfterSeconds: Int? {
        guard let value = header("retry-after"), let seconds = Int(value), seconds >= 0 else { return nil }
        return seconds
    }
}
