import CaseFile
import CaseWork
import Replication

/// `tingsu household move`: lets a household live in another village, with its people and its visits.
///
/// On a machine that may write both areas: a hub among its villages, else the center.
public struct MoveHouseholdCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "move-household"

    /// Address, or id.
    public var record: String
    /// Code or name of the area that it moves to.
    public var target: String
    /// `2026-11-27`; nil is today.
    public var on: String?
    public var reason: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, to target: String, on: String? = nil, reason: String? = nil, area: String? = nil,
        speaker: Speaker
    ) {
        self.record = record
        self.target = target
        self.on = on
        self.reason = reason
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let household = try naming.key(meantBy: command.record, kinds: [HouseholdSchema.recordKind])
            let order = try access.moveOrder(
                to: command.target, on: access.day(command.on), reason: command.reason)
            try access.demandWritable(household.scope)
            try access.demandWritable(order.scope)
            let saved = try writing.move(household, order)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
