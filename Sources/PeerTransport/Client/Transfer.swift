import CCurl
import Causality
import Replication

/// What libcurl's callbacks read and write during one transfer.
///
/// It lives on the client's queue from the start of the transfer to its end; a callback reaches it through the context
/// pointer.
final class Transfer {
    /// Why a callback stopped the transfer; libcurl itself only says "aborted by callback".
    enum Stop {
        case cancelled
        case wrongServer(node: String)
        case unreadableCertificate(String)
        case bodyTooLarge
        case headersTooLarge
    }

    /// Head of a response; ours are a few hundred bytes.
    static let headerBytesMax = 64 * 1024

    private let handle: UnsafeMutableRawPointer
    private let expectedNodeIDs: [RecordID]
    private let maxResponseBytes: Int
    private let requestBodyBytes: Int
    private let cancellation: CancellationFlag
    private let progress: (@Sendable (TransferProgress) -> Void)?

    private(set) var stop: Stop?
    /// The connection stands, the server is the expected one, the request goes out.
    private(set) var isRequestStarted = false
    /// Who answers, as its certificate proved.
    private(set) var server: RecordID?
    private(set) var body: [UInt8] = []
    private(set) var headers: [PeerHeader] = []
    private(set) var requestBytes = 0
    private var headerBytes = 0
    private var reported: TransferProgress?

    init(
        handle: UnsafeMutableRawPointer, request: PeerRequest, expectedNodeIDs: [RecordID],
        cancellation: CancellationFlag, progress: (@Sendable (TransferProgress) -> Void)?
    ) {
        self.handle = handle
        self.expectedNodeIDs = expectedNodeIDs
        self.maxResponseBytes = request.maxResponseBytes
        self.requestBodyBytes = request.body.count
        self.cancellation = cancellation
        self.progress = progress
    }

    /// The transfer behind a callback's context pointer.
    static func from(_ context: UnsafeMutableRawPointer) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    /// Takes a piece of the body; false stops the transfer.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= maxResponseBytes - body.count else {
            stop = .bodyTooLarge
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// Takes one line of a head; false stops the transfer. A status line begins a new head, so that what a 1xx answer
    /// said does not mix with the final one.
    func receiveHeaderLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.headerBytesMax else {
            stop = .headersTooLarge
            return false
        }
        if bytes.starts(with: "HTTP/".utf8) {
            headers = []
            return true
        }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return true }
        let name = String(decoding: bytes[..<colon], as: UTF8.self)
        let value = bytes[(colon + 1)...].trimmingSpace()
        headers.append(PeerHeader(name: name.lowercased(), value: String(decoding: value, as: UTF8.self)))
        return true
    }

    /// Counts what went out in the clear side of TLS.
    func countSent(_ count: Int) {
        requestBytes += count
    }

    /// Reports the progress where it changed; false stops the transfer.
    func advance(to now: TransferProgress) -> Bool {
        if cancellation.isRaised {
            stop = .cancelled
            return false
        }
        if let progress, now != reported {
            reported = now
            progress(now)
        }
        return true
    }

    func progress(sent: Int, received: Int, toReceive: Int) -> TransferProgress {
        TransferProgress(
            bytesSent: sent, bytesToSend: requestBodyBytes, bytesReceived: received,
            bytesToReceive: toReceive > 0 ? toReceive : nil)
    }

    /// Decides, once the connection stands and before any byte of the request leaves, whether the server is one of the
    /// expected nodes; false closes the connection. Also called for each request on a connection that is used again.
    func admitServer() -> Bool {
        var uris: [[UInt8]] = []
        let status = withUnsafeMutablePointer(to: &uris) { list in
            ccurl_server_certificate_uris(
                handle,
                { bytes, count, context in
                    context.assumingMemoryBound(to: [[UInt8]].self).pointee
                        .append(Array(UnsafeBufferPointer(start: bytes, count: count)))
                }, list)
        }
        switch status {
        case ccurl_certificate_read: break
        case ccurl_certificate_not_openssl:
            stop = .unreadableCertificate("libcurl does not use OpenSSL here; install libcurl4 (the OpenSSL flavour)")
            return false
        default:
            stop = .unreadableCertificate("the connection shows no server certificate")
            return false
        }
        switch NodeIdentity(certificateURIs: uris) {
        case .node(let id) where expectedNodeIDs.contains(id):
            isRequestStarted = true
            server = id
            return true
        case let other:
            stop = .wrongServer(node: other.description)
            return false
        }
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// Without the optional white space and the line break around a header value (RFC 9110 section 5.5).
    fileprivate func trimmingSpace() -> Slice<UnsafeRawBufferPointer> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        let rest = drop(while: isSpace)
        guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return rest.prefix(0) }
        return rest[...last]
    }
}
