import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct LibraryTests {
    private func propose(_ office: Office, _ file: ClosedCase) throws -> RecordKey {
        _ = try office.write { try $0.review(file.key, ClosedCase.review) }
        let proposal = try office.read { try $0.proposal(of: file.key) }
        return try office.write { try $0.propose(proposal, for: file.key, in: Office.village).key }
    }

    private func standing(_ office: Office, _ key: RecordKey) throws -> LibraryStanding {
        try office.read { try $0.libraryItem(key).standing }
    }

    private func check(_ office: Office, _ key: RecordKey, as person: RecordID, isAnonymous: Bool = true) throws {
        _ = try office.write(as: person) {
            try $0.check(key, isAnonymous: isAnonymous, note: nil, on: #require(CivilDate("2026-06-02")))
        }
    }

    @Test func aReviewIsWrittenAfterClosingAndWhole() throws {
        let office = try Office.withVillage(key: CenterKey())
        let open = try ClosedCase(office, stage: "handling")
        #expect(throws: CaseWorkError.caseNotClosed) {
            try office.write { try $0.review(open.key, ClosedCase.review) }
        }
        let closed = try ClosedCase(office)
        let partly = ClosedCase.review.filter { $0.name != "procedure" } + [("procedure", .string("  "))]
        #expect(throws: CaseWorkError.reviewPartsMissing([Label("流程规范", "Procedure")])) {
            try office.write { try $0.review(closed.key, partly) }
        }
        #expect(throws: CaseWorkError.reviewMissing) { try office.read { try $0.proposal(of: closed.key) } }
        let saved = try office.write { try $0.review(closed.key, ClosedCase.review) }
        #expect(try office.view(saved.key).shown(ReviewSchema.method) == .text("先看现场、再看老契"))
    }

    @Test func aProposalTellsTheCaseWithoutItsNames() throws {
        let office = try Office.withVillage(key: CenterKey())
        let file = try ClosedCase(office)
        let key = try propose(office, file)
        let view = try office.view(key)
        #expect(view.shown(LibraryCaseSchema.title) == .text("甲与乙宅基地界桩纠纷"))
        let text = try #require(view.shown(LibraryCaseSchema.text).plainText)
        #expect(text.contains("诉求：乙越界砌墙") && text.contains("甲与乙为某村的界桩争了三年"))
        for name in ["邹小林", "刘明", "石仓"] { #expect(!text.contains(name)) }
        #expect(view.shown(LibraryCaseSchema.category) == .code("0301"))
        #expect(view.shown(LibraryCaseSchema.methods) == .list([.code("similar_cases"), .code("law")]))
        // The review names it; the library case does not name the case.
        let review = try office.read { try $0.queries.children(of: file.key, kind: ReviewSchema.recordKind) }
        #expect(try office.view(review[0]).shown(ReviewSchema.libraryCase).reference?.id == key.id)
        #expect(try office.read { try $0.queries.children(of: file.key) }.contains(key) == false)
        // What the writer types goes through the same pass.
        let typed = try office.read {
            try $0.proposal(of: file.key, LibraryWording(title: "刘明让出一尺", replacing: [("老契", "旧凭证")]))
        }
        #expect(typed.title.text == "乙让出一尺")
        #expect(typed.method.text == "先看现场、再看旧凭证")
        #expect(typed.replacements.contains { $0.original == "石仓村" && $0.placeholder == "某村" })
        #expect(typed.suspicions.contains { $0.text.contains("老支书") } == false)
    }

    @Test func theWriterDoesNotCheckAndSomebodyElseDoes() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try propose(office, ClosedCase(office))
        #expect(try standing(office, key) == .unchecked)
        #expect(throws: CaseWorkError.invalid([.selfCheck])) { try check(office, key, as: Office.zhang) }
        #expect(try standing(office, key) == .unchecked)
        try check(office, key, as: Office.li, isAnonymous: false)
        #expect(try standing(office, key) == .recognisable)
        try check(office, key, as: Office.li)
        #expect(try standing(office, key) == .usable)
        #expect(try office.read { try $0.libraryItem(key).checker } == Office.li)
        #expect(try office.read { try $0.library(isUsable: true) }.map(\.record.key) == [key])
        // Other words are not the words that were checked, and whoever wrote them does not check them either.
        _ = try office.write(as: Office.li) {
            try $0.correct(RecordCorrection(record: key, fields: [("text", .string("另一段话"))]))
        }
        #expect(try standing(office, key) == .selfChecked)
        #expect(throws: CaseWorkError.invalid([.selfCheck])) { try check(office, key, as: Office.li) }
        #expect(try office.read { try $0.library(isUsable: true) }.isEmpty)
    }

    @Test func aCorrectionAfterTheCheckAsksForAnother() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try propose(office, ClosedCase(office))
        try check(office, key, as: Office.li)
        _ = try office.write {
            try $0.correct(RecordCorrection(record: key, fields: [("text", .string("又加了一句"))]))
        }
        #expect(try standing(office, key) == .changedSince)
        try check(office, key, as: Office.li)
        #expect(try standing(office, key) == .usable)
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: key, reason: "重复")) }
        #expect(try standing(office, key) == .withdrawn)
        #expect(try office.read { try $0.library() }.isEmpty)
    }

    /// A check that was made past the rules, as another program might send it.
    @Test func whatAPeerSendsIsHeldToTheSameRule() throws {
        let key = try CenterKey()
        let (sender, receiver) = (try Office.withVillage(key: key), try Office(key: key, seed: 2))
        let codec = ProtobufChangeCodec()
        let id = RecordID(rawValue: 0x0199_0000_0000_7000_8000_0000_0000_0099)
        func write(_ register: RegisterNumber, _ value: Value) -> ChangeBody.Write {
            ChangeBody.Write(register: register, value: codec.encode(value))
        }
        func draft(
            _ author: RecordID, _ writes: [ChangeBody.Write], enteredBy: RecordID? = nil, replacing: [ChangeID] = []
        ) -> ChangeDraft {
            ChangeDraft(
                kind: LibraryCaseSchema.recordKind, record: id, author: author, enteredBy: enteredBy,
                supersedes: replacing, writes: writes)
        }
        let record = RecordKey(scope: Office.village, kind: LibraryCaseSchema.recordKind, id: id)
        try sender.saveRaw([
            draft(
                Office.zhang, [write(LibraryCaseSchema.title, .text("标题")), write(LibraryCaseSchema.text, .text("内容"))])
        ])
        // The words are those that stand, so that nothing but who checked them can be wrong.
        let words = Hash(of: Array(["标题", "内容", "", ""].joined(separator: "\u{1F}").utf8))
        func check(_ author: RecordID, enteredBy: RecordID? = nil, replacing: [ChangeID] = []) throws -> ChangeDraft {
            draft(
                author,
                [
                    write(
                        LibraryCaseSchema.checked,
                        .group([
                            GroupMember(1, .text("李干部")), GroupMember(2, .date(try #require(CivilDate("2026-06-02")))),
                            GroupMember(3, .boolean(true)),
                            GroupMember(LibraryCaseSchema.Checked.words, .text("\(words)")),
                        ]))
                ], enteredBy: enteredBy, replacing: replacing)
        }
        func checks() throws -> [ChangeID] {
            try sender.read { try $0.record(record) }.field(LibraryCaseSchema.checked)?.readings
                .flatMap { $0.siblings.map(\.change) } ?? []
        }
        // Signed with the writer's name though it names somebody else; then typed by the writer for somebody else.
        for (author, typist) in [(Office.zhang, nil), (Office.li, Office.zhang)] {
            try sender.saveRaw([try check(author, enteredBy: typist, replacing: checks())])
            try receiver.take(from: sender)
            #expect(try standing(receiver, record) == .selfChecked)
            #expect(try receiver.read { try $0.library(isUsable: true) }.isEmpty)
        }
        try sender.saveRaw([try check(Office.li, replacing: checks())])
        try receiver.take(from: sender)
        #expect(try standing(receiver, record) == .usable)
    }

    /// What arrived while the checker was reading was not checked.
    @Test func aCheckSpeaksForTheWordsThatWereSeen() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try propose(office, ClosedCase(office))
        let seen = try office.view(key).seen
        _ = try office.write {
            try $0.correct(RecordCorrection(record: key, fields: [("text", .string("刘明又来了"))]))
        }
        func check(_ seen: SeenToken) throws {
            _ = try office.write(as: Office.li) {
                try $0.check(
                    key, isAnonymous: true, note: nil, on: #require(CivilDate("2026-06-02")), seen: seen)
            }
        }
        #expect(throws: CaseWorkError.self) { try check(seen) }
        #expect(try standing(office, key) == .unchecked)
        try check(office.view(key).seen)
        #expect(try standing(office, key) == .usable)
    }

    /// By `tingsu add` and imports, too.
    @Test func noOtherWayMakesAReviewOfAnOpenCaseOrHalfAOne() throws {
        let office = try Office.withVillage(key: CenterKey())
        func add(_ file: ClosedCase, _ fields: TypedFields) throws {
            _ = try office.write {
                try $0.create(
                    RecordDraft(kind: "review", fields: [("case", .string(file.key.id.description))] + fields),
                    in: Office.village)
            }
        }
        let open = try ClosedCase(office, stage: "handling")
        #expect(throws: CaseWorkError.caseNotClosed) { try add(open, ClosedCase.review) }
        let closed = try ClosedCase(office)
        #expect(throws: CaseWorkError.reviewPartsMissing([Label("流程规范", "Procedure")])) {
            try add(closed, ClosedCase.review.filter { $0.name != "procedure" })
        }
        try add(closed, ClosedCase.review)
    }

    @Test func likeCasesAreFoundAndSayWhy() throws {
        let office = try Office.withVillage(key: CenterKey())
        let first = try propose(office, ClosedCase(office))
        // Of another matter altogether.
        let other = try office.write {
            try $0.create(
                RecordDraft(
                    kind: "library_case",
                    fields: [("title", .string("医疗费报销")), ("text", .string("跨省就医的票据怎么报"))]), in: Office.village)
        }.key
        let asked = try ClosedCase(office, stage: "handling")
        #expect(try office.read { try $0.similarCases(to: asked.key) }.isEmpty)
        try check(office, first, as: Office.li)
        try check(office, other, as: Office.li)
        let found = try office.read { try $0.similarCases(to: asked.key) }
        #expect(found.map(\.record.key) == [first])
        let reasons = try #require(found.first?.reasons)
        #expect(reasons.contains(.category("0301")))
        #expect(reasons.contains(.methods(["similar_cases", "law"])))
        let words = reasons.compactMap { if case .words(let words) = $0 { words } else { nil } }.flatMap { $0 }
        #expect(words.contains { $0.contains("界桩") } && words.contains { $0.contains("排水沟") }, "\(words)")
        #expect((60...100).contains(found[0].score), "\(found[0].score)")
        // The same twice.
        #expect(try office.read { try $0.similarCases(to: asked.key) }.map(\.score) == found.map(\.score))
    }
}
