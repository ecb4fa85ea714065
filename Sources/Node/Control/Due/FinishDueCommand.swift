import CaseFile
import CaseWork
import Replication

/// `tingsu done`: records that something that was to be done is done, late or not.
public struct FinishDueCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "finish-due"

    public var target: DueTarget
    /// As typed; nil for today.
    public var on: String?
    public var how: String?
    /// Why it was late.
    public var reason: String?
    /// In 元, as typed.
    public var amount: String?
    /// What a case is to do next, with its day.
    public var next: String?
    public var nextDate: String?

    public init(
        _ target: DueTarget, on: String? = nil, how: String? = nil, reason: String? = nil, amount: String? = nil,
        next: String? = nil, nextDate: String? = nil
    ) {
        self.target = target
        self.on = on
        self.how = how
        self.reason = reason
        self.amount = amount
        self.next = next
        self.nextDate = nextDate
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: target.speaker) { access, _, writing in
            let view = try command.target.view(access)
            let next = command.next.map { step in
                FieldValue.object(
                    [("step", step), ("date", command.nextDate)].compactMap { name, text in
                        text.map { (name, .string($0)) }
                    })
            }
            let done = DueCompletion(
                on: try access.day(command.on), how: command.how, lateReason: command.reason, amount: command.amount,
                next: next)
            return try SaveReply([try writing.finish(view, done)], access.with(writing.engine))
        }
    }
}
