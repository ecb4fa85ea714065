import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

/// 入户听诉专项行动, 主动寻访: what belongs to a campaign, and how much of the work began with cadres who went out.
@Suite struct CampaignTests {
    private func campaign(_ office: Office, _ name: String, from day: String = "2026-05-01") throws -> RecordKey {
        try office.write {
            try $0.create(
                RecordDraft(kind: "campaign", fields: [("name", .string(name)), ("from", .string(day))]), in: .directory
            )
        }.key
    }

    private func household(_ office: Office, _ address: String) throws -> RecordKey {
        try office.add("household", [("address", .string(address))])
    }

    private func visit(
        _ office: Office, _ fields: [(String, FieldValue)], started: String? = "2026-05-06 09:00"
    ) throws -> RecordKey {
        try office.add("visit", fields + (started.map { [("started", .string($0))] } ?? []))
    }

    private func shown(_ office: Office, _ key: RecordKey) throws -> CampaignView {
        try office.read { try $0.campaign(key.id) }
    }

    @Test func visitsHouseholdsPeopleAndCasesAreThoseOfTheCampaign() throws {
        let office = try Office.withVillage()
        let (own, other) = (try campaign(office, "入户听诉"), try campaign(office, "平安夜访", from: "2026-06-01"))
        let (first, second) = (try household(office, "3号"), try household(office, "4号"))
        let of = ("campaign", FieldValue.string("入户听诉"))
        let came = try office.quietCase([of])
        let met = try office.quietCase()
        let zou = try office.add(
            "person",
            [("name", .string("邹某")), ("household", .object([("household", .string(second.id.description))]))])
        let visitors: (String, FieldValue) = (
            "visitors", .array([.object([("user", .string(Office.li.description))]), group(("name", "赵主任"))])
        )
        _ = try visit(office, [of, ("household", .string(first.id.description)), visitors])
        _ = try visit(
            office, [of, ("household", .string(first.id.description)), visitors], started: "2026-05-09 09:00")
        // No household is named: it is that of whoever was there.
        let atCase = try visit(
            office,
            [
                of, ("case", .string(met.id.description)),
                ("present", .array([.object([("person", .string(zou.id.description))])])),
            ], started: "2026-05-03 09:00")
        _ = try visit(office, [("household", .string(first.id.description))])
        let planned = try visit(
            office,
            [
                of, ("household", .string(try household(office, "5号").id.description)),
                ("planned", .string("2026-07-01 09:00")),
            ],
            started: nil)
        let view = try shown(office, own)
        #expect(view.visits.count == 4 && view.madeCount == 3)
        #expect(view.visits.first?.record.key == atCase && view.visits.last?.record.key == planned)
        #expect(view.households == [first, second].sorted())
        #expect(view.visitors == ["李干部", "赵主任"].sorted())
        #expect(view.cases.map(\.key) == [came] && view.visitedCases == [met])
        let empty = try shown(office, other)
        #expect(empty.visits.isEmpty && empty.cases.isEmpty && empty.initiative.visits.percent == nil)
        #expect(try office.read { $0.campaigns.map(\.name) } == ["平安夜访", "入户听诉"])
        // What was recorded by mistake is none of its visits.
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: atCase, reason: "记错")) }
        #expect(try shown(office, own).households == [first])
        #expect(try shown(office, own).visitedCases.isEmpty)
    }

    @Test func aCampaignIsNamedByItsNameOrItsId() throws {
        let office = try Office.withVillage()
        let key = try campaign(office, "入户听诉")
        let short = String(key.id.description.suffix(8))
        for text in ["入户听诉", short, key.id.description] {
            #expect(try office.read { try $0.directory.campaign(meantBy: text).id } == key.id)
        }
        #expect(throws: CaseWorkError.unknownName("夜访", of: Label("专项行动", "campaign"))) {
            try office.add("visit", [("started", .string("2026-05-06 09:00")), ("campaign", .string("夜访"))])
        }
        let second = try campaign(office, "入户听诉")
        #expect(throws: CaseWorkError.self) { try office.read { try $0.directory.campaign(meantBy: "入户听诉") } }
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: second, reason: "登记了两次")) }
        #expect(try office.read { try $0.directory.campaign(meantBy: "入户听诉").id } == key.id)
    }

    @Test func theShareCountsWhatCadresBeganInThePeriod() throws {
        let office = try Office.withVillage()
        _ = try campaign(office, "入户听诉")
        func file(_ source: String, _ day: String) throws -> RecordKey {
            try office.quietCase([
                ("source", .string(source)),
                ("first_received", .object([("name", .string("张干部")), ("at", .string("\(day) 09:00"))])),
            ])
        }
        let found = try file("home_visit", "2026-05-01")
        _ = try file("grid_check", "2026-05-31")
        let brought = try file("walk_in", "2026-05-10")
        _ = try file("petition", "2026-06-01")
        let brings = ("case", FieldValue.string(brought.id.description))
        // Others brought the case, and nobody had planned to go: these are the ones that cadres did not begin.
        _ = try visit(office, [brings], started: "2026-05-01 00:00")
        _ = try visit(office, [brings], started: "2026-05-31 23:59")
        _ = try visit(office, [brings, ("planned", .string("2026-05-11 09:00"))], started: "2026-05-11 09:00")
        _ = try visit(office, [brings, ("campaign", .string("入户听诉"))], started: "2026-05-12 09:00")
        _ = try visit(office, [("case", .string(found.id.description))], started: "2026-05-13 09:00")
        _ = try visit(office, [("household", .string(try household(office, "3号").id.description))])
        // Neither of the next month, nor one that is still to be made.
        _ = try visit(office, [brings], started: "2026-06-01 00:00")
        _ = try visit(office, [brings, ("planned", .string("2026-05-20 09:00"))], started: nil)
        let may = ReportPeriod(monthOf: try #require(CivilDate("2026-05-01")))
        let share = try office.read { try $0.initiative(in: may) }
        #expect(share.cases.begun == 2 && share.cases.all == 3 && share.cases.percent == 67)
        #expect(share.visits.begun == 4 && share.visits.all == 6 && share.visits.percent == 67)
        let elsewhere = try office.read { try $0.initiative(in: may, [ScopeID(rawValue: 1)]) }
        #expect(elsewhere.cases.percent == nil && elsewhere.visits.all == 0)
    }

    @Test func aCampaignIsAddedOnceAndEndsAfterItBegins() throws {
        let office = try Office.withVillage()
        let days: TypedFields = [("from", .string("2026-05-01")), ("until", .string("2026-05-01"))]
        let key = try office.write { try $0.addCampaign(" 入户听诉 ", days) }.key
        #expect(try office.read { try $0.directory.campaign(meantBy: "入户听诉").id } == key.id)
        #expect(throws: CaseWorkError.nameTaken("入户听诉", in: Label("专项行动", "campaigns"))) {
            try office.write { try $0.addCampaign("入户听诉", days) }
        }
        #expect(throws: CaseWorkError.refused(.endsBeforeItBegins(from: "2026-05-01", until: "2026-04-30"))) {
            try office.write {
                try $0.addCampaign("平安夜访", [days[0], ("until", .string("2026-04-30"))])
            }
        }
        #expect(try office.read { $0.campaigns.count } == 1)
    }
}
