/// When to try again after a failure: exponential backoff with full jitter.
///
/// A township's devices lose and regain the line together; without jitter they would return together. The random
/// number is given, so that a simulation replays. Source: Brooker, "Exponential Backoff and Jitter", 2015.
public struct RetrySchedule: Hashable, Sendable {
    /// Window of the first retry.
    public static let baseMilliseconds: Int64 = 2_000
    /// Growth of the window with each failure in a row.
    public static let factor: Int64 = 2
    /// Largest window: a line that comes back is noticed within a quarter of an hour.
    public static let capMilliseconds: Int64 = 15 * 60 * 1_000
    /// Longest `Retry-After` that is honoured, so that a wrong header cannot silence a device for a year.
    public static let retryAfterCapSeconds = 3_600

    /// Failures since the last success.
    public private(set) var failures = 0

    public init() {}

    /// Counts a failure and answers how long to wait before the next attempt, in milliseconds.
    ///
    /// The wait is drawn evenly from 0 up to and including the window. Where the server named a `Retry-After`, the
    /// wait is that time plus the drawn one: those who were sent away together do not come back together.
    public mutating func delayAfterFailureMilliseconds(random: UInt64, retryAfterSeconds: Int? = nil) -> Int64 {
        let window = windowMilliseconds
        failures = failures == .max ? failures : failures + 1
        let drawn = Int64(UInt64(window + 1).multipliedFullWidth(by: random).high)
        guard let retryAfterSeconds, retryAfterSeconds > 0 else { return drawn }
        return Int64(min(retryAfterSeconds, Self.retryAfterCapSeconds)) * 1_000 + drawn
    }

    /// Starts again from the smallest window.
    public mutating func succeeded() {
        failures = 0
    }

    /// The longest wait that the next failure can bring, without `Retry-After`.
    public var windowMilliseconds: Int64 {
        var window = Self.baseMilliseconds
        var step = 0
        while step < failures, window < Self.capMilliseconds {
            window *= Self.factor
            step += 1
        }
        return min(window, Self.capMilliseconds)
    }
}
