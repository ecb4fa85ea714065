import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

/// Meetings that a series names: on one machine and on two that do not know of each other.
@Suite struct MeetingSeriesTests {
    static let today = CivilDate("2026-06-01")

    /// 每周一 09:00 from 2026-06-01.
    private func series(at office: Office, _ more: [(String, FieldValue)] = []) throws -> RecordKey {
        try office.add(
            "meeting_series",
            [
                ("kind", .string("weekly")), ("title", .string("周会商")), ("rhythm", .string("weekly")),
                ("day", .number(1)), ("from", .string("2026-06-01")), ("time", .string("09:00")),
                ("place", .string("镇会议室")),
            ] + more)
    }

    private func plan(_ office: Office, until day: String) throws -> [RecordKey] {
        let (today, until) = (try #require(Self.today), try #require(CivilDate(day)))
        return try office.write { try $0.planMeetings(until: until, from: today, in: [Office.village]) }.map(\.key)
    }

    private func meetings(_ office: Office, until day: String) throws -> [MeetingView] {
        let (today, until) = (try #require(Self.today), try #require(CivilDate(day)))
        return try office.read { try $0.meetings(in: today...until, on: today) }
    }

    @Test func aSeriesNamesItsMeetingsBeforeAnythingIsWritten() throws {
        let office = try Office.withVillage()
        let series = try series(at: office)
        let named = try meetings(office, until: "2026-06-30")
        #expect(
            named.map { $0.day?.description ?? "-" }
                == ["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22", "2026-06-29"])
        #expect(named.allSatisfy { $0.record == nil && $0.state == .planned && $0.series?.key == series })
        #expect(named[0].at.flatMap { ShanghaiTime(instant: $0)?.description } == "2026-06-01 09:00")
    }

    @Test func planningTwiceMakesNothingTheSecondTime() throws {
        let office = try Office.withVillage()
        _ = try series(at: office)
        let before = try meetings(office, until: "2026-06-30").map(\.key)
        #expect(Set(try plan(office, until: "2026-06-30")) == Set(before))
        #expect(try plan(office, until: "2026-06-30").isEmpty)
        #expect(try meetings(office, until: "2026-06-30").map(\.key) == before)
        #expect(try meetings(office, until: "2026-06-30").allSatisfy { $0.record != nil })
    }

    /// Two machines plan the same series apart, one of them after the place was moved and with another calendar.
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func twoMachinesThatPlanApartMakeOneMeetingOfEachDay(_ seed: UInt64) throws {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: seed)
        let series = try series(at: here, [("on_free_day", .string("later"))])
        let there = try Office(key: center, seed: seed + 100)
        try there.take(from: here)
        try here.set(series, "place", .string("村委会"))
        let (mine, theirs) = (try plan(here, until: "2026-06-\(15 + seed)"), try plan(there, until: "2026-06-30"))
        #expect(Set(mine).isSubset(of: Set(theirs)) && !mine.isEmpty)
        try there.take(from: here)
        try here.take(from: there)
        for office in [here, there] {
            let views = try meetings(office, until: "2026-06-30")
            #expect(views.count == 5)
            #expect(Set(views.map(\.key)) == Set(theirs))
            #expect(views.allSatisfy { $0.place == .text("村委会") })
            #expect(try office.read { try $0.queries.conflicts() }.isEmpty)
        }
        #expect(try here.projectionRows() == there.projectionRows())
    }

    @Test func aWithdrawnMeetingIsNotNamedAgain() throws {
        let office = try Office.withVillage()
        _ = try series(at: office)
        let first = try #require(try plan(office, until: "2026-06-08").first)
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: first, reason: "改为电话会")) }
        #expect(try !meetings(office, until: "2026-06-08").contains { $0.key == first })
        #expect(try plan(office, until: "2026-06-08").isEmpty)
    }

    @Test func aMeetingMovesOffTheHolidaysAndSaysSo() throws {
        let office = try Office.withVillage()
        _ = try series(at: office, [("on_free_day", .string("later"))])
        let (from, until) = (try #require(CivilDate("2026-10-01")), try #require(CivilDate("2026-10-12")))
        let views = try office.read { try $0.meetings(in: from...until, on: from) }
        // Monday the 5th lies within the National Day.
        #expect(views.map { $0.day?.description } == ["2026-10-08", "2026-10-12"])
        #expect(views.map(\.isMoved) == [true, false])
        #expect(views.map(\.seriesDay?.description) == ["2026-10-05", "2026-10-12"])
    }

    @Test(arguments: [
        [("time", FieldValue.string("25:00"))], [("time", .string("九点"))], [("day", .number(8))],
        [("until", .string("2026-05-31"))],
    ])
    func aSeriesThatCannotMeetIsRefused(_ wrong: [(String, FieldValue)]) throws {
        let office = try Office.withVillage()
        var fields: [(String, FieldValue)] = [
            ("kind", .string("weekly")), ("title", .string("周会商")), ("rhythm", .string("weekly")),
            ("day", .number(1)), ("from", .string("2026-06-01")),
        ]
        fields.removeAll { field in wrong.contains { $0.0 == field.0 } }
        #expect(throws: CaseWorkError.self) { try office.add("meeting_series", fields + wrong) }
    }
}
