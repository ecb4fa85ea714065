import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// How one person's own ratings moved from visit to visit, over all cases that are held here.
///
/// Compares a person with the same person and with nobody else: there is no list of several, no mean and no order by it.
/// A rating that nobody asked for or that was declined stands as such and is no zero.
///
/// Source: DOMAIN.md section 4.
public struct FeelingTrend: Sendable {
    /// What the person said of themselves.
    public enum Rating: Hashable, Sendable {
        case score(Int64)
        case declined
        case notAsked

        public var score: Int64? { if case .score(let score) = self { score } else { nil } }
    }

    /// One visit.
    public struct Point: Sendable {
        public let record: RecordKey
        public let visit: RecordKey?
        /// When the visit began; milliseconds since 1970.
        public let at: Int64
        public let before: Rating
        public let after: Rating
        /// Code of `emotion_label`: what the observer saw, and not what the person said.
        public let observed: String?
        public let observerWords: String?
        /// The sum of the PHQ-4 where it was filled in with consent; no diagnosis.
        public let questionnaireTotal: Int64?
        public let suggestsCounsellor: Bool

        /// What the visit changed, negative where it eased; nil unless both were rated.
        public var change: Int64? {
            guard let first = before.score, let last = after.score else { return nil }
            return last - first
        }
    }

    public let person: RecordKey
    public let name: String
    /// By time; withdrawn records are left out.
    public let points: [Point]

    /// From the first rating there is to the last, in order of time; nil with fewer than two.
    public var changeOverall: Int64? {
        let scores = points.flatMap { [$0.before.score, $0.after.score] }.compactMap(\.self)
        guard scores.count > 1, let first = scores.first, let last = scores.last else { return nil }
        return last - first
    }

    /// The same for the drawing on pages.
    public var curve: CaseFileView.DistressCurve {
        CaseFileView.DistressCurve(
            person: person.id, personName: name,
            points: points.filter { $0.before.score != nil || $0.after.score != nil }.map {
                CaseFileView.Point(
                    at: $0.at, visit: $0.visit ?? $0.record, before: $0.before.score, after: $0.after.score)
            })
    }
}

extension CaseReading {
    /// The trend of one person; of several registrations that people said are one, of all of them. Throws
    /// `CaseWorkError.recordNotFound`.
    public func feelingTrend(of person: RecordKey) throws -> FeelingTrend {
        guard let known = try merged(person), person.kind == PersonSchema.recordKind else {
            throw CaseWorkError.recordNotFound(person.id.description)
        }
        let same = try queries.registrations(ofSameAs: person)
        let feelings = try (same.contains(person) ? same : same + [person]).flatMap {
            try queries.children(of: $0, kind: EmotionSchema.recordKind)
        }
        let points = try Set(feelings).sorted().compactMap { try feelingPoint($0) }
        return FeelingTrend(
            person: person, name: known.shown(PersonSchema.name).plainText ?? "",
            points: points.sorted { ($0.at, $0.record) < ($1.at, $1.record) })
    }

    private func feelingPoint(_ key: RecordKey) throws -> FeelingTrend.Point? {
        guard let record = try merged(key) else { return nil }
        let visit = record.shown(EmotionSchema.visit).reference?.key(from: key)
        let known = try visit.flatMap { try transaction.state(of: $0) == nil ? nil : try self.record($0) }
        // A feeling told at a visit that was taken out of use was told all the same, but nobody knows when.
        let recordedAt = record.state.registers.flatMap(\.siblings).map(\.recordedAt).min() ?? 0
        func rating(_ register: RegisterNumber) -> FeelingTrend.Rating {
            let value = record.shown(register)
            if case .integer(let score) = value[member: EmotionSchema.SelfRating.score] { return .score(score) }
            return value[member: EmotionSchema.SelfRating.refused] == .boolean(true) ? .declined : .notAsked
        }
        let observed = record.shown(EmotionSchema.observed)
        let questionnaire = record.shown(EmotionSchema.questionnaire)
        return FeelingTrend.Point(
            record: key, visit: visit, at: known?.visitTime ?? recordedAt, before: rating(EmotionSchema.selfBefore),
            after: rating(EmotionSchema.selfAfter), observed: observed[member: EmotionSchema.Observed.label].plainText,
            observerWords: observed[member: EmotionSchema.Observed.words].plainText,
            questionnaireTotal: EmotionSchema.questionnaireScore(questionnaire)?.total,
            suggestsCounsellor: EmotionSchema.suggestsCounsellor(questionnaire))
    }
}
