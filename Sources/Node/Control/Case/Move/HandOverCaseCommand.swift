import CaseFile
import CaseWork
import Replication

/// `tingsu case hand-over`: asks another township to take a case over; it stays where it is until that accepts.
public struct HandOverCaseCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "hand-over-case"

    /// What the case is called.
    public var record: String
    /// Code or name of the area that is to have it.
    public var target: String
    /// `2026-11-27`; nil is today.
    public var on: String?
    public var reason: String
    /// Which papers go along.
    public var papers: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, to target: String, on: String? = nil, reason: String, papers: String? = nil,
        area: String? = nil, speaker: Speaker
    ) {
        self.record = record
        self.target = target
        self.on = on
        self.reason = reason
        self.papers = papers
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let file = try naming.key(meantBy: command.record, kinds: [CaseSchema.recordKind])
            try access.demandWritable(file.scope)
            let order = try access.moveOrder(
                to: command.target, on: access.day(command.on), reason: command.reason)
            let saved = try writing.askHandover(
                of: file, order, from: author.description, papers: command.papers)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
