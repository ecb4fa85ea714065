import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// A long-standing case in the clearance list (积案清零): how long it has been open, what it cost, and how far it is.
///
/// Source: DOMAIN.md section 1, nos. 20 and 21.
public struct BacklogItem: Sendable {
    public let record: RecordView
    public let since: CivilDate?
    public let petitions: Int64?
    public let policeCalls: Int64?
    /// A code of `backlog_stage`; nil before the first step.
    public let stage: String?
    /// When that stage began.
    public let stageSince: CivilDate?
    /// When it was resolved in fact; nil while it is not.
    public let cleared: CivilDate?

    /// Whole years that it has been open on a day, until it was cleared.
    public func years(on day: CivilDate) -> Int? {
        since.map { since in
            let last = min(cleared ?? day, day)
            let isBefore = (last.month, last.day) < (since.month, since.day)
            return max(last.year - since.year - (isBefore ? 1 : 0), 0)
        }
    }

    /// Days in its stage on a day; nil before the first step and behind the end.
    public func daysInStage(on day: CivilDate) -> Int? {
        guard cleared == nil else { return nil }
        return stageSince.map { max(day.daysSince1970 - $0.daysSince1970, 0) }
    }
}

extension CaseReading {
    /// The long-standing cases, those open longest first; what is cleared comes last, and only where it is asked for.
    public func backlog(in scopes: [ScopeID]? = nil, includingCleared: Bool = false) throws -> [BacklogItem] {
        let items = try queries.backlog(in: scopes).map { key in
            let view = try record(key)
            let steps = try queries.children(of: key, kind: CaseStepSchema.recordKind).map { try record($0) }
            let last = CaseCourse(records: steps, written: []).backlogSteps.last
            let backlog = view.shown(CaseSchema.backlog)
            func count(_ member: UInt32) -> Int64? {
                if case .integer(let number) = backlog[member: member] { number } else { nil }
            }
            return BacklogItem(
                record: view, since: backlog[member: CaseSchema.Backlog.since].date,
                petitions: count(CaseSchema.Backlog.petitions), policeCalls: count(CaseSchema.Backlog.policeCalls),
                stage: last?.code, stageSince: last?.from,
                cleared: view.shown(CaseSchema.substantiveEnd)[member: CaseSchema.SubstantiveEnd.on].date)
        }
        return items.filter { includingCleared || $0.cleared == nil }.sorted { rank($0) < rank($1) }
    }

    private func rank(_ item: BacklogItem) -> (Int, Int, RecordKey) {
        (item.cleared == nil ? 0 : 1, item.since?.daysSince1970 ?? .max, item.record.key)
    }
}

extension CaseWriting {
    /// Records that a long-standing case entered one of its four stages, and what shows it; under an id that a form gave
    /// the record, if it did.
    ///
    /// Throws `CaseWorkError.notBacklog` for a case that nobody marked as one.
    public mutating func step(
        backlog key: RecordKey, as id: RecordID? = nil, stage: String, evidence: String, on day: CivilDate
    ) throws -> SavedRecord {
        guard let record = try reading.merged(key) else { throw CaseWorkError.recordNotFound(key.id.description) }
        let isBacklog = record.values(of: CaseSchema.backlog).contains {
            $0[member: CaseSchema.Backlog.flag] == .boolean(true)
        }
        guard isBacklog else { throw CaseWorkError.notBacklog }
        guard !evidence.allSatisfy(\.isWhitespace) else { throw CaseWorkError.reasonMissing }
        return try create(
            RecordDraft(
                kind: "case_step", id: id,
                fields: [
                    ("case", .string(key.id.description)), ("backlog_stage", .string(stage)),
                    ("entered_on", .string(day.description)), ("evidence", .string(evidence)),
                    ("by", .object([("user", .string(author.description))])),
                ]), in: key.scope)
    }

    /// Adds what happened to a step of a family plan; what others added stays.
    public mutating func note(familyStep key: RecordKey, _ text: String, on day: CivilDate) throws -> SavedRecord {
        guard key.kind == FamilyStepSchema.recordKind, let record = try reading.merged(key),
            case .list(let item)? = catalog.kind(key.kind)?.register(FamilyStepSchema.progress)?.type
        else { throw CaseWorkError.recordNotFound(key.id.description) }
        var earlier: [Value] = []
        for reading in record.values(of: FamilyStepSchema.progress) {
            guard case .list(let items) = reading else { continue }
            earlier += items.filter { !earlier.contains($0) }
        }
        let list =
            earlier.map { catalog.fieldValue(from: $0, as: item) }
            + [.object([("on", .string(day.description)), ("text", .string(text))])]
        let all = try transaction.changes(touching: key).map(\.change)
        return try correct(
            RecordCorrection(
                record: key, fields: [("progress", .array(list))], seen: SeenToken(record.state.seenChanges, among: all)
            ))
    }
}
