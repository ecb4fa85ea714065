import Dispatch
import Glibc
import Synchronization

/// A line between a device and its upstream that is impaired as told: a TCP proxy on loopback.
///
/// TLS passes through it unread, so that client and server are those of production. What it draws follows from the seed,
/// the number of the connection and that of the packet; when the two sides speak is theirs. Packets are never lost: TCP
/// would send them again, and below a proxy there is no packet to lose.
public final class BadLine: Sendable {
    /// What passed, over all connections.
    public struct Traffic: Hashable, Sendable {
        /// Connections that a device made.
        public internal(set) var connections = 0
        /// Connections that the line cut.
        public internal(set) var cuts = 0
        /// Bytes, those of TLS among them, that came through.
        public internal(set) var bytesUp = 0
        public internal(set) var bytesDown = 0
    }

    private struct State {
        var impairment: Impairment
        var traffic = Traffic()
        var isOver = false
    }

    /// What the kernel may hold of a connection before it is read here: what waits is on the line, where it counts.
    private static let kernelBytes = 4096

    /// Where it listens, on 127.0.0.1.
    public let port: Int
    private let listener: Int32
    private let upstreamPort: Int
    private let seed: UInt64
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "bad-line")

    /// Leads from a free port of 127.0.0.1 to another one, until `end`.
    public init(to upstreamPort: Int, _ impairment: Impairment, seed: UInt64) throws {
        self.upstreamPort = upstreamPort
        self.seed = seed
        state = Mutex(State(impairment: impairment))
        (listener, port) = try Loopback.listen(receiveBytes: BadLine.kernelBytes)
        queue.async { self.run() }
    }

    /// Ends it; whoever is connected is cut off.
    public func end() {
        state.withLock { $0.isOver = true }
        queue.sync {}
        close(listener)
    }

    /// What passed until now.
    public var traffic: Traffic { state.withLock { $0.traffic } }

    /// Changes what is wrong with it, for connections that come from now on.
    public func become(_ impairment: Impairment) { state.withLock { $0.impairment = impairment } }

    // MARK: The loop that passes packets on, alone on its queue

    private func run() {
        var passages: [Passage] = []
        let begin = LineClock.now()
        var cutCount = 1.0
        while !state.withLock({ $0.isOver }) {
            let now = LineClock.now()
            var next = now + LineClock.idle
            if let seconds = state.withLock({ $0.impairment.cutSeconds }) {
                let cut = begin + LineClock.seconds(seconds * cutCount)
                if cut <= now {
                    for passage in passages { passage.cut() }
                    cutCount += 1
                }
                next = min(next, max(cut, now))
            }
            for passage in passages { next = min(next, passage.deliver(now)) }
            state.withLock { state in
                for passage in passages { passage.account(&state.traffic) }
            }
            passages.removeAll(where: \.isClosed)
            wait(until: next, passages)
            accept(&passages)
        }
        for passage in passages { passage.cut() }
    }

    private func wait(until next: Int64, _ passages: [Passage]) {
        let now = LineClock.now()
        var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        for passage in passages { polled += passage.polled(now) }
        let milliseconds = Int32(clamping: (max(next, now) - now + 999_999) / 1_000_000)
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
        let readable = Set(polled.filter { $0.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 }.map(\.fd))
        let later = LineClock.now()
        for passage in passages { passage.read(readable, later) }
    }

    private func accept(_ passages: inout [Passage]) {
        while Loopback.waitForInput(listener, milliseconds: 0) {
            let device = Glibc.accept(listener, nil, nil)
            guard device >= 0 else { return }
            let (number, impairment) = state.withLock { state in
                defer { state.traffic.connections += 1 }
                return (state.traffic.connections, state.impairment)
            }
            guard let upstream = try? Loopback.connect(port: upstreamPort, receiveBytes: BadLine.kernelBytes) else {
                close(device)
                continue
            }
            for end in [device, upstream] {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            let isImpaired = impairment.connectionsMax.map { number < $0 } ?? true
            passages.append(
                Passage(
                    device: device, upstream: upstream, isImpaired ? impairment : Impairment(),
                    seed: seed &+ UInt64(number) &* 0x1_0001, at: LineClock.now()))
        }
    }
}
