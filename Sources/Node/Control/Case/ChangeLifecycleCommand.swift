import CaseWork
import Replication

/// `tingsu withdraw` and `tingsu reinstate`: takes a record out of use (作废), or puts it back.
public struct ChangeLifecycleCommand: NodeCommand {
    public typealias Reply = SaveReply

    /// What is to become of the record.
    public enum Wish: String, Codable, Hashable, Sendable {
        case withdraw
        case reinstate
    }

    public static let name = "change-lifecycle"

    public var wish: Wish
    public var record: String
    public var reason: String
    public var seen: String?
    public var area: String?
    public var speaker: Speaker

    public init(_ wish: Wish, record: String, reason: String, seen: String?, area: String?, speaker: Speaker) {
        self.wish = wish
        self.record = record
        self.reason = reason
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let key = try access.writableRecord(command.record, area: command.area)
            let edit = LifecycleEdit(
                record: key, reason: command.reason, seen: try command.seen.map { try SeenToken($0) })
            let saved = command.wish == .withdraw ? try writing.withdraw(edit) : try writing.reinstate(edit)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
