import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu duplicates same|different`: says whether two registrations are one person or household.
public struct JudgeSamenessCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "judge-sameness"

    /// The registration that is shown, where they are one.
    public var first: String
    public var second: String
    public var isSame: Bool
    public var reason: String
    public var area: String?
    public var speaker: Speaker

    public init(
        first: String, second: String, isSame: Bool, reason: String, area: String? = nil, speaker: Speaker
    ) {
        self.first = first
        self.second = second
        self.isSame = isSame
        self.reason = reason
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let verdict = SamenessVerdict(
                first: try naming.key(meantBy: command.first, kinds: SamenessSchema.kinds),
                second: try naming.key(meantBy: command.second, kinds: SamenessSchema.kinds),
                isSame: command.isSame, reason: command.reason)
            let saved = try writing.judge(verdict, access)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
