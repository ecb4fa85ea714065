import Node
import Testing

/// The set times of day, in Asia/Shanghai whatever the machine's zone.
@Suite struct DailyScheduleTests {
    /// 2026-06-03T00:00 in Asia/Shanghai.
    static let midnight: Int64 = 1_780_416_000_000
    static let hour: Int64 = 3_600_000

    @Test(arguments: [
        (0, 17.5), (17.4, 17.5), (17.5, 17.75), (17.6, 17.75), (18, 41.5),
    ]) func theNextTimeIsTheFirstAfterNow(now: Double, next: Double) throws {
        let schedule = try DailySchedule(times: ["17:45", "17:30", "17:30"])
        func instant(_ hours: Double) -> Int64 { Self.midnight + Int64(hours * Double(Self.hour)) }
        #expect(schedule.next(after: instant(now)) == instant(next))
    }

    @Test func anEmptyScheduleNeverFallsDue() throws {
        #expect(try DailySchedule(times: []).next(after: Self.midnight) == nil)
    }

    @Test(arguments: ["", "17", "17:5", "24:00", "17:60", "a:b", "17:30:00", "-1:30"])
    func whatIsNoTimeIsNamed(text: String) {
        #expect(throws: NodeError.schedule(time: text)) { try DailySchedule(times: [text]) }
    }
}
