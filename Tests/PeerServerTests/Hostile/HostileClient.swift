import Identity
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that says what it likes, at the pace that it likes, over a real TLS connection.
final class HostileClient: Sendable {
    private let channel: any Channel
    private let received: HostileClientHandler.Received

    /// Connects and finishes the handshake; shows a certificate where `paths` are given.
    init(
        port: Int, of county: ServerCounty, paths: (certificate: String, key: String)? = nil,
        receiveBufferBytes: Int? = nil
    ) async throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: county.authority.root.der, format: .der)])
        tls.certificateVerification = .noHostnameVerification
        if let paths {
            tls.certificateChain = try NIOSSLCertificate.fromPEMFile(paths.certificate).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: paths.key, format: .pem))
        }
        let context = try NIOSSLContext(configuration: tls)
        let received = HostileClientHandler.Received()
        self.received = received
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let receiveBufferBytes {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: .init(receiveBufferBytes))
        }
        channel = try await bootstrap.channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers(
                    NIOSSLClientHandler(context: context, serverHostname: nil), HostileClientHandler(received))
            }
        }
        .connect(host: "127.0.0.1", port: port).get()
    }

    func send(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends one byte of `bytes` after another, each after `milliseconds`, for as long as the connection stands.
    func dribble(_ bytes: [UInt8], everyMilliseconds milliseconds: Int64) {
        let channel = channel
        let sent = Mutex(0)
        let task = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(milliseconds)) {
            let place = sent.withLock { sent in
                sent += 1
                return sent - 1
            }
            guard place < bytes.count else { return $0.cancel() }
            channel.writeAndFlush(ByteBuffer(bytes: [bytes[place]]), promise: nil)
        }
        channel.closeFuture.whenComplete { _ in task.cancel() }
    }

    /// Reads no more.
    func stopReading() async throws {
        try await channel.setOption(.autoRead, value: false).get()
    }

    /// What came until the server closed the connection; the test's time limit ends the wait.
    func untilClosed() async -> String {
        try? await channel.closeFuture.get()
        return received.text
    }

    func close() {
        channel.close(promise: nil)
    }
}

private final class HostileClientHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    final class Received: Sendable {
        private let bytes = Mutex(ByteBuffer())

        var text: String { bytes.withLock { String(buffer: $0) } }

        func append(_ more: inout ByteBuffer) { bytes.withLock { _ = $0.writeBuffer(&more) } }
    }

    private let received: Received

    init(_ received: Received) {
        self.received = received
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.append(&bytes)
    }

    /// A connection that is broken off is what is waited for.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
