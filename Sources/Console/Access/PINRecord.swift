/// What is kept of a person's PIN on this machine: its scrypt hash, and how often somebody guessed wrong.
struct PINRecord: Codable, Hashable, Sendable {
    /// How the hash was made; kept with it, so that it can be made stronger without anybody choosing anew.
    struct Cost: Codable, Hashable, Sendable {
        var rounds: Int
        var blockSize: Int
        var parallelism: Int

        /// 84 ms and 32 MiB here.
        static let standard = Cost(rounds: 32_768, blockSize: 8, parallelism: 1)
    }

    var cost: Cost
    var salt: [UInt8]
    var hash: [UInt8]
    /// Wrong guesses since the last right one.
    var failures = 0
    /// Before this time nobody may guess again; milliseconds since 1970.
    var notBefore: Int64 = 0

    /// People mistype; so many wrong ones cost nothing.
    static let freeFailures = 3
    static let firstWaitMilliseconds: Int64 = 30_000
    /// An hour: ten thousand PINs take a year, and a cadre who forgot theirs is not shut out for a day.
    static let waitMillisecondsMax: Int64 = 3_600_000

    /// How long to wait after so many wrong guesses.
    static func wait(after failures: Int) -> Int64 {
        guard failures >= freeFailures else { return 0 }
        let doublings = min(failures - freeFailures, 10)
        return min(firstWaitMilliseconds << Int64(doublings), waitMillisecondsMax)
    }

    /// Milliseconds that are still to be waited at `now`. A clock that was set back does not make it longer than the wait
    /// itself.
    func remaining(at now: Int64) -> Int64 {
        min(max(0, notBefore - now), PINRecord.wait(after: failures))
    }

    /// Counts a guess as wrong, before anybody knows whether it is: pulling the plug, or asking twice at once, gains
    /// nothing.
    mutating func countGuess(at now: Int64) {
        failures += 1
        notBefore = now + PINRecord.wait(after: failures)
    }
}
