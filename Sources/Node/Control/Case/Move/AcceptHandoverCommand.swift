import CaseFile
import CaseWork
import Replication

/// `tingsu case accept`: writes down that the other township takes a case over, and brings the case there.
///
/// On a machine that may write both areas: a hub among its villages, else the center.
public struct AcceptHandoverCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "accept-handover"

    /// What the case is called.
    public var record: String
    /// `2026-11-27`; nil is today.
    public var on: String?
    /// Who of the other side accepted it.
    public var by: String?
    public var reason: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, on: String? = nil, by: String? = nil, reason: String? = nil, area: String? = nil,
        speaker: Speaker
    ) {
        self.record = record
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
            let saved = try writing.acceptHandover(handover, of: file, order, by: command.by)
            return try SaveReply(saved, access.with(writing.engine))
        }
    }
}
