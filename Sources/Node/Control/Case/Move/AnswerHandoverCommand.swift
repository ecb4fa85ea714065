import CaseFile
public import CaseWork
import Replication

/// `tingsu case accept` and `tingsu case object`: writes down what the other township says to a handover. What it takes over
/// is brought there, what it objects to stays.
///
/// On a machine that may write both areas: a hub among its villages, else the center.
public struct AnswerHandoverCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "answer-handover"

    /// What the case is called.
    public var record: String
    public var verdict: HandoverVerdict
    /// `2026-11-27`; nil is today.
    public var on: String?
    /// Who of the other side said so.
    public var by: String?
    /// An objection needs one.
    public var reason: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, _ verdict: HandoverVerdict, on: String? = nil, by: String? = nil, reason: String? = nil,
        area: String? = nil, speaker: Speaker
    ) {
        self.record = record
        self.verdict = verdict
        self.on = on
        self.by = by
        self.reason = reason
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let file = try naming.key(meantBy: command.record, kinds: [CaseSchema.recordKind])
            try access.demandWritable(file.scope)
            let (handover, order) = try access.openHandover(
                of: file, on: access.day(command.on), reason: command.reason)
            try access.demandWritable(order.scope)
            let saved = try writing.answerHandover(
                handover, of: file, command.verdict, order, by: command.by)
            return try SaveReply(saved, access.with(writing.engine))
        }
    }
}
