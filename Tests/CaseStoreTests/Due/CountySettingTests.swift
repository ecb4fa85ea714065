import CaseFile
import CaseWork
import Foundation
import Replication
import Testing
import WireProtocol

@Suite struct CountySettingTests {
    @Test func theCountysRuleHoldsForWhatBeginsOnItsDayOrLater() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase([("complexity", .string("ordinary"))])
        let other = try office.quietCase([("complexity", .string("ordinary"))])
        for (file, day) in [(file, "2026-06-09"), (other, "2026-06-10")] {
            try office.add("case_step", [("stage", .string("accepted")), ("entered_on", .string(day))], of: file)
        }
        #expect(try office.open(on: "2026-06-10") == ["LOCAL-7 2026-06-16", "LOCAL-7 2026-06-17"])
        let added = try office.setRule("LOCAL-7", from: "2026-06-10") {
            $0.length = 10
            $0.basis = "县综治办〔2026〕3号"
        }
        #expect(added.outcome == .added)
        #expect(try office.open(on: "2026-06-10") == ["LOCAL-7 2026-06-16", "LOCAL-7 2026-06-20"])
        let view = try #require(try office.list(.all, on: "2026-06-10").views.last)
        #expect(try office.why(view).first?.contains("县综治办〔2026〕3号") == true)
        // Shorter than the standard's: a list must find it although the table knows only the first day.
        let changed = try office.setRule("LOCAL-7", from: "2026-06-10") { $0.length = 2 }
        #expect(changed.outcome == .changed)
        #expect(try office.list(.overdue, on: "2026-06-13").views.map(\.day) == [CivilDate("2026-06-12")])
        let again = try office.setRule("LOCAL-7", from: "2026-06-10") { $0.length = 2 }
        #expect(again.outcome == .unchanged)
        #expect(try office.look(as: CenterKey().key) { $0.directory.deadlines.rules.count } == 1)
    }

    @Test func aNewRuleNeedsItsWordsAndALongerOneThanTheLawIsDoubted() throws {
        let office = try Office.withVillage()
        #expect {
            _ = try office.setRule("MY-5", from: "2026-06-10") { $0.length = 5 }
        } throws: { error in
            (error as? CaseWorkError)?.message(in: .zhHans).contains("从何起算") == true
        }
        let longer = try office.setRule("XF-DONE", from: "2026-06-10") { $0.length = 90 }
        #expect(longer.warnings.count == 1)
        let law = try office.setRule("XF-DONE", from: "2026-06-10") {
            $0.length = 90
            $0.source = "law"
        }
        #expect(law.warnings.isEmpty)
    }

    @Test func aDryRunSaysWhatWouldMoveAndWritesNothing() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        try office.add("period", [("rule", .string("XF-OBJECT")), ("start", .string("2026-12-30"))], of: file)
        let notice = try HolidayFile(Data(HolidayFileTests.file.utf8))
        let planned = try office.write { try $0.plan(notice, source: nil) }
        let today = try #require(CivilDate("2026-12-31"))
        let moved = try office.look(as: CenterKey().key) { try $0.movedCount(with: planned.deadlines, on: today) }
        #expect(moved == 1)
        // Nobody knows which days of 2027 are free: it cannot be earlier than if all of them were worked.
        #expect(try office.open(on: "2026-12-31") == ["XF-OBJECT 2027-01-04"])
        try office.write { try $0.write($0.plan(notice, source: nil)) }
        // Off on 1 January; Saturday the 2nd and Sunday the 3rd are a weekend.
        #expect(try office.open(on: "2026-12-31") == ["XF-OBJECT 2027-01-07"])
        #expect(try office.write { try $0.plan(notice, source: nil) }.outcome == .unchanged)
    }
}

@Suite struct HolidayFileTests {
    static let file = """
        {"year": 2027, "papers": ["https://www.gov.cn/example"], "days": [
          {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
          {"name": "春节", "date": "2027-02-05", "isOffDay": true},
          {"name": "春节", "date": "2027-02-06", "isOffDay": true},
          {"name": "春节", "date": "2027-01-31", "isOffDay": false}
        ]}
        """

    @Test func daysOfOneNameThatFollowEachOtherAreOneHoliday() throws {
        let file = try HolidayFile(Data(Self.file.utf8))
        #expect(file.notice.year == 2027)
        #expect(file.source == "https://www.gov.cn/example")
        #expect(file.notice.holidays.map(\.name) == ["元旦", "春节"])
        #expect(file.notice.holidays.last?.worked == [try #require(CivilDate("2027-01-31"))])
        let calendar = WorkCalendar([file.notice])
        #expect(calendar.kind(of: try #require(CivilDate("2027-02-06"))) == .holiday("春节"))
        #expect(calendar.kind(of: try #require(CivilDate("2027-01-31"))) == .swapped("春节"))
    }

    @Test(arguments: [
        ("{}", "year"), ("不是", "JSON"), (#"{"year":2027,"days":[]}"#, "2027"),
        (#"{"year":2027,"days":[{"name":"元旦","date":"2027-02-30","isOffDay":true}]}"#, "2027-02-30"),
        (#"{"year":2027,"days":[{"name":"元旦","date":"2037-01-01","isOffDay":true}]}"#, "2037-01-01"),
        (#"{"year":2027,"days":[{"name":" ","date":"2027-01-01","isOffDay":true}]}"#, "2027-01-01"),
        (
            #"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-01","isOffDay":false}]}"#,
            "两次"
        ),
    ])
    func aWrongFileIsRefusedWithWhatIsWrong(_ text: String, _ named: String) {
        #expect {
            _ = try HolidayFile(Data(text.utf8))
        } throws: { error in
            (error as? CaseWorkError)?.message(in: .zhHans).contains(named) == true
        }
    }
}

@Suite struct ForeignSettingTests {
    /// What another program may have signed: nothing traps, and nothing is counted with it.
    @Test(arguments: [Int64.max, Int64.min, -1, 3651])
    func aRuleOfAnImpossibleLengthIsNoRule(_ length: Int64) throws {
        let office = try Office.withVillage()
        let codec = ProtobufChangeCodec()
        let values: [(RegisterNumber, Value)] = [
            (DeadlineRuleSchema.name, .text("LOCAL-7")), (DeadlineRuleSchema.length, .integer(length)),
            (DeadlineRuleSchema.unit, .code("month")),
            (DeadlineRuleSchema.validFrom, .date(try #require(CivilDate("2026-01-01")))),
        ]
        try office.saveRaw(
            [
                ChangeDraft(
                    kind: DeadlineRuleSchema.recordKind, record: RecordID(rawValue: 77), author: Office.zhang,
                    supersedes: [],
                    writes: values.map { ChangeBody.Write(register: $0, value: codec.encode($1)) })
            ], in: .directory)
        let file = try office.quietCase()
        try office.add("period", [("rule", .string("LOCAL-7")), ("start", .string("2026-06-01"))], of: file)
        #expect(try office.open(on: "2026-06-02") == ["LOCAL-7 2026-06-08"])
    }
}
