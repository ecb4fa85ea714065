import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

/// What only named readers may have goes into their scope, whoever writes it and by whatever command.
@Suite struct RestrictedWritingTests {
    private static let words = "他背后说的那句重话"

    private func office(_ purposes: [String] = DirectorySchema.Scope.restrictedPurposes) throws -> (
        Office, RecordKey
    ) {
        let office = try Office.withVillage()
        try office.openRestricted(purposes)
        return (office, try office.write { try $0.create(.case(), in: Office.village) }.key)
    }

    private func visit(
        _ office: Office, _ file: RecordKey, mode: String = "背靠背", narrative: String? = words
    ) throws -> [SavedRecord] {
        var fields: TypedFields = [
            ("case", .string(file.id.description)), ("started", .string("2026-05-06 09:00")), ("mode", .string(mode)),
        ]
        if let narrative { fields.append(("narrative", .string(narrative))) }
        return try office.write {
            try $0.save([.create(RecordDraft(kind: "visit", fields: fields))], in: Office.village)
        }
    }

    @Test func wordsOfABackToBackVisitAreARecordOfTheirOwn() throws {
        let (office, file) = try office()
        let saved = try visit(office, file)
        #expect(saved.map(\.key.kind) == [VisitSchema.recordKind, RestrictedNoteSchema.recordKind])
        #expect(saved.map(\.key.scope) == [Office.village, Office.restricted("case_team")])
        let view = try office.read { try $0.record(saved[0].key) }
        #expect(view.shown(VisitSchema.narrative) == .none)
        #expect(view.shown(VisitSchema.mode) == .code("back_to_back"))
        let note = try office.read { try $0.record(saved[1].key) }
        #expect(note.shown(RestrictedNoteSchema.text) == .text(Self.words))
        // It stands in the file of its case for who holds both, and on no sheet that both sides sign.
        let whole = try office.read { try $0.caseFile(file) }
        #expect(whole.others.map(\.key).contains(saved[1].key))
        #expect(JointRecord(whole).sheets.isEmpty)
        #expect(try office.custody(of: saved[1].key) == .here)
    }

    @Test func noChangeOfTheVillagesLogHasTheWords() throws {
        let (office, file) = try office()
        _ = try visit(office, file)
        let bodies = try office.bodies(in: Office.village)
        #expect(!bodies.isEmpty)
        for body in bodies { #expect(!body.contains(Self.words)) }
        #expect(try office.bodies(in: Office.restricted("case_team")).contains { $0.contains(Self.words) })
    }

    @Test func aSearchFindsThemForNobody() throws {
        let (office, file) = try office()
        _ = try visit(office, file)
        #expect(try office.found("重话").isEmpty)
        _ = try visit(office, file, mode: "面对面", narrative: "说了重话")
        #expect(try office.found("重话").count == 1)
    }

    @Test func faceToFaceWordsStayWithTheVillage() throws {
        let (office, file) = try office()
        let saved = try visit(office, file, mode: "面对面")
        #expect(saved.map(\.key.scope) == [Office.village])
        #expect(try office.read { try $0.record(saved[0].key) }.shown(VisitSchema.narrative) == .text(Self.words))
    }

    @Test func withoutAScopeForThemNothingIsSavedAndTheNextStepIsNamed() throws {
        let (office, file) = try office([])
        let error = #expect(throws: CaseWorkError.self) { try visit(office, file) }
        #expect(error?.message(in: .zhHans).contains("tingsu access grant --area 石仓村 --for 专班专用") == true)
        #expect(try office.read { try $0.queries.children(of: file, kind: VisitSchema.recordKind) }.isEmpty)
        #expect(try visit(office, file, narrative: nil).count == 1)
    }

    @Test func psychologicalOpinionsAndReportsGoToTheirReaders() throws {
        let (office, file) = try office()
        func add(_ kind: String, _ fields: TypedFields) throws -> RecordKey {
            try office.write {
                try $0.create(
                    RecordDraft(kind: kind, fields: [("case", .string(file.id.description))] + fields),
                    in: Office.village)
            }.key
        }
        func opinion(_ aspect: String) throws -> RecordKey {
            try add(
                "opinion",
                [
                    ("aspect", .string(aspect)), ("by", .object([("name", .string("李医生"))])),
                    ("on", .string("2026-05-07")), ("text", .string("意见")),
                ])
        }
        let mind = try opinion("心理")
        #expect(mind.scope == Office.restricted("psychological"))
        #expect(try opinion("法律").scope == Office.village)
        let report = try add(
            "whistle_report",
            [("reported", .string("某单位")), ("text", .string("检举")), ("received_on", .string("2026-05-07"))])
        #expect(report.scope == Office.restricted("whistle_blowing"))
        // What they name lies with the village still.
        #expect(
            try office.read { try $0.record(mind) }.shown(OpinionSchema.case)
                == .reference(Reference(scope: Office.village, kind: file.kind, id: file.id)))
        #expect(try office.read { try $0.caseFile(file) }.others.map(\.key).contains(mind))
    }

