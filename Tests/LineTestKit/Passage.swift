import Glibc
import SeedTestKit

/// One connection on a line: two ways, each with the packets that are on it.
final class Passage {
    private let impairment: Impairment
    private var up: Way
    private var down: Way
    private(set) var isClosed = false
    private var wasCut = false

    init(device: Int32, upstream: Int32, _ impairment: Impairment, seed: UInt64, at now: Int64) {
        self.impairment = impairment
        var stream = SeededStream(seed: seed)
        up = Way(from: device, to: upstream, impairment, lostFrom: impairment.upLostFrom, stream.next(), at: now)
        down = Way(from: upstream, to: device, impairment, lostFrom: impairment.downLostFrom, stream.next(), at: now)
        // The proxy's kernel has answered at once; on the line, TCP's own handshake takes a round trip.
        up.holdForRoundTrip(at: now)
    }

    /// Closes both ends with a reset, as a router does that lost its table.
    func cut() {
        guard !isClosed else { return }
        wasCut = true
        for end in [up.source, up.target] { Loopback.resetOnClose(end) }
        close()
    }

    private func close() {
        isClosed = true
        for end in [up.source, up.target] { Glibc.close(end) }
    }

    /// Hands on what is due, and answers when to look again.
    func deliver(_ now: Int64) -> Int64 {
        guard !isClosed else { return .max }
        guard up.deliver(now), down.deliver(now) else {
            cut()
            return now
        }
        if let bytes = impairment.cutBytes, up.passed + down.passed >= bytes {
            cut()
        } else if up.isOver, down.isOver {
            close()
        }
        return isClosed ? now : min(up.next(now), down.next(now))
    }

    /// What to wait for: bytes from whoever may still speak, and room where something due does not fit.
    func polled(_ now: Int64) -> [pollfd] {
        guard !isClosed else { return [] }
        return [up, down].flatMap { way -> [pollfd] in
            var polled: [pollfd] = []
            if way.mayRead(now) { polled.append(pollfd(fd: way.source, events: Int16(POLLIN), revents: 0)) }
            if way.isBlocked { polled.append(pollfd(fd: way.target, events: Int16(POLLOUT), revents: 0)) }
            return polled
        }
    }

    func read(_ readable: Set<Int32>, _ now: Int64) {
        guard !isClosed else { return }
        if readable.contains(up.source), up.mayRead(now), !up.read(now) { cut() }
        if !isClosed, readable.contains(down.source), down.mayRead(now), !down.read(now) { cut() }
    }

    /// Adds what passed since the last time.
    func account(_ traffic: inout BadLine.Traffic) {
        traffic.bytesUp += up.takeCount()
        traffic.bytesDown += down.takeCount()
        if wasCut { traffic.cuts += 1 }
        wasCut = false
    }
}
