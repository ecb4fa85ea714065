import Dispatch
import Glibc
import LineTestKit
import Synchronization

/// A real line between a device and its upstream: a TCP proxy that passes bytes on, and breaks where it is told.
///
/// TLS passes through it unread, so that client and server are those of production. One connection at a time, as a
/// device has it.
final class CutLine: Sendable {
    enum Direction: String, Sendable, CaseIterable {
        /// Device to upstream.
        case up
        case down
    }

    /// Where to break the next connection.
    struct Cut: Sendable {
        let direction: Direction
        /// Bytes that still pass.
        let count: Int
        /// Whether both ends get a reset, as from a router that lost its table; otherwise an end as from a program.
        let isReset: Bool
    }

    /// What happened on one connection.
    struct Passage: Sendable {
        var up: [UInt8] = []
        var down: [UInt8] = []
        var wasCut = false

        func bytes(_ direction: Direction) -> [UInt8] { direction == .up ? up : down }
    }

    private struct State {
        var cut: Cut?
        var last: Passage?
        var isOver = false
        /// Whether a line that was cut refuses everybody, and whether it does so now.
        var staysDown = false
        var isDown = false
    }

    let port: Int
    private let listener: Int32
    private let upstreamPort: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "cut-line")

    init(upstreamPort: Int, port: Int = 0) throws {
        self.upstreamPort = upstreamPort
        (listener, self.port) = try Loopback.listen(port: port)
    }

    /// Passes connections on until `end`.
    func begin() {
        queue.async { self.run() }
    }

    func end() {
        state.withLock { $0.isOver = true }
        shutdown(listener, Int32(SHUT_RDWR))
        queue.sync {}
        close(listener)
    }

    /// The next connection breaks there; the ones after it do not.
    func breakNext(_ cut: Cut) {
        state.withLock {
            $0.cut = cut
            $0.last = nil
        }
    }

    /// The next connection breaks there, and nobody gets through until `mend`: libcurl tries once more by itself where a
    /// connection broke that it had used before.
    func breakForGood(_ cut: Cut) {
        state.withLock {
            $0.cut = cut
            $0.last = nil
            $0.staysDown = true
        }
    }

    /// Connections pass again.
    func mend() {
        state.withLock {
            $0.staysDown = false
            $0.isDown = false
        }
    }

    /// What passed on the connection that was made last; waits until it is closed.
    var lastPassage: Passage? { queue.sync { state.withLock { $0.last } } }

    /// On the queue, one connection after another. Between two of them other work of the queue gets its turn.
    private func run() {
        guard !state.withLock({ $0.isOver }) else { return }
        if Loopback.waitForInput(listener, milliseconds: 20) {
            let device = accept(listener, nil, nil)
            if device >= 0, state.withLock({ $0.isDown }) {
                close(device)
            } else if device >= 0 {
                let cut = state.withLock { state in
                    defer { state.cut = nil }
                    return state.cut
                }
                let passage = carry(device, cut)
                state.withLock {
                    $0.last = passage
                    $0.isDown = $0.staysDown && passage.wasCut
                }
            }
        }
        queue.async { self.run() }
    }

    private func carry(_ device: Int32, _ cut: Cut?) -> Passage {
        var passage = Passage()
        guard let upstream = try? Loopback.connect(port: upstreamPort) else {
            close(device)
            return passage
        }
        var polled = [
            pollfd(fd: device, events: Int16(POLLIN), revents: 0),
            pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
        ]
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        var open = 2
        passing: while open > 0, poll(&polled, 2, -1) >= 0 {
            for (index, direction) in [Direction.up, .down].enumerated() where polled[index].revents != 0 {
                let (source, target) = index == 0 ? (device, upstream) : (upstream, device)
                let count = recv(source, &buffer, buffer.count, 0)
                guard count > 0 else {
                    // One side has nothing more to say; the other may still have.
                    shutdown(target, Int32(SHUT_WR))
                    polled[index].fd = -1
                    open -= count == 0 ? 1 : 2
                    continue
                }
                let passed = direction == .up ? passage.up.count : passage.down.count
                let allowed = cut.map { $0.direction == direction ? min(count, $0.count - passed) : count } ?? count
                Loopback.send(buffer[..<allowed], to: target)
                if direction == .up {
                    passage.up += buffer[..<allowed]
                } else {
                    passage.down += buffer[..<allowed]
                }
                if allowed < count {
                    passage.wasCut = true
                    break passing
                }
            }
        }
        for end in [device, upstream] {
            if passage.wasCut, cut?.isReset == true { Loopback.resetOnClose(end) }
            close(end)
        }
        return passage
    }
}
