import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu library check`: a second person says whether a library case tells who is meant.
public struct CheckLibraryCaseCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "check-library-case"

    public var record: String
    public var isAnonymous: Bool
    public var note: String?
    /// As typed; nil for today.
    public var on: String?
    public var seen: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, isAnonymous: Bool, note: String? = nil, on: String? = nil, seen: String? = nil,
        area: String? = nil, speaker: Speaker
    ) {
        self.record = record
        self.isAnonymous = isAnonymous
        self.note = note
        self.on = on
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try naming.key(meantBy: command.record, kinds: [LibraryCaseSchema.recordKind])
            try access.demandWritable(key.scope)
            let saved = try writing.check(
                key, isAnonymous: command.isAnonymous, note: command.note, on: try access.day(command.on),
                seen: try command.seen.map { try SeenToken($0) })
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
