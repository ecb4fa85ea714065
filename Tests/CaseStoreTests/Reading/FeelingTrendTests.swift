import CaseFile
import CaseStore
import Foundation
import ReplicaStore
import Replication
import Testing

@testable import CaseWork

/// How one person felt over the visits: compared with the same person, and in no return.
@Suite struct FeelingTrendTests {
    private let key: CenterKey
    private let office: Office
    private let file: RecordKey
    private let zou: RecordKey

    /// A word and numbers that stand nowhere else in the store.
    private static let words = "观察者独有的一句话"
    private static let note = "心情备注独有的一句"

    init() throws {
        key = try CenterKey()
        office = try Office.withVillage(key: key)
        file = try office.makeCase().key
        zou = try office.write { try $0.create(.person("邹某"), in: Office.village) }.key
    }

    private func feel(
        _ day: String, _ fields: [(String, FieldValue)], of person: RecordKey? = nil
    ) throws {
        let visit = try office.add("visit", [("started", .string("\(day) 09:00"))], of: file)
        try office.add(
            "emotion",
            [
                ("visit", .string(visit.id.description)), ("person", .string((person ?? zou).id.description)),
            ] + fields)
    }

    private func rating(_ score: Int64) -> FieldValue { .object([("score", .number(score))]) }

    @Test func itFollowsOnePersonFromVisitToVisit() throws {
        let other = try office.write { try $0.create(.person("刘某"), in: Office.village) }.key
        try feel("2026-05-20", [("self_before", rating(5)), ("self_after", rating(3))])
        try feel("2026-05-06", [("self_before", rating(9)), ("self_after", rating(7))])
        try feel("2026-05-10", [("self_before", .object([("refused", .bool(true))]))])
        try feel("2026-05-12", [("self_before", rating(1)), ("self_after", rating(10))], of: other)
        let trend = try office.read { try $0.feelingTrend(of: zou) }
        #expect(trend.points.map { $0.before.score } == [9, nil, 5])
        #expect(trend.points.map(\.before) == [.score(9), .declined, .score(5)])
        #expect(trend.points.map(\.after) == [.score(7), .notAsked, .score(3)])
        #expect(trend.points.map(\.change) == [-2, nil, -2])
        #expect(trend.changeOverall == -6)
        #expect(trend.curve.points.count == 2)
    }

    @Test func oneRatingIsNoChange() throws {
        try feel("2026-05-06", [("self_before", rating(9))])
        #expect(try office.read { try $0.feelingTrend(of: zou) }.changeOverall == nil)
    }

    @Test func theQuestionnaireNeedsConsentAndAllFourAnswers() throws {
        func answers(_ consents: Bool, _ given: [Int64]) -> FieldValue {
            .object(
                [("consent", .bool(consents))]
                    + zip(["anxious", "worry", "interest", "mood"], given).map { ($0, .number($1)) })
        }
        for (value, word) in [(answers(false, [1, 1, 1, 1]), "本人同意"), (answers(true, [1, 1]), "四个问题")] {
            let refused = #expect(throws: CaseWorkError.self) { try feel("2026-05-06", [("questionnaire", value)]) }
            #expect(refused?.message(in: .zhHans).contains(word) == true)
        }
        try feel("2026-05-07", [("questionnaire", answers(true, [0, 1, 1, 0]))])
        try feel("2026-05-08", [("questionnaire", answers(true, [0, 1, 1, 1]))])
        let points = try office.read { try $0.feelingTrend(of: zou) }.points
        #expect(points.map(\.questionnaireTotal) == [2, 3])
        #expect(points.map(\.suggestsCounsellor) == [false, true])
    }

    @Test func aHighSumIsSaidToTheOneWhoWritesAndIsNoDiagnosis() throws {
        let visit = try office.add("visit", [("started", .string("2026-05-06 09:00"))], of: file)
        let saved = try office.write {
            try $0.create(
                RecordDraft(
                    kind: "emotion",
                    fields: [
                        ("visit", .string(visit.id.description)), ("person", .string(zou.id.description)),
                        (
                            "questionnaire",
                            .object([
                                ("consent", .bool(true)), ("anxious", .number(3)), ("worry", .number(0)),
                                ("interest", .number(0)), ("mood", .number(0)),
                            ])
                        ),
                    ]), in: Office.village)
        }
        let warning = try #require(saved.warnings.first?.message.zhHans)
        #expect(warning.contains("心理咨询师") && warning.contains("不是诊断"))
    }

    // MARK: Not in returns, and no order

