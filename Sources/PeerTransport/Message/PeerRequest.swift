/// One request to the upstream.
///
/// The body is held in memory: exchanges are byte-budgeted and attachments go in pieces. Every request must be
/// idempotent, because a cut line leaves open whether it arrived (PLATFORM.md: errors 55 and 56).
public struct PeerRequest: Sendable {
    /// The methods that the protocol uses.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    public var method: Method
    /// Path from the base address, with a leading slash and, if need be, a query: `/v1/exchange`.
    public var path: String
    public var headers: [PeerHeader]
    /// Sent as it is; compression is the wire protocol's. Empty for `get`.
    public var body: [UInt8]
    /// Value of `Content-Type`, or nil to send none.
    public var contentType: String?
    /// The response is refused once its body grows beyond this many bytes, so that a server cannot fill the memory.
    public var maxResponseBytes: Int

    public init(
        method: Method, path: String, headers: [PeerHeader] = [], body: [UInt8] = [], contentType: String? = nil,
        maxResponseBytes: Int
    ) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
        self.contentType = contentType
        self.maxResponseBytes = maxResponseBytes
    }

    /// Refuses what libcurl would send differently from what is meant.
    func validate() throws(PeerTransportError) {
        if method == .get, !body.isEmpty {
            throw .invalidRequest("a GET of \(path) cannot carry a body of \(body.count) bytes")
        }
        if maxResponseBytes < 0 {
            throw .invalidRequest("a response limit of \(maxResponseBytes) bytes is below zero")
        }
        for header in headers where !header.isSafe {
            throw .invalidRequest("header \(header.name.debugDescription) has characters that HTTP does not allow")
        }
        if let contentType, !PeerHeader(name: "content-type", value: contentType).isSafe {
            throw .invalidRequest("content type \(contentType.debugDescription) has a line break or zero byte")
        }
    }
}
