import Logging
import NIOCore
import Synchronization

/// The open connections of a server, so that a newcomer finds room.
final class ConnectionRegister: Sendable {
    private struct State {
        var order: ConnectionOrder<ObjectIdentifier>
        /// By channel, for as long as it is open. Looked up only.
        var channels: [ObjectIdentifier: any Channel] = [:]
        var closedCount = 0
    }

    /// One line in the log for so many connections that had to go.
    private static let closedPerLine = 1_000

    private let state: Mutex<State>
    private let logger: Logger

    init(limit: Int, logger: Logger) {
        state = Mutex(State(order: ConnectionOrder(limit: limit)))
        self.logger = logger
    }

    func opened(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let (spared, closedCount) = state.withLock { state -> ((any Channel)?, Int) in
            state.channels[id] = channel
            guard let spared = state.order.opened(id) else { return (nil, 0) }
            state.closedCount += 1
            return (state.channels.removeValue(forKey: spared), state.closedCount)
        }
        guard let spared else { return }
        if closedCount % ConnectionRegister.closedPerLine == 1 {
            logger.notice(
                "too many connections: the longest idle are closed", metadata: ["closed_before": "\(closedCount - 1)"])
        }
        spared.close(promise: nil)
    }

    func requestBegan(_ channel: any Channel) {
        state.withLock { $0.order.requestBegan(ObjectIdentifier(channel)) }
    }

    func requestCame(_ channel: any Channel) {
        state.withLock { $0.order.requestCame(ObjectIdentifier(channel)) }
    }

    func answered(_ channel: any Channel) {
        state.withLock { $0.order.answered(ObjectIdentifier(channel)) }
    }

    func closed(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        state.withLock { state in
            state.order.closed(id)
            state.channels[id] = nil
        }
    }
}
