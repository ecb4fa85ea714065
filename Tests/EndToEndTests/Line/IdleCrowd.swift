import Foundation
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// Many connections to one server that finish the handshake and then say nothing.
final class IdleCrowd {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private var channels: [any Channel] = []

    /// Opens `count` connections, a few at a time, each with its TLS handshake done. A certificate is not needed for it.
    init(count: Int, port: Int, rootPath: String) throws {
        try IdleCrowd.makeRoom(for: count)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(rootPath)
        tls.certificateVerification = .noHostnameVerification
        let context = try NIOSSLContext(configuration: tls)
        // From an address of its own: thousands of ports of 127.0.0.1 would be taken from daemons that are started again.
        let bootstrap = try ClientBootstrap(group: group).bind(to: SocketAddress(ipAddress: "127.0.0.2", port: 0))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: nil))
                    try channel.pipeline.syncOperations.addHandler(HandshakeWaiter(channel.eventLoop.makePromise()))
                }
            }
        while channels.count < count {
            let opening = (0..<min(50, count - channels.count)).map { _ in
                bootstrap.connect(host: "127.0.0.1", port: port).flatMap { channel in
                    channel.pipeline.handler(type: HandshakeWaiter.self).flatMap(\.isDone).map { channel }
                }
            }
            channels += try EventLoopFuture.whenAllSucceed(opening, on: group.any()).wait()
        }
    }

    /// How many of them the server has left open.
    var openCount: Int { channels.count { $0.isActive } }

    func close() {
        for channel in channels { channel.close(promise: nil) }
        try? group.syncShutdownGracefully()
    }

    /// Both ends of some of them may be in one process's limit; the system's default is 1,024.
    private static func makeRoom(for count: Int) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let needed = rlim_t(count + 512)
        guard limit.rlim_cur < needed else { return }
        limit.rlim_cur = min(needed, limit.rlim_max)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur == needed else {
            throw NeverHappened(description: "\(count) connections need \(needed) open files; raise the hard limit")
        }
    }
}

/// Tells when a connection's handshake is done.
private final class HandshakeWaiter: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let promise: EventLoopPromise<Void>
    var isDone: EventLoopFuture<Void> { promise.futureResult }

    init(_ promise: EventLoopPromise<Void>) {
        self.promise = promise
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.handshakeCompleted) = event as? TLSUserEvent { promise.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(ChannelError.eof)
        context.fireChannelInactive()
    }
}
