import Glibc
import SeedTestKit

/// One direction of a connection: what was read and is not there yet.
struct Way {
    private struct Packet {
        var bytes: ArraySlice<UInt8>
        let due: Int64
    }

    /// Payload of a packet, and what TCP/IP adds to it.
    private static let packetBytes = 1_360
    private static let headerBytes = 40
    /// What waits for its turn on a slow line before its sender is held up: a second of it, as in a base station.
    private static let queueNanoseconds: Int64 = 1_000_000_000

    let source: Int32
    let target: Int32
    private let impairment: Impairment
    private let lostFrom: Int?
    private var stream: SeededStream
    private let begin: Int64
    /// Index of the first packet that is still on its way.
    private var first = 0
    private var packets: [Packet] = []
    /// When the line has room for another packet, and when the last one arrives.
    private var free: Int64
    private var lastDue: Int64
    private var readCount = 0
    private var counted = 0
    private(set) var passed = 0
    private var hasEnded = false
    private(set) var isOver = false
    private(set) var isBlocked = false

    init(from source: Int32, to target: Int32, _ impairment: Impairment, lostFrom: Int?, _ seed: UInt64, at now: Int64)
    {
        self.source = source
        self.target = target
        self.impairment = impairment
        self.lostFrom = lostFrom
        stream = SeededStream(seed: seed)
        begin = now
        free = now
        lastDue = now
    }

    mutating func holdForRoundTrip(at now: Int64) {
        free = now + drawnDelay() + drawnDelay()
    }

    func mayRead(_ now: Int64) -> Bool { !hasEnded && free - now < Way.queueNanoseconds }

    /// Takes in what the sender has written; false where the connection broke.
    mutating func read(_ now: Int64) -> Bool {
        var buffer = [UInt8](repeating: 0, count: Way.packetBytes)
        while mayRead(now) {
            let count = recv(source, &buffer, buffer.count, 0)
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            if let lostFrom, readCount + count > lostFrom || count == 0 {
                let kept = max(0, lostFrom - readCount)
                if kept > 0 { send(buffer[..<kept], at: now) }
                readCount += count
                if count == 0 { hasEnded = true }
                continue
            }
            readCount += count
            hasEnded = count == 0
            send(buffer[..<count], at: now)
        }
        return true
    }

    /// Puts a packet on the line; one without bytes is the sender's end.
    private mutating func send(_ bytes: ArraySlice<UInt8>, at now: Int64) {
        free = max(free, now)
        if let rate = impairment.bitsPerSecond {
            free += Int64(bytes.count + Way.headerBytes) * 8 * 1_000_000_000 / Int64(rate)
        }
        var due = max(free + drawnDelay(), lastDue)
        if impairment.burst > 0 {
            let burst = LineClock.milliseconds(impairment.burst)
            due = begin + (due - begin + burst - 1) / burst * burst
        }
        lastDue = due
        packets.append(Packet(bytes: ArraySlice(Array(bytes)), due: due))
    }

    private mutating func drawnDelay() -> Int64 {
        var milliseconds = impairment.delay
        if impairment.jitter > 0 { milliseconds += stream.below(2 * impairment.jitter + 1) - impairment.jitter }
        return LineClock.milliseconds(max(0, milliseconds))
    }

    /// Writes what is due; false where the connection broke.
    mutating func deliver(_ now: Int64) -> Bool {
        isBlocked = false
        while first < packets.count, packets[first].due <= now {
            guard !packets[first].bytes.isEmpty else {
                shutdown(target, Int32(SHUT_WR))
                isOver = true
                first += 1
                continue
            }
            let count = packets[first].bytes.withUnsafeBytes {
                Glibc.send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                guard errno == EAGAIN || errno == EINTR else { return false }
                isBlocked = true
                break
            }
            passed += count
            packets[first].bytes = packets[first].bytes.dropFirst(count)
            if packets[first].bytes.isEmpty { first += 1 }
        }
        if first == packets.count {
            packets.removeAll(keepingCapacity: true)
            first = 0
        }
        return true
    }

    /// When something is to be done again without anybody writing.
    func next(_ now: Int64) -> Int64 {
        var next = Int64.max
        if first < packets.count, !isBlocked { next = packets[first].due }
        if !hasEnded, free - now >= Way.queueNanoseconds { next = min(next, free - Way.queueNanoseconds) }
        return max(next, now)
    }

    /// Bytes that came through since the last time.
    mutating func takeCount() -> Int {
        defer { counted = passed }
        return passed - counted
    }
}
