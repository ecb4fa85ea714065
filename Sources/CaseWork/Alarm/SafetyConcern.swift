import CaseFile
public import CaseStore
import ReplicaStore
public import Replication

/// A sign of danger that somebody raised at a visit, with what was done about it.
///
/// What was ever raised waits until an answer stands whose author had seen it: neither a closed case, nor a withdrawn visit,
/// nor what an offline machine wrote without knowing of it ends it. Nor does lowering the sign: that is shown as what
/// somebody says. Whoever ticked it by mistake answers with that sentence, so that one person more reads it and a name
/// stands below it; a tick that vanishes without a word would look the same as one that was made to vanish.
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
    /// Every change that ever raised it, by time; never empty.
    public let raises: [SafetyRaise]
    /// Those that no standing answer ends, by time.
    public let unanswered: [SafetyRaise]
    /// Whether every reading of the flag says now that there is none, which answers nothing.
    public let isLowered: Bool
    /// Whether its record was withdrawn, which answers nothing.
    public let isWithdrawn: Bool
    /// By time of their records.
    public let answers: [Answer]
    /// What waits: the words that stand, of several readings the newest first; what was corrected since only where nothing
    /// else is left.
    private let told: [Value]
    /// What was said of it back to back, where this machine may read it.
    private let confidential: [String]

    public var isAnswered: Bool { unanswered.isEmpty }
    /// The first raising that waits, or of all where none does.
    private var first: SafetyRaise { unanswered.first ?? raises[0] }
    /// When that was recorded; milliseconds since 1970.
    public var raisedAt: Int64 { first.recordedAt }
    public var raisedBy: RecordID { first.author }
    /// Code of `safety_concern`.
    public var concern: String? { told.lazy.compactMap { $0[member: Safety.concern].plainText }.first }
    /// In the words of whoever raised it; of several readings all, in the order above.
    public var text: String {
        var texts: [String] = []
        for text in told.compactMap({ $0[member: Safety.text].plainText }) + confidential
        where !texts.contains(text) { texts.append(text) }
        return texts.joined(separator: "；")
    }

    /// Nil where nobody ever raised anything.
    fileprivate init?<Codec: ChangeCodec>(
        _ record: MergedRecord<Codec>, caseFile: RecordKey?, raises: [SafetyRaise], confidential: [String],
        answers: [(answer: Answer, record: MergedRecord<Codec>)]
    ) {
        guard let last = raises.last, let register = Safety.register(of: record.key.kind) else { return nil }
        key = record.key
        self.caseFile = caseFile
        self.raises = raises
        unanswered = raises.filter { raise in !answers.contains { raise.isAnswered(by: $0.record) } }
        isLowered = !record.values(of: register).contains(where: \.raisesAlarm)
        isWithdrawn = record.isWithdrawn
        self.confidential = confidential
        self.answers = answers.map(\.answer)
        let standing = Set(record.state[register].map(\.change))
        let wanted = unanswered.isEmpty ? raises : unanswered
        let stand = wanted.filter { standing.contains($0.change) }
        told = stand.isEmpty ? [(wanted.last ?? last).value] : stand.reversed().map(\.value)
    }
}

extension Value {
    /// Whether this is a safety flag that is raised.
    var raisesAlarm: Bool { self[member: Safety.raised] == .boolean(true) }
}

extension CaseReading {
    /// The concern that was ever raised at a visit or a feeling; nil where none was.
    public func safetyConcern(of key: RecordKey) throws -> SafetyConcern? {
        guard Safety.register(of: key.kind) != nil, let record = try merged(key) else { return nil }
        let raises = SafetyRaise.all(of: key.kind, in: try transaction.changes(touching: key), engine.codec)
        guard !raises.isEmpty else { return nil }
        let answers = try queries.children(of: key, kind: SafetyAnswerSchema.recordKind).compactMap { key in
            try merged(key).map { (safetyAnswer($0), $0) }
        }
        return SafetyConcern(
            record, caseFile: try caseFile(of: record), raises: raises, confidential: try confidentialWords(of: record),
            answers: answers)
    }

    /// What the records for named readers, as far as they are held here, say of the danger at a visit or in a feeling.
    private func confidentialWords(of record: MergedRecord<Codec>) throws -> [String] {
        let isVisit = record.key.kind == VisitSchema.recordKind
        let named = isVisit ? record.key : record.shown(EmotionSchema.visit).reference?.key(from: record.key)
        guard let visit = named else { return [] }
        let person = isVisit ? nil : record.shown(EmotionSchema.person).reference?.id
        return try queries.children(of: visit, kind: RestrictedNoteSchema.recordKind).compactMap { key in
            guard let note = try merged(key), note.shown(RestrictedNoteSchema.person).reference?.id == person else {
                return nil
            }
            return note.shown(RestrictedNoteSchema.safety).plainText
        }
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

    private func safetyAnswer(_ record: MergedRecord<Codec>) -> SafetyConcern.Answer {
        let by = record.shown(SafetyAnswerSchema.by)
        let user = by[member: UserOrName.user].reference.map { directory.name(ofUser: $0.id) }
        let at: Int64? = if case .instant(let instant) = record.shown(SafetyAnswerSchema.at) { instant } else { nil }
        return SafetyConcern.Answer(
            key: record.key, by: user ?? by[member: UserOrName.name].plainText ?? "", at: at,
            what: record.shown(SafetyAnswerSchema.what).plainText ?? "")
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
