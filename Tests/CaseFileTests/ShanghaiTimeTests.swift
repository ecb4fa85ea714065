import CaseFile
import Replication
import Testing

@Suite struct ShanghaiTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01 08:00"),
            (-28_800_000, "1970-01-01 00:00"),
            (-28_800_001, "1969-12-31 23:59:59.999"),
            // 2026-06-03T06:05:00Z.
            (1_780_466_700_000, "2026-06-03 14:05"),
            // 2026-12-31T16:00:00Z: already the next year in Shanghai.
            (1_798_732_800_000, "2027-01-01 00:00"),
            // Summer of 1988, when clocks showed 13:00: the offset stays fixed.
            (583_992_000_000, "1988-07-04 12:00"),
            (1_780_466_707_250, "2026-06-03 14:05:07.250"),
        ] as [(Int64, String)])
    func instantsAreShownInShanghai(instant: Int64, text: String) throws {
        let time = try #require(ShanghaiTime(instant: instant))
        #expect(time.description == text)
        #expect(time.instant == instant)
    }

    @Test func instantsOutsideTheCalendarAreNoTimes() {
        #expect(ShanghaiTime(instant: .max) == nil)
        #expect(ShanghaiTime(instant: .min) == nil)
        #expect(ShanghaiTime(instant: 253_402_271_999_999)?.description == "9999-12-31 23:59:59.999")
        #expect(ShanghaiTime(instant: 253_402_272_000_000) == nil)
        #expect(ShanghaiTime(instant: -62_135_625_600_000)?.description == "0001-01-01 00:00")
        #expect(ShanghaiTime(instant: -62_135_625_600_001) == nil)
    }

    @Test func timesThatDoNotExistAreRefused() throws {
        let date = try #require(CivilDate("2026-06-03"))
        #expect(ShanghaiTime(date: date, hour: 24, minute: 0) == nil)
        #expect(ShanghaiTime(date: date, hour: 23, minute: 60) == nil)
        #expect(ShanghaiTime(date: date, hour: 23, minute: 59, second: 60) == nil)
        #expect(ShanghaiTime(date: date, hour: -1, minute: 0) == nil)
    }
}
