import Logging
import Synchronization

/// Keeps what is logged from `info` up.
struct ServerLog: LogHandler {
    struct Line: Sendable {
        let message: String
        let metadata: Logger.Metadata

        /// Names and narratives of a county are Chinese; ids, counts and codes are not.
        var hasChinese: Bool { "\(self)".contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" } }
    }

    private final class Lines: Sendable {
        let list = Mutex<[Line]>([])
        let signal = AsyncStream<Void>.makeStream()
    }

    private let kept = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    var lines: [Line] { kept.list.withLock { $0 } }

    /// Waits for a line; the test's time limit ends the wait. For one waiter.
    func line(_ message: String) async {
        if lines.contains(where: { $0.message == message }) { return }
        for await _ in kept.signal.stream where lines.contains(where: { $0.message == message }) { return }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        kept.list.withLock {
            $0.append(Line(message: event.message.description, metadata: event.metadata ?? [:]))
        }
        kept.signal.continuation.yield()
    }
}
