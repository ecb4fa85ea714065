import Foundation
import Identity
import NIOCore
import NIOPosix
import NIOSSL
import Replication
import Synchronization

/// What answers in the field in an upstream's place: a login page, a machine of somebody else. It says one thing to
/// everybody who finishes a request, and counts them.
final class FieldServer {
    /// What it is to TLS.
    enum Proof {
        case plain
        case certificate(path: String, keyPath: String)
    }

    let port: Int
    private let channel: any Channel
    private let counts = FieldCounts()

    /// `answer` is sent as it is; then the connection is closed.
    init(_ proof: Proof, answer: String, port: Int = 0) throws {
        var context: NIOSSLContext?
        if case .certificate(let path, let keyPath) = proof {
            context = try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: try NIOSSLCertificate.fromPEMFile(path).map { .certificate($0) },
                    privateKey: .privateKey(try NIOSSLPrivateKey(file: keyPath, format: .pem))))
        }
        let (tls, counts) = (context, counts)
        channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    counts.connections.withLock { $0 += 1 }
                    if let tls { try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try child.pipeline.syncOperations.addHandler(FieldServerHandler(answer, counts))
                }
            }
            .bind(host: "127.0.0.1", port: port).wait()
        self.port = channel.localAddress?.port ?? 0
    }

    /// A login page with a certificate that nobody in the county signed; `folder` takes its files.
    static func foreign(in folder: String) throws -> FieldServer {
        let authority = try CountyAuthority(county: "别的县", isTraining: false)
        let pair = DeviceKeyPair.generate()
        let certificate = try authority.issueCertificate(
            for: pair.key, nodeID: pair.key.device, name: "portal", role: .center)
        let (path, keyPath) = ("\(folder)/portal.pem", "\(folder)/portal.key")
        try certificate.pem.write(toFile: path, atomically: true, encoding: .utf8)
        try pair.save(to: keyPath)
        return try FieldServer(.certificate(path: path, keyPath: keyPath), answer: page("200 OK"))
    }

    deinit { close() }

    /// Connections, also those that never got as far as a request.
    var connectionCount: Int { counts.connections.withLock { $0 } }
    /// Bytes that came after a handshake, where there is one.
    var byteCount: Int { counts.bytes.withLock { $0 } }

    func close() { try? channel.close().wait() }

    static func page(_ status: String, _ fields: String = "", _ body: String = "<html>请登录 Please log in</html>")
        -> String
    {
        "HTTP/1.1 \(status)\r\nContent-Type: text/html\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}

private final class FieldCounts: Sendable {
    let connections = Mutex(0)
    let bytes = Mutex(0)
}

private final class FieldServerHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String
    private let counts: FieldCounts
    private let hasAnswered = Mutex(false)

    init(_ answer: String, _ counts: FieldCounts) {
        self.answer = answer
        self.counts = counts
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let count = unwrapInboundIn(data).readableBytes
        counts.bytes.withLock { $0 += count }
        let isFirst = hasAnswered.withLock { hasAnswered in
            defer { hasAnswered = true }
            return !hasAnswered
        }
        guard isFirst else { return }
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer))).whenComplete { _ in
            channel.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
