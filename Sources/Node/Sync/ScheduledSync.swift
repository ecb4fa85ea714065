/// The next sync that is due, by the wall clock.
///
/// Clocks are set while the daemon runs: one that started in 1970 for want of a battery learns the day from the network.
/// A wait that was counted out once would then end at any hour. So what is left is asked again and again; a set time that
/// has gone by is due at once, and a clock that is set back brings the next one nearer.
public struct ScheduledSync: Hashable, Sendable {
    private let schedule: DailySchedule
    private let delayMilliseconds: Int64
    private var due: Int64

    /// The first set time after `now` (milliseconds since 1970), with a delay of this machine's own behind it; nil for a
    /// schedule that never falls due.
    public init?(_ schedule: DailySchedule, after now: Int64, delayMilliseconds: Int64) {
        guard let due = schedule.next(after: now) else { return nil }
        self.schedule = schedule
        self.delayMilliseconds = delayMilliseconds
        self.due = due
    }

    /// Milliseconds that are left at `now`; nothing is left where it is due.
    public mutating func remaining(at now: Int64) -> Int64 {
        if let next = schedule.next(after: now), next < due { due = next }
        return max(0, due + delayMilliseconds - now)
    }
}
