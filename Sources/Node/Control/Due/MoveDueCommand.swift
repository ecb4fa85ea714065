import CaseFile
import CaseWork
import Replication

/// `tingsu extend`, `tingsu suspend` and `tingsu resume`: more time, with a reason; times that do not count.
public struct MoveDueCommand: NodeCommand {
    /// What is done; days as typed.
    public enum Move: Codable, Hashable, Sendable {
        /// By a length, or to a day.
        case extend(by: Int?, until: String?, approvedBy: String?, reason: String)
        case suspend(from: String?, reason: String)
        /// `last` is the last day that does not count.
        case resume(last: String?)
    }

    public struct Reply: Codable, Hashable, Sendable {
        public let saved: SaveReply
        /// When it is due now; nil where it stands still or nobody can tell.
        public let due: String?
    }

    public static let name = "move-due"

    public var target: DueTarget
    public var move: Move

    public init(_ target: DueTarget, _ move: Move) {
        self.target = target
        self.move = move
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.record(as: target.speaker) { access, _, writing in
            let view = try command.target.view(access)
            let saved: SavedRecord
            switch command.move {
            case .extend(let length, let until, let approver, let reason):
                let amount: DueExtension.Length? =
                    try until.map { .until(try access.day($0)) } ?? length.map { .by($0) }
                guard let amount else { throw CaseWorkError.lengthMissing }
                saved = try writing.extend(
                    view, DueExtension(amount, approvedBy: approver, reason: reason, on: access.demandToday()))
            case .suspend(let from, let reason):
                saved = try writing.suspend(view, from: access.day(from), reason: reason)
            case .resume(let last): saved = try writing.resume(view, last: access.day(last))
            }
            let access = access.with(writing.engine)
            return Reply(
                saved: try SaveReply([saved], access), due: try access.reading.dueDay(of: saved.key)?.description)
        }
    }
}
