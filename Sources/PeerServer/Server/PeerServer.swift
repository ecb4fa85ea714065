import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Identity
public import Logging
import NIOCore
import NIOSSL
public import ServiceLifecycle
import WireProtocol

/// The HTTPS server of a hub or a center: exchange and enrolment on one port, TLS 1.3, HTTP/1.1.
///
/// A client certificate of the county is asked for and verified in the handshake, and one that another authority signed
/// ends it there. Showing none is allowed, because a machine that enrols has none yet; every endpoint but that and the
/// health check then refuses. To be stopped gracefully (`ServiceGroup`), which lets the requests in hand finish; NIO
/// traps where the task is cancelled while a connection comes in.
///
/// Source: DESIGN.md section 6; PLATFORM.md.
public struct PeerServer: Service {
    /// How long to wait for a client's goodbye when a connection ends. Idle clients do not answer it, and NIOSSL's own
    /// 5 s would hold up every stop.
    static let tlsShutdownMilliseconds: Int64 = 100
    /// All header fields of one request together; ours have about 300 bytes.
    static let headerBytesMax = 16 * 1024
    static let headerCountMax = 64
    /// Bytes of a refused body that are still read, so that its client hears why and not only that the line is gone.
    static let drainedBytesMax = 2 * FrameLimits.compressedBytes
    /// Connections that wait in the kernel to be accepted: a township's machines at once, and more.
    static let backlog = 1_024

    private let configuration: PeerServerConfiguration
    private let tls: TLSConfiguration
    private let responder: PeerResponder
    private let logger: Logger
    private let onRunning: @Sendable (Int) async -> Void

    /// Reads certificate and key, and checks that they can serve; opens no port.
    ///
    /// - Parameters:
    ///   - root: whose certificates clients must show.
    ///   - onRunning: told the port as soon as connections are accepted.
    public init(
        configuration: PeerServerConfiguration, service: any PeerService, root: CountyRoot, logger: Logger,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws(PeerServerError) {
        try configuration.validate()
        self.configuration = configuration
        tls = try PeerServer.tls(configuration, root)
        responder = PeerResponder(configuration: configuration, service: service, root: root, logger: logger)
        self.logger = logger
        self.onRunning = onRunning
    }

    /// Listens until it is stopped. Throws `PeerServerError.cannotListen` where the port is not to be had.
    public func run() async throws {
        let idleTimeout = TimeAmount.seconds(Int64(configuration.idleTimeoutSeconds))
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: PeerServer.headerBytesMax, maxHeaderListSize: PeerServer.headerBytesMax,
            maxHeaderFieldCount: PeerServer.headerCountMax)
        let register = ConnectionRegister(limit: configuration.maximumConnections, logger: logger)
        let application = Application(
            responder: responder,
            server: try .tls(
                .http1(
                    configuration: .init(
                        additionalChannelHandlers: [
                            ConnectionWatch(
                                register: register, logger: logger, patience: idleTimeout,
                                drainedBytesMax: PeerServer.drainedBytesMax)
                        ],
                        idleTimeout: idleTimeout, httpDecoderConfiguration: decoder)),
                tlsConfiguration: tls),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: PeerServer.backlog),
            onServerRunning: { [onRunning] channel in
                if let port = channel.localAddress?.port { await onRunning(port) }
            },
            logger: logger)
        do {
            try await application.run()
        } catch let error as IOError {
            throw PeerServerError.cannotListen(
                host: configuration.host, port: configuration.port, reason: error.description)
        }
    }

    private static func tls(
        _ configuration: PeerServerConfiguration, _ root: CountyRoot
    ) throws(PeerServerError) -> TLSConfiguration {
        let (certificatePath, keyPath) = (configuration.certificateChainPath, configuration.privateKeyPath)
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificatePath)
        } catch {
            throw .unusableCertificate(path: certificatePath, reason: "\(error)")
        }
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
        } catch {
            throw .unusableKey(path: keyPath, reason: "\(error)")
        }
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .optionalVerification
        tls.shutdownTimeout = .milliseconds(tlsShutdownMilliseconds)
        // HTTP/2 between Debian's curl and NIO breaks after some hundred requests (PLATFORM.md).
        tls.applicationProtocols = ["http/1.1"]
        do {
            tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: root.der, format: .der)])
            _ = try NIOSSLContext(configuration: tls)
        } catch {
            throw .unusableCredentials(certificatePath: certificatePath, keyPath: keyPath, reason: "\(error)")
        }
        return tls
    }
}
