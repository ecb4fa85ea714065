import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

/// 分级会诊: the three opinions, the conclusion and the next level.
@Suite struct ConsultationTests {
    private func consultation(_ office: Office, level: String = "village") throws -> RecordKey {
        try office.add(
            "consultation",
            [("level", .string(level)), ("on", .string("2026-06-01")), ("question", .string("赔偿项目是否合法"))],
            of: try office.quietCase())
    }

    private func conclude(
        _ office: Office, _ key: RecordKey, isEscalated: Bool = true, to level: String? = nil
    ) throws -> [SavedRecord] {
        let day = try #require(CivilDate("2026-06-02"))
        let conclusion = ConsultationConclusion(text: "村里定不了", on: day, isEscalated: isEscalated, level: level)
        return try office.work { access, writing in try writing.conclude(key, conclusion, access) }
    }

    @Test func opinionsStandByTheirAspectAndWhatIsMissingIsSaid() throws {
        let office = try Office.withVillage()
        let key = try consultation(office)
        let file = try #require(try office.view(key).shown(ConsultationSchema.case).reference)
        try office.add(
            "opinion",
            [
                ("case", .string(file.id.description)), ("consultation", .string(key.id.description)),
                ("aspect", .string("law")), ("by", .string("李干部")), ("on", .string("2026-06-01")),
                ("text", .string("民法典第一千一百七十九条")),
            ])
        let view = try office.read { try $0.consultation(key) }
        #expect(view.aspects.map(\.code) == ["law", "reason", "psychology"])
        #expect(view.aspects.map(\.opinions.count) == [1, 0, 0])
        #expect(view.openAspects == ["reason", "psychology"])
        #expect(view.nextLevel == "town" && !view.isConcluded)
    }

    @Test func anEscalatedQuestionGoesOnAtTheNextLevel() throws {
        let office = try Office.withVillage()
        let key = try consultation(office)
        let saved = try conclude(office, key)
        #expect(saved.count == 2)
        let next = try office.read { try $0.consultation(saved[1].key) }
        #expect(next.level == "town" && next.raisedFrom == key)
        #expect(next.record.shown(ConsultationSchema.question) == .text("赔偿项目是否合法"))
        #expect(try office.read { try $0.consultation(key) }.raisedTo == [saved[1].key])
        #expect(throws: CaseWorkError.refused(.concludedAlready)) { try conclude(office, key) }
    }

    @Test func twoWhoEscalateApartBeginOneConsultation() throws {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: 1)
        let key = try consultation(here)
        let there = try Office(key: center, seed: 2)
        try there.take(from: here)
        let next = [try conclude(here, key)[1].key, try conclude(there, key)[1].key]
        #expect(next[0] == next[1])
        try there.take(from: here)
        try here.take(from: there)
        #expect(try here.read { try $0.consultation(key) }.raisedTo == [next[0]])
        #expect(try here.read { try $0.queries.conflicts() }.isEmpty)
    }

    @Test func nothingIsAboveTheHighestAndNothingIsEscalatedDownwards() throws {
        let office = try Office.withVillage()
        #expect(throws: CaseWorkError.self) { try conclude(office, try consultation(office, level: "county")) }
        #expect(throws: CaseWorkError.self) {
            try conclude(office, try consultation(office, level: "town"), to: "village")
        }
    }
}
