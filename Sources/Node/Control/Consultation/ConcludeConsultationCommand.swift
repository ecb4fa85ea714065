import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu consult conclude|escalate`: what a consultation came to, and whether it goes on at a higher level.
public struct ConcludeConsultationCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "conclude-consultation"

    public var consultation: String
    public var text: String
    /// As typed; nil for today.
    public var on: String?
    public var isEscalated: Bool
    /// Code or label of the level; nil for the next one.
    public var level: String?
    /// The token of `show`; nil where the command itself is the look.
    public var seen: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        consultation: String, text: String, on: String? = nil, isEscalated: Bool = false, level: String? = nil,
        seen: String? = nil, area: String? = nil, speaker: Speaker
    ) {
        self.consultation = consultation
        self.text = text
        self.on = on
        self.isEscalated = isEscalated
        self.level = level
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try naming.key(meantBy: command.consultation, kinds: [ConsultationSchema.recordKind])
            let conclusion = ConsultationConclusion(
                text: command.text, on: try access.day(command.on), isEscalated: command.isEscalated,
                level: command.level)
            let saved = try writing.conclude(
                key, conclusion, seen: try command.seen.map { try SeenToken($0) }, access)
            return try SaveReply(saved, access.with(writing.engine))
        }
    }
}
