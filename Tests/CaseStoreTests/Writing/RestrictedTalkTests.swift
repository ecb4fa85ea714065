import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

/// Of a back-to-back visit all that was said goes to its readers, and what others must act upon stays.
@Suite struct RestrictedTalkTests {
    private static let account = "听他背后讲的经过"
    private static let felt = "提到儿子时哭了"
    private static let danger = "说要喝农药"
    private static let wish = "其实只要一句道歉"
    private static var all: [String] { [account, felt, danger, wish] }

    private func office() throws -> (office: Office, file: RecordKey, person: RecordKey) {
        let office = try Office.withVillage()
        try office.openRestricted()
        let file = try office.quietCase()
        let person = try office.write { try $0.create(.person("邹某"), in: Office.village) }.key
        return (office, file, person)
    }

    private func unit(_ file: RecordKey, _ person: RecordKey, mode: String = "背靠背") -> VisitUnit {
        var unit = VisitUnit(
            visit: [
                ("started", .string("2026-05-06 09:00")), ("mode", .string(mode)),
                ("narrative", .string(Self.account)),
                ("safety", group(("raised", "yes"), ("concern", "自伤"), ("text", Self.danger))),
            ], caseFile: file.id.description)
        unit.feelings = [
            VisitUnit.Feeling(
                person: person.id.description, before: .score(9), after: .score(6), observed: "委屈难过",
                observerWords: Self.felt)
        ]
        unit.demands = [[("text", .string(Self.wish)), ("person", .string(person.id.description))]]
        return unit
    }

    private func save(_ office: Office, _ unit: VisitUnit) throws -> [SavedRecord] {
        // The demand is drafted before its visit: the order says nothing.
        let drafts = unit.drafts().map(\.draft).reversed()
        return try office.write { try $0.save(drafts.map { .create($0) }, in: Office.village) }
    }

    private func expectNoWords(_ office: Office) throws {
        let bodies = try office.bodies(in: Office.village)
        #expect(!bodies.isEmpty)
        for words in Self.all { #expect(!bodies.contains { $0.contains(words) }, "\(words)") }
    }

    @Test func nothingThatWasSaidLiesWithTheVillage() throws {
        let (office, file, person) = try office()
        _ = try save(office, unit(file, person))
        try expectNoWords(office)
        let told = try office.bodies(in: Office.restricted("case_team"))
        for words in Self.all { #expect(told.contains { $0.contains(words) }, "\(words)") }
    }

    @Test func theDangerIsEverybodysAndItsWordsAreTheReaders() throws {
        let (office, file, person) = try office()
        _ = try save(office, unit(file, person))
        #expect(try office.open(on: "2026-06-01") == ["DAY-SAFETY 2026-06-01"])
        let concern = try #require(try office.read { try $0.openSafetyConcerns().first })
        #expect(concern.concern == "self_harm")
        // This machine may read the words; one that has the village only sees the flag.
        #expect(concern.text == Self.danger)
        let flag = try office.read { try $0.record(concern.key) }.shown(VisitSchema.safety)
        #expect(flag[member: Safety.raised] == .boolean(true) && flag[member: Safety.text] == .none)
    }

    @Test func whoMayReadFindsAllOfItInTheCase() throws {
        let (office, file, person) = try office()
        let saved = try save(office, unit(file, person))
        let whole = try office.read { try $0.caseFile(file) }
        let demand = try #require(whole.demands.first)
        #expect(demand.key.scope == Office.restricted("case_team"))
        #expect(demand.shown(DemandSchema.text) == .text(Self.wish))
        let notes = whole.others.filter { $0.key.kind == RestrictedNoteSchema.recordKind }
        #expect(notes.count == 2 && saved.count == 5)
        // Ratings and the label of a feeling stay, for the person's own trend.
        let feeling = try #require(whole.visits.first?.emotions.first?.record)
        #expect(feeling.key.scope == Office.village)
        #expect(feeling.shown(EmotionSchema.selfBefore)[member: EmotionSchema.SelfRating.score] == .integer(9))
        #expect(feeling.shown(EmotionSchema.observed)[member: EmotionSchema.Observed.words] == .none)
        #expect(JointRecord(whole).sheets.isEmpty)
    }

    @Test func faceToFaceAllOfItStaysWithTheVillage() throws {
        let (office, file, person) = try office()
        let saved = try save(office, unit(file, person, mode: "面对面"))
        #expect(saved.allSatisfy { $0.key.scope == Office.village })
        let bodies = try office.bodies(in: Office.village)
        for words in Self.all { #expect(bodies.contains { $0.contains(words) }, "\(words)") }
    }

    @Test func aPlannedVisitThatIsMadeKeepsItsWordsLikeANewOne() throws {
        let (office, file, person) = try office()
        let visit = try office.add("visit", [("planned", .string("2026-06-02 09:00"))], of: file)
        var unit = unit(file, person)
        unit.planned = visit.id.description
        let edits: [RecordEdit] =
            unit.drafts().map { .create($0.draft) }
            + [.correct(RecordCorrection(record: visit, fields: unit.visitFields))]
        _ = try office.write { try $0.save(edits, in: Office.village) }
        try expectNoWords(office)
        #expect(try office.read { try $0.openSafetyConcerns().map(\.key) } == [visit])
    }

    @Test func whatIsAddedLaterTakesTheSameWay() throws {
        let (office, file, person) = try office()
        let visit = try office.add(
            "visit", [("started", .string("2026-05-06 09:00")), ("mode", .string("背靠背"))], of: file)
        let of: TypedFields = [("visit", .string(visit.id.description)), ("person", .string(person.id.description))]
        let feeling = try office.add("emotion", of + [("observed", group(("label", "委屈难过")))])
        try office.set(feeling, "observed", group(("label", "愤怒"), ("words", Self.felt)))
        try office.set(visit, "safety", group(("raised", "yes"), ("concern", "自伤"), ("text", Self.danger)))
        try office.set(feeling, "note", .string(Self.account))
        let demand = try office.add("demand", of + [("text", .string(Self.wish))], of: file)
        #expect(demand.scope == Office.restricted("case_team"))
        try expectNoWords(office)
        #expect(try office.read { try $0.openSafetyConcerns().map(\.text) } == [Self.danger])
    }

    @Test func withoutAScopeForThemTheFlagAloneIsSaved() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let person = try office.write { try $0.create(.person("邹某"), in: Office.village) }.key
        let error = #expect(throws: CaseWorkError.self) { try save(office, unit(file, person)) }
        #expect(error?.message(in: .zhHans).contains("把这些话留空") == true)
        try expectNoWords(office)
        var bare = unit(file, person)
        bare.visit =
            bare.visit.filter { $0.0 != "narrative" && $0.0 != "safety" }
            + [("safety", group(("raised", "yes"), ("concern", "自伤")))]
        (bare.feelings[0].observerWords, bare.demands) = (nil, [])
        _ = try save(office, bare)
        #expect(try office.read { try $0.openSafetyConcerns().count } == 1)
    }
}
