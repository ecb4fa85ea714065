import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// A sign of danger that somebody raised at a visit, with what was done about it.
///
/// It stands as long as any reading of its record raises it, and is open until an answer stands: neither a closed case, nor
/// a withdrawn visit, nor what an offline machine wrote without knowing of it ends it.
public struct SafetyConcern: Sendable {
    /// What somebody did about it.
    public struct Answer: Sendable {
        public let key: RecordKey
        /// By name.
        public let by: String
        /// Milliseconds since 1970.
        public let at: Int64?
        public let what: String
    }

    /// The visit or the feeling at which it was raised.
    public let key: RecordKey
    /// Nil where the visit stands in no case, or is not held here.
    public let caseFile: RecordKey?
    /// When it was first recorded; milliseconds since 1970.
    public let raisedAt: Int64
    public let raisedBy: RecordID?
    /// Code of `safety_concern`.
    public let concern: String?
    public let text: String
    /// Whether its record was withdrawn, which answers nothing.
    public let isWithdrawn: Bool
    /// By time of their records.
    public let answers: [Answer]

    public var isAnswered: Bool { !answers.isEmpty }
}

extension Value {
    /// Whether this is a safety flag that is raised.
    var raisesAlarm: Bool { self[member: Safety.raised] == .boolean(true) }
}

extension CaseReading {
    /// The concern that a visit or a feeling raises in any of its readings; nil where it raises none.
    public func safetyConcern(of key: RecordKey) throws -> SafetyConcern? {
        let register = key.kind == VisitSchema.recordKind ? VisitSchema.safety : EmotionSchema.safety
        guard key.kind == VisitSchema.recordKind || key.kind == EmotionSchema.recordKind,
            let record = try merged(key)
        else { return nil }
        let readings = record.state.readings(of: register, codec: engine.codec)
        guard let raised = readings.first(where: { $0.value.raisesAlarm })?.value else { return nil }
        let siblings = record.state[register].filter { engine.codec.decode($0.value).raisesAlarm }
        let first = siblings.min { ($0.recordedAt, $0.change) < ($1.recordedAt, $1.change) }
        let answers = try queries.children(of: key, kind: SafetyAnswerSchema.recordKind).compactMap {
            try safetyAnswer($0)
        }
        return SafetyConcern(
            key: key, caseFile: try caseFile(of: record), raisedAt: first?.recordedAt ?? 0, raisedBy: first?.author,
            concern: raised[member: Safety.concern].plainText, text: raised[member: Safety.text].plainText ?? "",
            isWithdrawn: record.isWithdrawn, answers: answers)
    }

    /// All concerns of a case: those of its visits and of the feelings recorded there, also of withdrawn ones; by time.
    public func safetyConcerns(ofCase file: RecordKey) throws -> [SafetyConcern] {
        var found: [SafetyConcern] = []
        for visit in try queries.children(of: file, kind: VisitSchema.recordKind, includingWithdrawn: true) {
            let feelings = try queries.children(of: visit, kind: EmotionSchema.recordKind, includingWithdrawn: true)
            for key in [visit] + feelings {
                if let concern = try safetyConcern(of: key) { found.append(concern) }
            }
        }
        return found.sorted { ($0.raisedAt, $0.key) < ($1.raisedAt, $1.key) }
    }

    /// The concerns that nobody has answered, those raised first; of the scopes, or of all that are held here.
    public func openSafetyConcerns(in scopes: [ScopeID]? = nil) throws -> [SafetyConcern] {
        let selection = DueSelection(scopes: scopes, rule: DeadlineRuleBook.Agreed.safety)
        let keys = try queries.dueDays(.first...(.last), selection, limit: .max).map(\.key)
        return try Set(keys).sorted().compactMap { try safetyConcern(of: $0) }.filter { !$0.isAnswered }
            .sorted { ($0.raisedAt, $0.key) < ($1.raisedAt, $1.key) }
    }

    private func safetyAnswer(_ key: RecordKey) throws -> SafetyConcern.Answer? {
        guard let record = try merged(key) else { return nil }
        let by = record.shown(SafetyAnswerSchema.by)
        let user = by[member: UserOrName.user].reference.map { directory.name(ofUser: $0.id) }
        guard let name = user ?? by[member: UserOrName.name].plainText else { return nil }
        let at: Int64? = if case .instant(let instant) = record.shown(SafetyAnswerSchema.at) { instant } else { nil }
        return SafetyConcern.Answer(
            key: key, by: name, at: at, what: record.shown(SafetyAnswerSchema.what).plainText ?? "")
    }

    private func caseFile(of record: MergedRecord<Codec>) throws -> RecordKey? {
        if record.key.kind == VisitSchema.recordKind {
            return record.shown(VisitSchema.case).reference?.key(from: record.key)
        }
        guard let visit = record.shown(EmotionSchema.visit).reference?.key(from: record.key),
            let known = try merged(visit)
        else { return nil }
        return known.shown(VisitSchema.case).reference?.key(from: visit)
    }
}