    /// Everything that a feeling can hold, with values that stand nowhere else.
    private func feelEverything() throws {
        try feel(
            "2026-05-06",
            [
                ("self_before", rating(9)), ("self_after", rating(7)),
                ("observed", .object([("label", .string("angry")), ("words", .string(Self.words))])),
                ("note", .string(Self.note)),
                (
                    "questionnaire",
                    .object([
                        ("consent", .bool(true)), ("anxious", .number(3)), ("worry", .number(3)),
                        ("interest", .number(3)), ("mood", .number(3)),
                    ])
                ),
            ])
    }

    private func reports() throws -> [Report] {
        let period = try ReportPeriod(month: "2026-05", from: nil, to: nil, today: .first)
        return try ReportTemplate.allCases.map { template in
            try office.look(as: key.key) { try $0.report(template, period, reveals: true) }
        }
    }

    /// Whatever a feeling says, every return is the same to the byte, as CSV and as XLSX: no field of it, and nothing that was
    /// computed of it, is a cell, a total or a place in an order.
    @Test func noReturnDependsOnAFeeling() throws {
        let visit = try office.add("visit", [("started", .string("2026-05-06 09:00"))], of: file)
        let before = try reports()
        #expect(before.contains { !$0.rows.isEmpty })
        try office.add(
            "emotion",
            [
                ("visit", .string(visit.id.description)), ("person", .string(zou.id.description)),
                ("self_before", rating(9)), ("self_after", rating(7)),
                ("observed", .object([("label", .string("angry")), ("words", .string(Self.words))])),
                ("note", .string(Self.note)),
                (
                    "questionnaire",
                    .object([
                        ("consent", .bool(true)), ("anxious", .number(3)), ("worry", .number(3)),
                        ("interest", .number(3)), ("mood", .number(3)),
                    ])
                ),
            ])
        let after = try reports()
        for (one, other) in zip(before, after) {
            let (one, other) = (try timeless(one), try timeless(other))
            #expect(one == other, "\(one.title)")
            for form in ReportForm.allCases {
                #expect(try form.bytes(of: one) == form.bytes(of: other), "\(one.title) as \(form)")
            }
        }
    }

    /// The same return without the time at which it was made.
    private func timeless(_ report: Report) throws -> Report {
        let made = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report))
        var members = try #require(made as? [String: Any])
        members["madeAt"] = 0
        return try JSONDecoder().decode(Report.self, from: JSONSerialization.data(withJSONObject: members))
    }

    /// The words and the numbers of a feeling are in no cell of any file, and no column is called after one.
    @Test func noFileOfAReturnHasAFieldOfAFeeling() throws {
        try feelEverything()
        let kind = try #require(Catalog.current.kind(EmotionSchema.recordKind))
        // A return has a remark of its own; what is a feeling's alone has these.
        let names = kind.registers.filter {
            [
                EmotionSchema.selfBefore, EmotionSchema.selfAfter, EmotionSchema.observed, EmotionSchema.safety,
                EmotionSchema.questionnaire,
            ].contains($0.number)
        }
        #expect(names.count == 5)
        for report in try reports() {
            let text = String(decoding: try JSONEncoder.sorted.encode(report), as: UTF8.self)
            #expect(!text.contains(Self.words) && !text.contains(Self.note), "\(report.title)")
            for name in names {
                #expect(
                    !report.columns.contains { $0.id == name.name || $0.title == name.label.zhHans },
                    "\(report.title): \(name.name)")
            }
            // No figure counts a feeling among its records.
            let feelings = try office.read { reading in
                try reading.queries.records(ofKind: EmotionSchema.recordKind).map(\.id.description)
            }
            #expect(!feelings.isEmpty)
            for id in feelings { #expect(!text.contains(id), "\(report.title)") }
        }
    }

    /// No list that people see is sorted by how somebody felt: cases, people and what is due stand as before.
    @Test func noListIsOrderedByAFeeling() throws {
        let others = try ["甲", "乙", "丙"].map { name in
            try office.write { try $0.create(.person(name), in: Office.village) }.key
        }
        func lists() throws -> [[RecordKey]] {
            try office.read { reading in
                [
                    try reading.queries.people(named: "").map(\.key), try reading.queries.cases().map(\.key),
                    try reading.due(on: .first, .all).views.map(\.item.key),
                ]
            }
        }
        let before = try lists()
        let visit = try office.add("visit", [("started", .string("2026-05-06 09:00"))], of: file)
        for (score, person) in zip([3, 10, 0], others) {
            try office.add(
                "emotion",
                [
                    ("visit", .string(visit.id.description)), ("person", .string(person.id.description)),
                    ("self_before", rating(Int64(score))),
                ])
        }
        #expect(try lists() == before)
    }
}

extension JSONEncoder {
    fileprivate static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }
}
