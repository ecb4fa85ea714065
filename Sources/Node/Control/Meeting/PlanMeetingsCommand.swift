import CaseFile
import CaseWork
import Replication

/// `tingsu meeting plan`: makes records of the meetings that the series of this machine's areas name.
public struct PlanMeetingsCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "plan-meetings"

    /// As typed; nil for five weeks from now.
    public var until: String?
    public var area: String?
    public var speaker: Speaker

    public init(until: String? = nil, area: String? = nil, speaker: Speaker) {
        self.until = until
        self.area = area
        self.speaker = speaker
    }

    /// A year of weeks: more is not planned at once.
    static let daysMax = 366

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let today = try access.demandToday()
            let until = try command.until.map { try access.day($0) } ?? today.adding(days: 35) ?? today
            guard let last = today.adding(days: PlanMeetingsCommand.daysMax), until <= last else {
                throw CaseWorkError.refused(.planTooFar("\(until)"))
            }
            let wanted = try command.area.map { [try access.writeScope(area: $0)] }
            let scopes = wanted ?? access.writableScopes.map(\.number)
            let saved = try writing.planMeetings(until: until, from: today, in: scopes)
            return try SaveReply(saved, access.with(writing.engine))
        }
    }
}