    private func opinion(
        _ office: Office, _ file: RecordKey, _ aspect: String, named name: String = "aspect"
    ) throws -> RecordKey {
        try office.write {
            try $0.create(
                RecordDraft(
                    kind: "opinion",
                    fields: [
                        ("case", .string(file.id.description)), (name, .string(aspect)),
                        ("by", .object([("name", .string("李医生"))])), ("on", .string("2026-05-07")),
                        ("text", .string("意见")),
                    ]), in: Office.village)
        }.key
    }

    @Test func anOpinionDoesNotBecomePsychologicalInTheVillage() throws {
        let (office, file) = try office()
        let law = try opinion(office, file, "法律")
        let refused = #expect(throws: CaseWorkError.self) {
            _ = try office.write {
                try $0.correct(
                    RecordCorrection(
                        record: law, fields: [("aspect", .string("心理")), ("text", .string(Self.words))]))
            }
        }
        #expect(refused?.message(in: .zhHans).contains("心理") == true)
        for body in try office.bodies(in: Office.village) { #expect(!body.contains(Self.words)) }
    }

    @Test(arguments: ["aspect", " 意见方面 ", "方面 ", "2 ", " aspect"])
    func noWayOfNamingTheFieldPutsItIntoTheVillage(name: String) throws {
        let (office, file) = try office()
        let key = try? opinion(office, file, "心理", named: name)
        #expect(key == nil || key?.scope == Office.restricted("psychological"))
    }

    @Test func wordsAreNotWrittenIntoABackToBackVisitAfterwards() throws {
        let (office, file) = try office()
        let saved = try visit(office, file, narrative: nil)
        let refused = #expect(throws: CaseWorkError.self) {
            _ = try office.write {
                try $0.correct(
                    RecordCorrection(record: saved[0].key, fields: [("narrative", .string(Self.words))]))
            }
        }
        #expect(refused?.message(in: .zhHans).contains("tingsu visit note") == true)
        let note = try office.write {
            try $0.create(
                RecordDraft(
                    kind: "restricted_note",
                    fields: [
                        ("visit", .string(saved[0].key.id.description)), ("text", .string(Self.words)),
                    ]), in: Office.village)
        }
        #expect(note.key.scope == Office.restricted("case_team"))
        // It knows its case by its visit.
        #expect(try office.read { try $0.caseFile(file) }.others.map(\.key).contains(note.key))
    }

    @Test func whatWasSaidOpenlyIsNotTakenBack() throws {
        let (office, file) = try office()
        let saved = try visit(office, file, mode: "面对面")
        let corrected = try office.write {
            try $0.correct(RecordCorrection(record: saved[0].key, fields: [("mode", .string("背靠背"))]))
        }
        #expect(corrected.warnings.contains { $0.message.zhHans.contains("收不回来") })
    }

    @Test func anImportTakesTheSameWayAndRunsAgain() throws {
        let (office, _) = try office()
        let lines = """
            {"kind":"case","key":"c","fields":{"title":"争议","source":"home_visit","stage":"accepted","first_received":{"name":"张干部","at":"2026-04-08 09:20"}}}
            {"kind":"visit","key":"v","fields":{"case":"@c","started":"2026-05-06 09:00","mode":"背靠背","narrative":"\(Self.words)"}}
            {"kind":"whistle_report","key":"w","fields":{"case":"@c","reported":"某单位","text":"检举","received_on":"2026-05-07"}}
            """
        #expect(try office.importLines(lines).created.count == 3)
        let again = try office.importLines(lines)
        #expect(again.created.isEmpty && again.present == 3)
        for body in try office.bodies(in: Office.village) {
            #expect(!body.contains(Self.words) && !body.contains("检举"))
        }
    }
}
