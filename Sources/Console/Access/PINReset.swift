/// What is kept of a reset that somebody asked for: the challenge that their device shows, and how often a wrong answer
/// was typed.
struct PINReset: Codable, Hashable, Sendable {
    var challenge: String
    /// Milliseconds since 1970.
    var madeAt: Int64
    var failures = 0
    var notBefore: Int64 = 0

    /// A day: whoever calls in the morning may be called back in the evening.
    static let lifeMilliseconds: Int64 = 86_400_000

    /// Whether it still stands at `now`; one from the future was made by a clock that was off.
    func stands(at now: Int64) -> Bool { (0..<PINReset.lifeMilliseconds).contains(now - madeAt) }

    /// Milliseconds that are still to be waited at `now`.
    func remaining(at now: Int64) -> Int64 { min(max(0, notBefore - now), PINRecord.wait(after: failures)) }
}
