import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu meeting hold`: records that a meeting was held; its decisions become tasks.
public struct HoldMeetingCommand: NodeCommand {
    public typealias Reply = SaveReply

    /// What was decided.
    public struct Decision: Codable, Hashable, Sendable {
        /// What the case is called; nil for the case that the meeting is about, or for none.
        public var caseFile: String?
        public var text: String
        public var responsible: String?
        public var path: String?
        /// A day, or a rule such as `MEETING-3`.
        public var due: String?

        public init(
            caseFile: String? = nil, text: String, responsible: String? = nil, path: String? = nil,
            due: String? = nil
        ) {
            self.caseFile = caseFile
            self.text = text
            self.responsible = responsible
            self.path = path
            self.due = due
        }
    }

    /// What was said of it, as typed; nil leaves what stands.
    public struct Account: Codable, Hashable, Sendable {
        public var started: String?
        public var ended: String?
        public var place: String?
        public var convener: String?
        public var attendees: String?
        public var absent: String?
        public var parties: String?
        public var minutes: String?

        public init(
            started: String? = nil, ended: String? = nil, place: String? = nil, convener: String? = nil,
            attendees: String? = nil, absent: String? = nil, parties: String? = nil, minutes: String? = nil
        ) {
            self.started = started
            self.ended = ended
            self.place = place
            self.convener = convener
            self.attendees = attendees
            self.absent = absent
            self.parties = parties
            self.minutes = minutes
        }
    }

    public static let name = "hold-meeting"

    public var meeting: String
    public var account: Account
    public var decisions: [Decision]
    /// The token of `show`; nil where the command itself is the look.
    public var seen: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        meeting: String, account: Account, decisions: [Decision] = [], seen: String? = nil, area: String? = nil,
        speaker: Speaker
    ) {
        self.meeting = meeting
        self.account = account
        self.decisions = decisions
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let view = try MeetingNaming(access: access, scopes: access.readScopes(area: command.area))
                .meeting(meantBy: command.meeting)
            let naming = RecordNaming(access: access, scopes: nil)
            let account = command.account
            let held = HeldMeeting(
                started: account.started, ended: account.ended, place: account.place, convener: account.convener,
                attendees: account.attendees, absent: account.absent, parties: account.parties,
                minutes: account.minutes,
                decisions: try command.decisions.map { decision in
                    MeetingDecision(
                        caseFile: try decision.caseFile.map {
                            try naming.key(meantBy: $0, kinds: [CaseSchema.recordKind])
                        }, text: decision.text, responsible: decision.responsible, path: decision.path,
                        due: decision.due)
                }, seen: try command.seen.map { try SeenToken($0) })
            return try SaveReply(try writing.hold(view, held, access), access.with(writing.engine))
        }
    }
}
