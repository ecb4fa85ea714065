import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu emotion trend`: how one person's own ratings moved over the visits, compared with nobody else's.
public struct EmotionTrendCommand: NodeCommand {
    /// One visit.
    public struct Point: Codable, Sendable {
        /// The visit's id; nil where the record names none.
        public let visit: String?
        /// Milliseconds since 1970.
        public let at: Int64
        /// `YYYY-MM-DD`, in Shanghai.
        public let day: String
        /// 0–10; nil where nobody asked or the person would not say.
        public let before: Int64?
        public let after: Int64?
        public let beforeDeclined: Bool
        public let afterDeclined: Bool
        /// After less before, of this visit; negative where it eased.
        public let change: Int64?
        /// What the observer saw; not what the person said.
        public let observersView: Wording?
        public let observersWords: String?
        /// The sum of the PHQ-4, filled in with consent. No diagnosis.
        public let questionnaireTotal: Int64?
        public let suggestsCounsellor: Bool
    }

    public struct Reply: Codable, Sendable {
        public let person: RecordName
        /// By time.
        public let points: [Point]
        /// From the first rating to the last of this same person; nil with fewer than two.
        public let changeOverall: Int64?
    }

    public static let name = "emotion-trend"

    /// What the person is called.
    public var person: String
    public var area: String?

    public init(person: String, area: String? = nil) {
        self.person = person
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let key = try RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
                .key(meantBy: command.person, kinds: [PersonSchema.recordKind])
            let trend = try access.reading.feelingTrend(of: key)
            return Reply(
                person: try RecordTitles(access).name(of: key),
                points: trend.points.map { Point($0, access) }, changeOverall: trend.changeOverall)
        }
    }
}

extension EmotionTrendCommand.Point {
    fileprivate init(_ point: FeelingTrend.Point, _ access: CaseAccess) {
        self.init(
            visit: point.visit?.id.description, at: point.at,
            day: ShanghaiTime(instant: point.at)?.date.description ?? "", before: point.before.score,
            after: point.after.score, beforeDeclined: point.before == .declined,
            afterDeclined: point.after == .declined, change: point.change,
            observersView: point.observed.map { code in
                (access.catalog.codeTable(.emotionLabel)?.code(code)?.label).map { Wording($0) } ?? Wording(code, code)
            }, observersWords: point.observerWords, questionnaireTotal: point.questionnaireTotal,
            suggestsCounsellor: point.suggestsCounsellor)
    }
}
