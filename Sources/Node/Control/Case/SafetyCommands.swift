import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// `tingsu safety list`: the signs of danger that nobody has answered.
public struct ListSafetyCommand: NodeCommand {
    /// One sign.
    public struct Concern: Codable, Sendable {
        /// The visit or the feeling at which it was raised.
        public let record: RecordName
        /// Nil where it stands in no case.
        public let caseFile: RecordName?
        /// Whether its case has been closed all the same, by somebody who did not know.
        public let isCaseClosed: Bool
        /// Whether its record was withdrawn, which answers nothing.
        public let isWithdrawn: Bool
        /// Whether the flag has been lowered since, which answers nothing.
        public let isLowered: Bool
        /// Whether an answer stands whose author had not seen this.
        public let hasEarlierAnswer: Bool
        /// Milliseconds since 1970.
        public let raisedAt: Int64
        public let raisedBy: String
        public let concern: Wording?
        public let text: String
    }

    public struct Reply: Codable, Sendable {
        /// Those raised first are first.
        public let concerns: [Concern]
    }

    public static let name = "list-safety"

    public var area: String?

    public init(area: String? = nil) { self.area = area }

    public func run(on node: LocalNode) async throws -> Reply {
        let area = area
        return try await node.inspect { access in
            let titles = RecordTitles(access)
            let open = try access.reading.openSafetyConcerns(in: try access.readScopes(area: area))
            return Reply(
                concerns: try open.map { concern in
                    let file = try concern.caseFile.flatMap {
                        try access.transaction.state(of: $0) == nil ? nil : try access.reading.record($0)
                    }
                    return Concern(
                        record: try titles.name(of: concern.key),
                        caseFile: try file.map { try titles.name(of: $0.key) },
                        isCaseClosed: file?.shown(CaseSchema.stage) == .code("closed"),
                        isWithdrawn: concern.isWithdrawn, isLowered: concern.isLowered,
                        hasEarlierAnswer: !concern.answers.isEmpty, raisedAt: concern.raisedAt,
                        raisedBy: access.directory.name(ofUser: concern.raisedBy),
                        concern: concern.concern.flatMap { code in
                            access.catalog.codeTable(.safetyConcern)?.code(code)?.label
                        }.map { Wording($0) },
                        text: concern.text)
                })
        }
    }
}

/// `tingsu safety answer`: says by name what was done about a sign of danger.
public struct AnswerSafetyCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "answer-safety"

    /// The visit or the feeling at which it was raised.
    public var record: String
    /// Who did it: a person's name; nil for who speaks.
    public var by: String?
    /// When; nil for now.
    public var at: String?
    public var what: String
    public var told: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, by: String? = nil, at: String? = nil, what: String, told: String? = nil, area: String? = nil,
        speaker: Speaker
    ) {
        self.record = record
        self.by = by
        self.at = at
        self.what = what
        self.told = told
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let key = try RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
                .key(meantBy: command.record, kinds: [VisitSchema.recordKind, EmotionSchema.recordKind])
            guard let concern = try access.reading.safetyConcern(of: key) else {
                throw CommandFailure(
                    kind: .badInput, code: "no-safety-concern",
                    zhHans: "“\(command.record)”没有提出过安全风险：用 tingsu safety list 看待处置的",
                    en: "\"\(command.record)\" raises no safety concern: see tingsu safety list")
            }
            try access.demandWritable(key.scope)
            let saved = try writing.answer(
                concern, SafetyAnswer(by: command.by, at: command.at, what: command.what, told: command.told),
                access, author: author)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
