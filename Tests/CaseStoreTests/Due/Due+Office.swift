import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

extension Office {
    static func withVillage() throws -> Office { try Office.withVillage(key: CenterKey()) }

    func list(_ range: DueRange, on day: String, _ selection: DueSelection = DueSelection()) throws -> DueList {
        let today = try #require(CivilDate(day))
        return try read { try $0.due(on: today, range, selection) }
    }

    /// `rule day` of everything that is open, by day.
    func open(on day: String, _ selection: DueSelection = DueSelection()) throws -> [String] {
        try list(.all, on: day, selection).views.map { "\($0.item.rule) \($0.day.map(\.description) ?? "-")" }
    }

    func view(_ key: RecordKey, rule: String? = nil, on day: String) throws -> DueView {
        let today = try #require(CivilDate(day))
        return try #require(try read { try $0.due(of: key, rule: rule, on: today) })
    }

    func why(_ view: DueView) throws -> [String] { try read { try $0.why(view, in: .zhHans) } }

    @discardableResult
    func add(
        _ kind: String, _ fields: [(String, FieldValue)], of file: RecordKey? = nil, as author: RecordID = zhang
    ) throws -> RecordKey {
        let parent: [(String, FieldValue)] = file.map { [("case", .string($0.id.description))] } ?? []
        return try write(as: author) {
            try $0.create(RecordDraft(kind: kind, fields: parent + fields), in: Office.village)
        }.key
    }

    /// A case without a next step.
    func quietCase(_ fields: [(String, FieldValue)] = []) throws -> RecordKey {
        try add(
            "case",
            [
                ("title", .string("邹某伤害赔偿纠纷")), ("source", .string("home_visit")), ("stage", .string("handling")),
                ("first_received", .object([("name", .string("张干部")), ("at", .string("2026-05-01 09:00"))])),
            ].filter { field in !fields.contains { $0.0 == field.0 } } + fields)
    }

    func set(_ key: RecordKey, _ field: String, _ value: FieldValue, as author: RecordID = zhang) throws {
        _ = try write(as: author) {
            try $0.correct(RecordCorrection(record: key, fields: [(field, value)]))
        }
    }

    func setRule(_ name: String, from day: String, _ change: (inout DeadlineRuleSetting) -> Void) throws
        -> PlannedSetting
    {
        var setting = DeadlineRuleSetting(name: name, validFrom: day)
        change(&setting)
        return try write { writing in
            let planned = try writing.plan(setting)
            try writing.write(planned)
            return planned
        }
    }
}

/// A group of texts.
func group(_ members: (String, String)...) -> FieldValue { .object(members.map { ($0.0, .string($0.1)) }) }
