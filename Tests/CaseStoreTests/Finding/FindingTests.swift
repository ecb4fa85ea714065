import CaseFile
import CaseStore
import CaseWork
import GRDB
import ReplicaStore
import Replication
import Testing

@Suite struct FindingTests {
    private func office() throws -> (office: Office, case: RecordKey, person: RecordKey, visit: RecordKey) {
        let office = try Office.withVillage(key: CenterKey())
        let saved = try office.write {
            try $0.save(
                [
                    .create(.case(local: "case")),
                    .create(
                        RecordDraft(
                            kind: "person", localName: "zou",
                            fields: [
                                ("name", .string("邹阿福")), ("phone", .string("13807961234")),
                                ("identity", .object([("number", .string("360899196403120010"))])),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "visit", localName: "visit",
                            fields: [
                                ("case", .string("@case")), ("started", .string("2026-05-20 19:30")),
                                ("mode", .string("face_to_face")),
                                ("narrative", .string("黄瓜地边的界桩被挪过，老人说在石仓村口量过两次，愿意一起再量。")),
                            ])),
                ], in: Office.village)
        }
        func key(_ name: String) throws -> RecordKey { try #require(saved.first { $0.localName == name }).key }
        return (office, try key("case"), try key("zou"), try key("visit"))
    }

    /// What is found, which is the same before and after the texts are in the index.
    private func find(_ text: String, in office: Office, kinds: [RecordKind]? = nil) throws -> [FoundRecord] {
        func found() throws -> [FoundRecord] {
            try office.read { try $0.find(#require(SearchQuery(text)), kinds: kinds) }
        }
        let waiting = try found()
        _ = try office.storage.write { try $0.enterWaitingTexts(limit: .max) }
        let entered = try found()
        #expect(waiting == entered)
        return entered
    }

    @Test(arguments: ["黄瓜", "界桩", "桩", "量", "石仓村口", "界桩 黄瓜", "界桩，老人", "两次", "口"])
    func aWordOfANarrativeIsFound(_ text: String) throws {
        let (office, _, _, visit) = try office()
        #expect(try find(text, in: office).map(\.key) == [visit])
    }

    @Test(arguments: ["瓜黄", "界椿", "界桩 青菜", "村石仓"])
    func whatIsNotThereIsNotFound(_ text: String) throws {
        let (office, _, _, _) = try office()
        #expect(try find(text, in: office).isEmpty)
    }

    /// Both pairs stand in the text, the three characters together do not.
    @Test func pairsApartAreNoWord() throws {
        let (office, _, _, visit) = try office()
        _ = try office.write {
            try $0.correct(RecordCorrection(record: visit, fields: [("narrative", .string("石仓那边，仓村这边"))]))
        }
        #expect(try find("石仓村", in: office).isEmpty)
        #expect(try find("仓村", in: office).map(\.key) == [visit])
    }

    @Test func aTelephoneNumberIsFoundByItsBeginning() throws {
        let (office, _, person, _) = try office()
        #expect(try find("1380796", in: office).map(\.key) == [person])
        #expect(try find("１３８０７９６", in: office).map(\.key) == [person])
    }

    /// Who guesses digit by digit would read the masked number.
    @Test func anIdentityNumberIsFoundOnlyAsAWholeAndShownMasked() throws {
        let (office, _, person, _) = try office()
        let found = try find("360899196403120010", in: office)
        #expect(found.map(\.key) == [person])
        #expect(found.first?.excerpt == "360899********0010")
        for part in ["36089919640312001", "360899", "3608991964", "0010"] {
            #expect(try find(part, in: office).isEmpty)
        }
    }

    @Test func aCorrectedWordIsFoundAndTheOldOneIsNot() throws {
        let (office, _, _, visit) = try office()
        _ = try office.write {
            try $0.correct(RecordCorrection(record: visit, fields: [("narrative", .string("青菜地边的水沟"))]))
        }
        #expect(try find("黄瓜", in: office).isEmpty)
        #expect(try find("水沟", in: office).map(\.key) == [visit])
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try find("黄瓜", in: office).isEmpty)
        #expect(try find("水沟", in: office).map(\.key) == [visit])
    }

    @Test func whatWasWithdrawnIsNotFoundUntilItIsReinstated() throws {
        let (office, _, _, visit) = try office()
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: visit, reason: "记错了户")) }
        #expect(try find("界桩", in: office).isEmpty)
        _ = try office.write { try $0.reinstate(LifecycleEdit(record: visit, reason: "没有记错")) }
        #expect(try find("界桩", in: office).map(\.key) == [visit])
    }

    @Test func kindsAndExcerpts() throws {
        let (office, key, _, visit) = try office()
        #expect(try find("邹某", in: office, kinds: [VisitSchema.recordKind]).isEmpty)
        #expect(try find("邹某", in: office).map(\.key) == [key])
        let excerpt = try #require(try find("再量", in: office).first).excerpt
        #expect(excerpt.hasPrefix("…") && excerpt.hasSuffix("再量。"))
        #expect(try find("再量", in: office).first?.register == VisitSchema.narrative)
        _ = visit
    }

    /// How somebody felt is asked at the door and looked for nowhere.
    @Test func feelingsAreNotSearched() throws {
        let (office, _, person, visit) = try office()
        _ = try office.write {
            try $0.save(
                [
                    .create(
                        RecordDraft(
                            kind: "emotion",
                            fields: [
                                ("visit", .string(visit.id.description)), ("person", .string(person.id.description)),
                                ("note", .string("夜里睡不着")),
                            ]))
                ], in: Office.village)
        }
        #expect(try find("睡不着", in: office).isEmpty)
    }

    /// The index is nothing but what the records say: a ghost in it finds nobody.
    @Test func aForeignEntryOfTheIndexIsComparedWithTheRecord() throws {
        let (office, _, _, _) = try office()
        try office.storage.write { transaction in
            try transaction.database.execute(
                sql: """
                    INSERT INTO text_words (rowid, words) SELECT number, '青菜' FROM text_item WHERE kind = ?
                    """, arguments: [Int64(VisitSchema.recordKind.rawValue)])
        }
        #expect(try find("青菜", in: office).isEmpty)
    }
}
