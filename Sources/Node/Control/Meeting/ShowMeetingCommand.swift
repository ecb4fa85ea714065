import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu meeting show` and `tingsu meeting agenda`: one meeting with what it speaks of and what came of it.
public struct ShowMeetingCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One thing on the agenda.
        public struct Item: Codable, Hashable, Sendable {
            public let caseFile: RecordName?
            public let text: String
            /// Why it is on the agenda.
            public let why: String
            public let decision: String
        }

        /// A task that the meeting gave.
        public struct Task: Codable, Hashable, Sendable {
            public let record: RecordName
            public let text: String
            public let responsible: Wording
            public let path: String?
            public let due: String?
            /// The rule by which it is due.
            public let rule: String?
            public let isClosed: Bool
        }

        public let meeting: MeetingReply
        /// Whether the agenda is the program's proposal, which nobody has written down.
        public let isProposal: Bool
        public let agenda: [Item]
        /// How many cases are open in the meeting's area.
        public let openCount: Int
        /// Which of its kind on one case it is, from 1.
        public let round: Int?
        public let attendees: Wording?
        public let absent: Wording?
        public let parties: Wording?
        public let minutes: String?
        public let tasks: [Task]
        /// To be given back with `--seen`; nil where nothing is recorded.
        public let seen: String?
    }

    public static let name = "show-meeting"

    public var meeting: String
    public var area: String?

    public init(meeting: String, area: String? = nil) {
        self.meeting = meeting
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let view = try MeetingNaming(access: access, scopes: access.readScopes(area: command.area))
                .meeting(meantBy: command.meeting)
            return try ShowMeetingCommand.reply(view, access)
        }
    }

    private static func reply(_ view: MeetingView, _ access: CaseAccess) throws -> Reply {
        let (titles, today) = (RecordTitles(access), try access.demandToday())
        func text(_ register: RegisterNumber) throws -> Wording? {
            guard let shown = view.record?.shown(register), shown != .none else { return nil }
            let value = access.catalog.masked(shown, of: register, in: view.key.kind)
            return Wording(try titles.text(of: value, register, in: view.key))
        }
        let agenda = try access.reading.agenda(of: view, on: today).map { item in
            Reply.Item(
                caseFile: try item.caseFile.map { try titles.name(of: $0) }, text: Masking.masked(item.text),
                why: Masking.masked(item.why),
                decision: Masking.masked(item.decision))
        }
        let scopes = try access.reading.meetingScopes(of: view.key.scope)
        return Reply(
            meeting: try MeetingReply(view, access),
            isProposal: view.record?.field(MeetingSchema.agenda) == nil && !agenda.isEmpty, agenda: agenda,
            openCount: try access.queries.openCases(in: scopes).count,
            round: try access.reading.round(of: view, on: today), attendees: try text(MeetingSchema.attendees),
            absent: try text(MeetingSchema.absent), parties: try text(MeetingSchema.parties),
            minutes: try text(MeetingSchema.minutes)?.zhHans,
            tasks: try access.reading.tasks(of: view.key).map { try task($0, titles) },
            seen: view.record?.seen.description)
    }

    private static func task(_ task: RecordView, _ titles: RecordTitles) throws -> Reply.Task {
        Reply.Task(
            record: try titles.name(of: task.key), text: Masking.masked(task.shown(TaskSchema.text).plainText ?? ""),
            responsible: Wording(
                try titles.text(of: task.shown(TaskSchema.responsible), TaskSchema.responsible, in: task.key)),
            path: task.shown(TaskSchema.path).plainText.map(Masking.masked),
            due: try titles.access.reading.dueDay(of: task.key)?.description,
            rule: task.shown(TaskSchema.rule).plainText, isClosed: task.shown(TaskSchema.closed) != .none)
    }
}
