import Identity
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that says what it likes, at the pace that it likes, over a real TLS connection.
final class HostileClient: Sendable {
    private let channel: any Channel
    private let received: HostileClientHandler.Received

    /// Connects; shows a certificate where `paths` are given. Of what comes then it reads the
    /// first bytes only with `readsOnce`.
    init(
        port: Int, of county: ServerCounty, paths: (certificate: String, key: String)? = nil,
        readsOnce: Bool = false
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
        // So that little waits in the kernel for a reader that does not read.
        if readsOnce { bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: 32_768) }
        channel = try await bootstrap.channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers(
                    NIOSSLClientHandler(context: context, serverHostname: nil),
                    HostileClientHandler(received, readsOnce: readsOnce))
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

    var text: String { received.text }

    /// Waits until `text` has come; false where the connection ends without it.
    func hears(_ text: String) async -> Bool {
        if received.text.contains(text) { return true }
        for await _ in received.signal.stream where received.text.contains(text) { return true }
        return received.text.contains(text)
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

        let signal = AsyncStream<Void>.makeStream()

        func append(_ more: inout ByteBuffer) {
            bytes.withLock { _ = $0.writeBuffer(&more) }
            signal.continuation.yield()
        }
    }

    private let received: Received

    private let readsOnce: Bool

    init(_ received: Received, readsOnce: Bool) {
        self.received = received
        self.readsOnce = readsOnce
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.append(&bytes)
        if readsOnce { _ = context.channel.setOption(.autoRead, value: false) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        received.signal.continuation.finish()
    }

    /// A connection that is broken off is what is waited for.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
