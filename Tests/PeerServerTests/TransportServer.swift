import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization

/// What reached a test server's handler.
struct TransportArrival: Sendable {
    let method: String
    let path: String
    let headers: HTTPFields
    let bodyBytes: Int
    /// One port of the client is one connection.
    let clientPort: Int?
}

/// The arrivals in order, and a signal for each.
final class TransportArrivals: Sendable {
    private let list = Mutex<[TransportArrival]>([])
    private let signal = AsyncStream<Void>.makeStream()
    private let end = AsyncStream<Void>.makeStream()

    var all: [TransportArrival] { list.withLock { $0 } }

    func record(_ arrival: TransportArrival) {
        list.withLock { $0.append(arrival) }
        signal.continuation.yield()
    }

    /// Waits for the next arrival that nobody has waited for yet.
    func next() async {
        for await _ in signal.stream { return }
    }

    /// Lets stalled handlers go; called when the test is done with the server.
    func release() {
        end.continuation.finish()
    }

    /// Where a handler stalls until the test is over.
    func released() async {
        for await _ in end.stream {}
    }
}

struct TransportContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let clientPort: Int?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        clientPort = source.channel.remoteAddress?.port
    }
}

/// A real Hummingbird server on a free port of this machine.
enum TransportServer {
    /// TLS with a client certificate of `clientRoots` required; `credentials` are the server's own.
    static func mutualTLS(_ credentials: TransportCredentials, clientRootPEM: String) throws -> TLSConfiguration {
        let certificate = try NIOSSLCertificate(bytes: Array(credentials.certificatePEM.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(credentials.keyPEM.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: Array(clientRootPEM.utf8), format: .pem)])
        tls.certificateVerification = .noHostnameVerification
        // An idle client does not answer the server's goodbye; the default waits 5 s for it.
        tls.shutdownTimeout = .milliseconds(100)
        return tls
    }

    /// Runs `use` beside a server; a nil `tls` is a server without TLS, a port of 0 is a free one.
    static func run(
        tls: TLSConfiguration?, port: Int = 0,
        use: (_ port: Int, _ arrivals: TransportArrivals) async throws -> Void
    ) async throws {
        let arrivals = TransportArrivals()
        let (ports, portFound) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "transport-test")
        logger.logLevel = .critical
        let application = Application(
            responder: CallbackResponder { (request: Request, context: TransportContext) in
                let body = try await request.body.collect(upTo: 16 << 20)
                arrivals.record(
                    TransportArrival(
                        method: request.method.rawValue, path: request.uri.description, headers: request.headers,
                        bodyBytes: body.readableBytes, clientPort: context.clientPort))
                return try await answer(request, body, arrivals)
            },
            server: try tls.map { try .tls(tlsConfiguration: $0) } ?? .http1(),
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { portFound.yield(port) }
            },
            logger: logger)
        // Stopped gracefully and never by cancelling its task: NIO traps on an accepted connection that was cancelled
        // away before Hummingbird took it up ("Deinited NIOAsyncWriter without calling finish()").
        let service = ServiceGroup(configuration: .init(services: [application], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { portFound.finish() }
                try await service.run()
            }
            do {
                var iterator = ports.makeAsyncIterator()
                guard let port = await iterator.next() else { throw TransportServerError.didNotStart }
                try await use(port, arrivals)
            } catch {
                arrivals.release()
                await service.triggerGracefulShutdown()
                throw error
            }
            arrivals.release()
            await service.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private static func answer(_ request: Request, _ body: ByteBuffer, _ arrivals: TransportArrivals) async throws
        -> Response
    {
        switch request.uri.path {
        case "/echo":
            return Response(
                status: .ok,
                headers: [
                    .contentType: request.headers[.contentType] ?? "none", .init("X-Twice")!: "a", .eTag: "\"b\"",
                ],
                body: .init(byteBuffer: body))
        case "/size/100000":
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 7, count: 100_000)))
        case "/chunked/100000":
            return Response(
                status: .ok,
                body: .init { writer in
                    for _ in 0..<100 { try await writer.write(ByteBuffer(repeating: 7, count: 1_000)) }
                    try await writer.finish(nil)
                })
        case "/redirect":
            return Response(status: .found, headers: [.location: "/echo"])
        case "/busy":
            return Response(status: .serviceUnavailable, headers: [.retryAfter: "17"])
        case "/cut":
            return Response(
                status: .ok, headers: [.contentLength: "1000"],
                body: .init { writer in
                    try await writer.write(ByteBuffer(repeating: 7, count: 10))
                    throw TransportServerError.cut
                })
        case "/stall":
            await arrivals.released()
            return Response(status: .ok)
        default:
            return Response(status: .notFound)
        }
    }
}

enum TransportServerError: Error {
    case didNotStart
    /// Thrown in the middle of a body, so that Hummingbird closes the connection.
    case cut
}
