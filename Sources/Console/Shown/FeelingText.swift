import CaseFile
import CaseStore
import CaseWork
import Replication

/// How somebody said they felt before and after a visit, as one short text: `8 → 5`.
enum FeelingText {
    static func text(_ emotion: RecordView, _ words: Words) -> String {
        func rating(_ register: RegisterNumber) -> String {
            let value = emotion.shown(register)
            if case .integer(let score) = value[member: EmotionSchema.SelfRating.score] { return "\(score)" }
            let isRefused = value[member: EmotionSchema.SelfRating.refused] == .boolean(true)
            return words.text(isRefused ? "case_page.refused" : "case_page.not_rated")
        }
        return rating(EmotionSchema.selfBefore) + " → " + rating(EmotionSchema.selfAfter)
    }

    /// The feelings that were told at a visit, each with the way to where it may be corrected.
    static func feelings(at visit: RecordKey, _ values: ShownValues) throws -> [CaseEntry.Feeling] {
        try values.access.queries.children(of: visit, kind: EmotionSchema.recordKind).map { key in
            let record = try values.access.reading.record(key)
            return CaseEntry.Feeling(
                feelingWho: try values.title(of: key), feelingText: text(record, values.words),
                feelingHref: PagePath.fields(key))
        }
    }
}
