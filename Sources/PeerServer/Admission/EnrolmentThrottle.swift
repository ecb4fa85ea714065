/// Slows down those who try codes, each address for itself and all of them together.
///
/// A code has a hundred random bits and cannot be guessed; the throttle keeps the guessing from costing the node its
/// time, and the log its readability. Each try takes from an allowance that grows back with time; who had a right code,
/// or failed for another reason, gets the try back. Told the time and drawing nothing, so that a test decides both.
///
/// Source: DESIGN.md section 8; the generic cell rate algorithm (ITU-T I.371).
public struct EnrolmentThrottle: Sendable {
    /// Wrong codes of one address in a row: a person who reads a code off a sheet mistypes it a few times.
    public static let triesPerAddress: Int64 = 5
    /// … and one more after each half minute, faster than anybody types a code of twenty characters anew.
    public static let addressIntervalMilliseconds: Int64 = 30_000
    /// Wrong codes of all addresses together: ten townships that enrol on one morning, all at their worst.
    public static let triesTogether: Int64 = 60
    /// … and one more every two seconds.
    public static let togetherIntervalMilliseconds: Int64 = 2_000
    /// Addresses that are remembered; with more, the longest known is forgotten, and the common allowance holds.
    public static let addressCountMax = 4_096

    /// When the tries of an address will all have grown back. Looked up by address; never iterated.
    private var fullAt: [String: Int64] = [:]
    /// The addresses in the order in which they first came.
    private var order: [String] = []
    private var togetherFullAt: Int64 = 0

    public init() {}

    /// Takes one try of `address`, or answers how many seconds to wait for it. `now` is in milliseconds of a clock that
    /// never goes back; its start does not matter.
    public mutating func take(_ address: String, now: Int64) -> UInt32? {
        let own = EnrolmentThrottle.next(
            fullAt[address] ?? now, now, EnrolmentThrottle.addressIntervalMilliseconds,
            EnrolmentThrottle.triesPerAddress)
        let common = EnrolmentThrottle.next(
            togetherFullAt, now, EnrolmentThrottle.togetherIntervalMilliseconds, EnrolmentThrottle.triesTogether)
        let wait = max(own.wait, common.wait)
        guard wait <= 0 else { return UInt32(clamping: (wait + 999) / 1_000) }
        if fullAt.updateValue(own.fullAt, forKey: address) == nil { order.append(address) }
        if order.count > EnrolmentThrottle.addressCountMax { fullAt[order.removeFirst()] = nil }
        togetherFullAt = common.fullAt
        return nil
    }

    /// Gives the try back: it was no wrong code.
    public mutating func giveBack(_ address: String) {
        if let full = fullAt[address] { fullAt[address] = full - EnrolmentThrottle.addressIntervalMilliseconds }
        togetherFullAt -= EnrolmentThrottle.togetherIntervalMilliseconds
    }

    /// When all will have grown back after one more try, and how long that try has to wait, in milliseconds.
    private static func next(
        _ fullAt: Int64, _ now: Int64, _ interval: Int64, _ count: Int64
    ) -> (fullAt: Int64, wait: Int64) {
        let next = max(fullAt, now) + interval
        return (next, next - now - count * interval)
    }
}
