import Node
import Testing

/// A set time by a wall clock that sleeps and is set.
@Suite struct ScheduledSyncTests {
    /// 2026-06-03T00:00 in Asia/Shanghai.
    private static let midnight: Int64 = 1_780_416_000_000
    private static let day: Int64 = 86_400_000

    private static func at(_ hour: Int64, _ minute: Int64, day: Int64 = 0) -> Int64 {
        midnight + day * Self.day + (hour * 60 + minute) * 60_000
    }

    private func sync(after now: Int64, delay: Int64 = 60_000) throws -> ScheduledSync {
        try #require(ScheduledSync(DailySchedule(times: ["17:30"]), after: now, delayMilliseconds: delay))
    }

    @Test func itIsDueAtTheSetTimeAndItsDelay() throws {
        var sync = try sync(after: Self.at(9, 0))
        #expect(sync.remaining(at: Self.at(9, 0)) == (8 * 60 + 31) * 60_000)
        #expect(sync.remaining(at: Self.at(17, 30)) == 60_000)
        #expect(sync.remaining(at: Self.at(17, 31)) == 0)
    }

    @Test(arguments: [0, 1, 400] as [Int64]) func whoSleptThroughItIsDueAtOnce(days: Int64) throws {
        var sync = try sync(after: Self.at(9, 0))
        #expect(sync.remaining(at: Self.at(22, 0, day: days)) == 0)
    }

    @Test(arguments: [1, 30 * 365] as [Int64]) func aClockThatIsSetBackBringsItNearer(days: Int64) throws {
        var sync = try sync(after: Self.at(9, 0, day: days))
        #expect(sync.remaining(at: Self.at(17, 0)) == 31 * 60_000)
        #expect(sync.remaining(at: Self.at(17, 31)) == 0)
    }

    @Test func anEmptyScheduleIsNeverDue() throws {
        #expect(try ScheduledSync(DailySchedule(times: []), after: 0, delayMilliseconds: 0) == nil)
    }
}
