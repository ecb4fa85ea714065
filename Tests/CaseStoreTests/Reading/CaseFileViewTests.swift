import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication
import Testing

@Suite struct CaseFileViewTests {
    @Test func distressIsFollowedFromVisitToVisit() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        _ = try office.write { try $0.create(.person("邹某"), in: Office.village) }
        // Recorded in another order than they happened.
        for (day, before, after) in [("2026-05-20", 6, 4), ("2026-05-06", 9, 8), ("2026-05-13", 8, 6)] {
            _ = try office.write { writing in
                try writing.save(
                    [
                        .create(
                            RecordDraft(
                                kind: "visit", localName: "visit",
                                fields: [
                                    ("case", .string(key.id.description)), ("started", .string("\(day) 10:00")),
                                ])),
                        .create(
                            RecordDraft(
                                kind: "emotion",
                                fields: [
                                    ("visit", .string("@visit")), ("person", .string("邹某")),
                                    ("self_before", .object([("score", .number(Int64(before)))])),
                                    ("self_after", .object([("score", .number(Int64(after)))])),
                                ])),
                    ], in: Office.village)
            }
        }
        let file = try office.read { try $0.caseFile(key) }
        #expect(file.distress.map(\.personName) == ["邹某"])
        #expect(file.distress.first?.points.map(\.before) == [9, 8, 6])
        #expect(file.distress.first?.points.map(\.after) == [8, 6, 4])
        #expect(file.visits.map(\.at) == file.visits.map(\.at).sorted())
        #expect(file.timeline.map(\.at) == file.timeline.map(\.at).sorted())
    }

    @Test func declinedRatingIsNoNumber() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        _ = try office.write { writing in
            try writing.save(
                [
                    .create(.person("邹某", local: "zou")),
                    .create(
                        RecordDraft(
                            kind: "visit", localName: "visit",
                            fields: [("case", .string(key.id.description)), ("started", .string("2026-05-06 10:00"))])),
                    .create(
                        RecordDraft(
                            kind: "emotion",
                            fields: [
                                ("visit", .string("@visit")), ("person", .string("@zou")),
                                ("self_before", .object([("refused", .bool(true))])), ("self_after", .number(3)),
                            ])),
                ], in: Office.village)
        }
        let emotion = try #require(try office.read { try $0.caseFile(key) }.visits.first?.emotions.first)
        #expect(emotion.before == nil)
        #expect(emotion.after == 3)
    }

    /// The page's shortcut says what the engine says of every change.
    @Test func custodyIsTheLeastOfTheRecordsChanges() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        #expect(try office.view(key).custody == .here)
        try office.storage.write { transaction in
            let vector = try office.engine.vector(of: Office.village, in: transaction)
            try transaction.setUpstreamReport(UpstreamReport(vector: vector, receivedAt: 0), of: Office.village)
        }
        #expect(try office.view(key).custody == .upstream)
        _ = try office.setNext(key, step: "签协议", date: "2026-06-03")
        #expect(try office.view(key).custody == .here)
        let history = try office.read { try $0.history(of: key) }
        #expect(history.map(\.custody) == [.upstream, .here])
        for entry in history {
            let engine = office.engine
            let asked = try office.storage.read {
                try engine.custody(of: entry.position, isCenter: false, $0)
            }
            #expect(asked == entry.custody)
        }
    }
}
