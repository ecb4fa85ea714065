import Testing

@testable import Node

/// When the next copy is due, over nights in which machines are off and clocks are wrong.
@Suite struct BackupTurnTests {
    private static let hour: Int64 = 3_600_000
    private static let midnight = DailyScheduleTests.midnight

    private static func at(_ hours: Double, day: Int64 = 0) -> Int64 {
        midnight + day * 24 * hour + Int64(hours * Double(hour))
    }

    private func isDue(good: Int64?, tried: Int64? = nil, now: Int64) throws -> Bool {
        let schedule = try DailySchedule(times: ["02:30"])
        var last = LastBackup(triedAt: tried ?? good ?? 0)
        last.good = good.map { .init(at: $0, path: "/copy", changes: 1, bytes: 1) }
        if tried != nil { last.problem = .notSet }
        return BackupTurn.isDue(schedule, last: good == nil && tried == nil ? nil : last, now: now)
    }

    @Test func whoNeverHadOneIsDueAtOnce() throws {
        #expect(try isDue(good: nil, now: Self.at(14)))
    }

    @Test func itIsDueOnceANight() throws {
        #expect(try !isDue(good: Self.at(2.5), now: Self.at(2.6)))
        #expect(try !isDue(good: Self.at(2.5), now: Self.at(26.4)))
        #expect(try isDue(good: Self.at(2.5), now: Self.at(26.5)))
    }

    /// A township's machine is switched off at night.
    @Test func whoWasOffIsDueInTheMorning() throws {
        #expect(try isDue(good: Self.at(8), now: Self.at(32)))
        #expect(try !isDue(good: Self.at(8), now: Self.at(17)))
    }

    @Test func aFailureIsTriedAgainAfterAQuarterOfAnHour() throws {
        #expect(try !isDue(good: Self.at(2.5), tried: Self.at(26.5), now: Self.at(26.7)))
        #expect(try isDue(good: Self.at(2.5), tried: Self.at(26.5), now: Self.at(26.75)))
    }

    /// A clock stood in the future for one copy: the nights do not wait until then.
    @Test func aCopyFromTheFutureDoesNotCount() throws {
        #expect(try isDue(good: Self.at(2.5, day: 9000), now: Self.at(2.6)))
        #expect(try isDue(good: nil, tried: Self.at(2.5, day: 9000), now: Self.at(2.6)))
    }

    @Test(arguments: [(2.4, -21.5), (2.5, 2.5), (23.9, 2.5)]) func theLastSetTimeIsNotAfterNow(
        now: Double, latest: Double
    ) throws {
        #expect(try DailySchedule(times: ["02:30"]).latest(upTo: Self.at(now)) == Self.at(latest))
    }
}
