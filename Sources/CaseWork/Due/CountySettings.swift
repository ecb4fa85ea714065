public import CaseFile
import CaseStore
public import Replication

/// What writing a setting of the county came to.
public enum SettingOutcome: String, Codable, Hashable, Sendable {
    case added
    case changed
    case unchanged
}

/// A setting, ready to be written into the directory.
public struct PlannedSetting: Sendable {
    public let outcome: SettingOutcome
    /// The rules and holidays with it.
    public let deadlines: CountyDeadlines
    public let warnings: [Label]
    let edit: RecordEdit?
}

extension CaseWriting {
    /// What a rule that the county sets would change. Writes nothing. Throws what the catalog refuses, and
    /// `CaseWorkError.ruleIncomplete`.
    public func plan(_ setting: DeadlineRuleSetting) throws -> PlannedSetting {
        let deadlines = directory.deadlines
        let fields = try setting.fields(over: deadlines.book)
        let values = try fieldReader.values(from: fields, of: definition(named: "deadline_rule"), isCreation: true)
            .values
        func shown(_ register: RegisterNumber) -> Value { values.first { $0.0 == register }?.1 ?? .none }
        let existing = deadlines.rules.first { edition in
            .text(edition.rule.id) == shown(DeadlineRuleSchema.name)
                && .date(edition.rule.validFrom) == shown(DeadlineRuleSchema.validFrom)
        }
        guard let rule = CountyDeadlines.rule(existing?.id ?? RecordID(rawValue: .max), shown: shown)?.rule else {
            throw CaseWorkError.ruleIncomplete(setting.name, missing: [])
        }
        let (outcome, edit) = planned("deadline_rule", existing?.id, isSame: existing?.rule == rule, fields)
        return PlannedSetting(
            outcome: outcome, deadlines: deadlines.with(rule), warnings: warnings(rule), edit: edit)
    }

    /// What a notice on holidays would change. Writes nothing.
    public func plan(_ file: HolidayFile, source: String?) throws -> PlannedSetting {
        let deadlines = directory.deadlines
        let existing = deadlines.notices.last { $0.notice.year == file.notice.year }
        let holidays: [FieldValue] = file.notice.holidays.map { holiday in
            .object([
                ("name", .string(holiday.name)), ("first", .string("\(holiday.free.lowerBound)")),
                ("last", .string("\(holiday.free.upperBound)")),
                ("worked", .array(holiday.worked.map { .string("\($0)") })),
            ])
        }
        let from = source ?? file.source
        let fields: TypedFields =
            [("year", .number(Int64(file.notice.year))), ("holidays", .array(holidays))]
            + (from.map { [("source", .string(String($0.prefix(200))))] } ?? [])
        let isSame = existing?.notice == file.notice && (from == nil || existing?.source == from)
        let (outcome, edit) = planned("holiday_notice", existing?.id, isSame: isSame, fields)
        return PlannedSetting(outcome: outcome, deadlines: deadlines.with(file.notice), warnings: [], edit: edit)
    }

    /// Writes what was planned.
    public mutating func write(_ planned: PlannedSetting) throws {
        guard let edit = planned.edit else { return }
        _ = try save([edit], in: .directory)
    }

    private func planned(
        _ kind: String, _ existing: RecordID?, isSame: Bool, _ fields: TypedFields
    ) -> (SettingOutcome, RecordEdit?) {
        guard let existing, let number = catalog.kind(named: kind)?.kind else {
            return (.added, .create(RecordDraft(kind: kind, fields: fields)))
        }
        let key = RecordKey(scope: .directory, kind: number, id: existing)
        return isSame
            ? (.unchanged, nil) : (.changed, .correct(RecordCorrection(record: key, fields: fields)))
    }

    private var fieldReader: FieldReader {
        FieldReader(
            catalog: catalog, directory: directory, queries: transaction.cases, scope: .directory, locals: [:],
            elsewhere: { _, _ in nil })
    }

    /// A county may ask for more haste than the law, and not for less.
    private func warnings(_ rule: DeadlineRule) -> [Label] {
        guard rule.source != .law,
            let law = DeadlineRuleBook.standard.rule(rule.id, on: rule.validFrom), law.source == .law,
            rule.unit != law.unit || rule.length > law.length || rule.extensionMax > law.extensionMax
        else { return [] }
        func text(_ language: Language) -> String {
            Words(language).text(
                "rule.longer_than_law", ["name": rule.id, "basis": law.basis, "length": "\(law.length)"])
        }
        return [Label(text(.zhHans), text(.en))]
    }
}

extension CaseAccess {
    /// How many things that are open would be due on another day with other rules and holidays.
    public func movedCount(with deadlines: CountyDeadlines, on today: CivilDate) throws -> Int {
        func days(_ directory: DirectoryView) throws -> [DueKey: CivilDate?] {
            let reading = CaseReading(
                engine: engine, transaction: transaction, catalog: catalog, directory: directory, isCenter: isCenter)
            let views = try reading.due(on: today, .all, limit: .max).views
            return Dictionary(
                views.map { (DueKey(record: $0.item.key, rule: $0.item.rule), $0.day) },
                uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (try days(directory), try days(directory.with(deadlines)))
        return after.count { key, day in before[key] != day }
    }
}

private struct DueKey: Hashable {
    let record: RecordKey
    let rule: String
}
