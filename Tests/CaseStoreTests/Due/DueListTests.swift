import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

@Suite struct DueListTests {
    @Test func everythingThatIsPromisedForADayIsListedUntilItIsDone() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let task = try office.add(
            "task",
            [
                ("kind", .string("promise")), ("text", .string("办低保")),
                ("responsible", group(("name", "李干部"), ("organisation", "民政所"))),
                ("due", group(("date", "2026-06-08"))),
            ], of: file)
        try office.add(
            "supervision",
            [
                ("issuer", .string("县委")), ("on", .string("2026-06-01")), ("items", .string("尽快办结")),
                ("due", group(("date", "2026-06-20"))),
            ], of: file)
        try office.add(
            "contribution",
            [
                ("provider", group(("organisation", "民政所"))), ("what", .string("补助")),
                ("due", group(("date", "2026-06-15"))),
            ], of: file)
        try office.add(
            "family_step",
            [
                ("who", .array([group(("name", "邹某"))])), ("what", .string("一起吃饭")),
                ("due", group(("date", "2026-06-12"))),
            ], of: file)
        #expect(
            try office.open(on: "2026-06-01") == [
                "DAY-TASK 2026-06-08", "DAY-FAMILY 2026-06-12", "DAY-CONTRIBUTION 2026-06-15",
                "DAY-SUPERVISION 2026-06-20",
            ])
        try office.set(task, "closed", group(("on", "2026-06-07"), ("how", "已批")))
        #expect(try office.open(on: "2026-06-01").first == "DAY-FAMILY 2026-06-12")
    }

    @Test func rangesHoldTheirDaysAndNoOthers() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        // 3 June 2026 is a Wednesday; its week ends on the 7th.
        for day in ["2026-06-02", "2026-06-03", "2026-06-07", "2026-06-08"] {
            try office.add(
                "follow_up_plan", [("level", .string("village")), ("due", group(("date", day)))], of: file)
        }
        func days(_ range: DueRange) throws -> [Int] {
            try office.list(range, on: "2026-06-03").views.compactMap { $0.day?.day }
        }
        #expect(try days(.overdue) == [2])
        #expect(try days(.today) == [3])
        #expect(try days(.week) == [3, 7])
        #expect(try days(.within(days: 4)) == [2, 3, 7])
        #expect(try days(.all) == [2, 3, 7, 8])
        // A planned follow-up is called to mind three days before.
        #expect(try days(.warned) == [2, 3])
        let today = try #require(CivilDate("2026-06-03"))
        #expect(try office.read { try $0.dueCounts(on: today) } == DueCounts(overdue: 1, today: 1, week: 2))
        let two = try office.read { try $0.due(on: today, .all, limit: 2) }
        #expect(two.views.count == 2)
        #expect(two.count == 4)
    }

    @Test func mineIsWhatNamesMeAndOfOthersWhatIsMyCase() throws {
        let office = try Office.withVillage()
        let mine = try office.quietCase([
            ("responsible", .object([("user", .string(Office.li.description))]))
        ])
        let theirs = try office.quietCase([("lead", group(("name", "王镇长")))])
        for file in [mine, theirs] {
            try office.add(
                "follow_up_plan", [("level", .string("town")), ("due", group(("date", "2026-06-08")))], of: file)
            try office.add(
                "follow_up_plan",
                [
                    ("level", .string("village")), ("due", group(("date", "2026-06-09"))),
                    ("owner", group(("name", "赵干部"))),
                ], of: file)
        }
        let byName = try office.add(
            "follow_up_plan",
            [
                ("level", .string("village")), ("due", group(("date", "2026-06-10"))),
                ("owner", group(("name", "李干部"))),
            ], of: theirs)
        let li = DueSelection(person: DueSelection.Person(user: Office.li, name: "李干部"))
        let views = try office.list(.all, on: "2026-06-01", li).views
        #expect(views.map(\.item.caseID) == [mine.id, theirs.id])
        #expect(views.last?.item.key == byName)
        let today = try #require(CivilDate("2026-06-09"))
        #expect(try office.read { try $0.dueCounts(on: today, li) } == DueCounts(overdue: 1, today: 0, week: 1))
        #expect(try office.read { $0.worker(of: views[0]) } == "李干部")
    }

    @Test func ofDisputedDatesTheEarlierCounts() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let key = try office.add(
            "follow_up_plan", [("level", .string("village")), ("due", group(("date", "2026-06-20")))], of: file)
        let seen = try office.view(key).seen
        for (author, day) in [(Office.zhang, "2026-06-25"), (Office.li, "2026-06-15")] {
            _ = try office.write(as: author) {
                try $0.correct(
                    RecordCorrection(record: key, fields: [("due", group(("date", day)))], seen: seen))
            }
        }
        let view = try office.view(key, on: "2026-06-01")
        #expect(view.day == CivilDate("2026-06-15"))
        #expect(view.item.isDisputed)
        #expect(try office.why(view).last?.contains("按较早的算") == true)
    }

    @Test func aPromiseToCallAgainStandsUntilSomebodyCame() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        func visit(_ started: String, next: String?) throws -> RecordKey {
            try office.add(
                "visit",
                [("started", .string(started)), ("visitors", .array([group(("name", "张干部"))]))]
                    + (next.map { [("next_contact", .string($0))] } ?? []), of: file)
        }
        let first = try visit("2026-05-20 09:00", next: "2026-05-27")
        #expect(try office.open(on: "2026-06-01") == ["DAY-CONTACT 2026-05-27"])
        let second = try visit("2026-05-28 09:00", next: "2026-06-05")
        #expect(try office.open(on: "2026-06-01") == ["DAY-CONTACT 2026-06-05"])
        // Written down late: it was before the second, and promises nothing any more.
        _ = try visit("2026-05-25 09:00", next: "2026-05-26")
        #expect(try office.open(on: "2026-06-01") == ["DAY-CONTACT 2026-06-05"])
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: second, reason: "没有去成")) }
        #expect(try office.open(on: "2026-06-01") == ["DAY-CONTACT 2026-05-26"])
        let followUp = try office.add(
            "follow_up",
            [
                ("level", .string("village")), ("done_on", .string("2026-05-29")),
                ("next", group(("step", "看看房子"), ("date", "2026-06-30"))),
            ], of: file)
        #expect(try office.open(on: "2026-06-01") == ["DAY-NEXT 2026-06-30"])
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: followUp, reason: "记错")) }
        try office.set(file, "stage", .string("closed"))
        #expect(try office.open(on: "2026-06-01").isEmpty)
        try office.set(file, "stage", .string("handling"))
        #expect(try office.open(on: "2026-06-01") == ["DAY-CONTACT 2026-05-26"])
        #expect(first != second)
        try expectRebuildAgrees(office)
    }

    @Test func aPlannedVisitIsDueUntilItBegan() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let visit = try office.add(
            "visit", [("planned", .string("2026-06-04 15:00")), ("purpose", .string("送政策"))], of: file)
        #expect(try office.open(on: "2026-06-01") == ["DAY-VISIT 2026-06-04"])
        try office.set(visit, "started", .string("2026-06-04 15:10"))
        #expect(try office.open(on: "2026-06-01").isEmpty)
    }

    private func expectRebuildAgrees(_ office: Office) throws {
        let before = try office.projectionRows()
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try office.projectionRows() == before)
        #expect(try office.storage.read { try $0.unprojectedRecords() }.isEmpty)
    }
}
