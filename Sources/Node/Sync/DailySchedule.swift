import CaseFile
import Replication

/// The times of day at which a node syncs, in Asia/Shanghai whatever zone the machine believes in.
public struct DailySchedule: Hashable, Sendable {
    /// Minutes after midnight, rising, each once.
    private let minutes: [Int]

    /// Takes times such as `17:30`; an empty list never falls due. Throws `NodeError.schedule` naming the text.
    public init(times: [String]) throws(NodeError) {
        var minutes: [Int] = []
        for time in times {
            let parts = time.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
                (0...59).contains(minute), parts[1].count == 2
            else { throw .schedule(time: time) }
            minutes.append(hour * 60 + minute)
        }
        self.minutes = Array(Set(minutes)).sorted()
    }

    /// The first instant after `now` that falls due, milliseconds since 1970; nil for an empty schedule.
    public func next(after now: Int64) -> Int64? {
        guard let local = ShanghaiTime(instant: now) else { return nil }
        for day in 0...1 {
            guard let date = CivilDate(daysSince1970: local.date.daysSince1970 + day) else { continue }
            for minute in minutes {
                guard let time = ShanghaiTime(date: date, hour: minute / 60, minute: minute % 60) else { continue }
                if time.instant > now { return time.instant }
            }
        }
        return nil
    }

    /// The last set instant that is not after `now`, milliseconds since 1970; nil for an empty schedule.
    public func latest(upTo now: Int64) -> Int64? {
        guard let local = ShanghaiTime(instant: now) else { return nil }
        for day in [0, -1] {
            guard let date = CivilDate(daysSince1970: local.date.daysSince1970 + day) else { continue }
            for minute in minutes.reversed() {
                guard let time = ShanghaiTime(date: date, hour: minute / 60, minute: minute % 60) else { continue }
                if time.instant <= now { return time.instant }
            }
        }
        return nil
    }
}
