import Logging
import NIOCore
import NIOHTTPTypes

/// Follows the requests of one connection, and ends it where its client takes too much.
///
/// Two clients are nobody else's business: one that goes on sending a body that was refused, and one that does not read
/// its answer, which would stay in memory for as long as it likes. A silent client is Hummingbird's idle time-out's; a
/// slow body `BodyPace`'s.
///
/// Hummingbird takes an answer for sent when it is handed over, and its idle time-out and its graceful stop then close
/// the connection over what is still on its way. On a slow line that is most of it. So while an answer goes out, and
/// goes on going out, nobody closes the connection but the client.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let register: ConnectionRegister
    private let logger: Logger
    private let patience: TimeAmount
    private let drainedBytesMax: Int
    /// Whether the answer to the request at hand has begun.
    private var isAnswered = false
    /// Whether an answer is on its way, in the sense of the line and not of the program.
    private var isSending = false
    /// Somebody wanted to close meanwhile.
    private var isToBeClosed = false
    /// Bytes of a body that came after its answer.
    private var drainedBytes = 0
    private var stallCheck: Scheduled<Void>?

    /// `patience` is how long a client may take no byte of its answer.
    init(register: ConnectionRegister, logger: Logger, patience: TimeAmount, drainedBytesMax: Int) {
        self.register = register
        self.logger = logger
        self.patience = patience
        self.drainedBytesMax = drainedBytesMax
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { register.opened(context.channel) }
    }

    func channelActive(context: ChannelHandlerContext) {
        register.opened(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        register.closed(context.channel)
        stallCheck?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isAnswered = false
            drainedBytes = 0
            register.requestBegan(context.channel)
        case .body(let bytes):
            if isAnswered { drainedBytes += bytes.readableBytes }
            // What is left of a refused body is read, so that the client gets its answer and not a reset; up to a limit.
            if drainedBytes > drainedBytesMax {
                logger.notice(
                    "connection closed: its refused body does not end", metadata: ["bytes": "\(drainedBytes)"])
                return context.close(promise: nil)
            }
        case .end:
            if !isAnswered { register.requestCame(context.channel) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            isAnswered = true
            isSending = true
            checkStall(context, leftBefore: .max)
            context.write(data, promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            let written = promise ?? context.eventLoop.makePromise()
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            written.futureResult.whenComplete { _ in
                let (watch, context) = bound.value
                watch.sent(context)
            }
            context.write(data, promise: written)
        }
    }

    /// The answer has left, or never will.
    private func sent(_ context: ChannelHandlerContext) {
        isSending = false
        stallCheck?.cancel()
        stallCheck = nil
        if isToBeClosed { return context.close(promise: nil) }
        register.answered(context.channel)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard isSending, mode != .input, context.channel.isActive else {
            return context.close(mode: mode, promise: promise)
        }
        isToBeClosed = true
        if let promise { context.channel.closeFuture.cascade(to: promise) }
    }

    /// What is no TLS, or no HTTP, ends the connection; the log says of which kind it was, and nothing of what came.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.info("connection failed", metadata: ["error": "\(type(of: error))"])
        context.fireErrorCaught(error)
    }

    /// Closes the connection where nothing of the answer has left since the last look.
    private func checkStall(_ context: ChannelHandlerContext, leftBefore: Int) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        stallCheck = context.eventLoop.scheduleTask(in: patience) {
            let (watch, context) = bound.value
            guard watch.isSending, context.channel.isActive else { return }
            let left = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
            if left > 0, left >= leftBefore {
                watch.logger.notice("connection closed: its answer is not read", metadata: ["bytes_left": "\(left)"])
                return context.close(promise: nil)
            }
            watch.checkStall(context, leftBefore: left)
        }
    }
}
