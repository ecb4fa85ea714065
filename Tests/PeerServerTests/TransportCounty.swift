import NIOSSL
import PeerTransport
import Replication

/// A county with a CA, an upstream and a device, and a second CA that has nothing to do with it.
struct TransportCounty {
    static let upstream = RecordID(rawValue: 0x0190_0000_0000_7000_8000_0000_0000_0001)
    static let otherNode = RecordID(rawValue: 0x0190_0000_0000_7000_8000_0000_0000_0002)
    static let device = RecordID(rawValue: 0x0190_0000_0000_7000_8000_0000_0000_0003)

    let county: TransportAuthority
    let stranger: TransportAuthority
    let folder: TransportFolder
    let caPath: String

    init() throws {
        county = try TransportAuthority(name: "county")
        stranger = try TransportAuthority(name: "stranger")
        folder = try TransportFolder()
        caPath = try folder.write(try county.pem, to: "ca.pem")
    }

    /// Mutual TLS of a server with `credentials`, or of the upstream itself.
    func tls(_ credentials: TransportCredentials? = nil) throws -> TLSConfiguration {
        try TransportServer.mutualTLS(
            try credentials ?? county.issue(node: Self.upstream), clientRootPEM: try county.pem)
    }

    func configuration(port: Int, client: TransportCredentials?) throws -> PeerClientConfiguration {
        PeerClientConfiguration(
            baseURL: "https://127.0.0.1:\(port)", caPath: caPath,
            certificatePath: try client.map { try folder.write($0.certificatePEM, to: "client.pem") },
            keyPath: try client.map { try folder.write($0.keyPEM, to: "client.key") },
            expectedNodeIDs: [Self.upstream], userAgent: "tingsu-test", proxy: .direct)
    }

    /// The device's client of the server at `port`.
    func client(port: Int, adjust: (inout PeerClientConfiguration) -> Void = { _ in }) throws -> PeerClient {
        var configuration = try configuration(port: port, client: try county.issue(node: Self.device))
        adjust(&configuration)
        return try PeerClient(configuration: configuration)
    }
}

extension PeerRequest {
    static func get(_ path: String, maxResponseBytes: Int = 1 << 20) -> PeerRequest {
        PeerRequest(method: .get, path: path, maxResponseBytes: maxResponseBytes)
    }

    static func post(_ path: String, _ body: [UInt8]) -> PeerRequest {
        PeerRequest(
            method: .post, path: path, body: body, contentType: "application/vnd.tingsu.exchange",
            maxResponseBytes: 1 << 24)
    }
}

/// The error that `send` throws, or nil where an answer came.
func failure(of client: PeerClient, _ request: PeerRequest) async -> PeerTransportError? {
    do throws(PeerTransportError) {
        _ = try await client.send(request)
        return nil
    } catch {
        return error
    }
}
