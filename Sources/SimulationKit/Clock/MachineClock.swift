/// The wall clock of one machine: as wrong as it was set, and no further.
struct MachineClock {
    /// Thirty years in milliseconds.
    static let farMilliseconds: Int64 = 30 * 365 * 24 * 60 * 60 * 1000
    /// When every county begins, by the true clock.
    static let beginning: Int64 = 1_790_000_000_000

    var offset: Int64 = 0

    func now(at time: Int64) -> Int64 { MachineClock.beginning + time + offset }
}
