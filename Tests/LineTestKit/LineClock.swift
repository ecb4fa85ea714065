import Glibc

/// Nanoseconds of a clock that nobody sets.
enum LineClock {
    /// How long a line without anything to do sleeps at most.
    static let idle: Int64 = 50_000_000

    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    static func seconds(_ seconds: Double) -> Int64 { Int64(seconds * 1_000_000_000) }

    static func milliseconds(_ milliseconds: Int) -> Int64 { Int64(milliseconds) * 1_000_000 }
}
