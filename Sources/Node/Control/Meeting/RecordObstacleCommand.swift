import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu obstacle add|assign`: records what a case is stuck on, and who gets it out of the way.
public struct RecordObstacleCommand: NodeCommand {
    public typealias Reply = SaveReply

    /// What it is; nil for one that is recorded.
    public struct Obstacle: Codable, Hashable, Sendable {
        public var kind: String
        public var text: String
        public var department: String?
        public var policies: String?

        public init(kind: String, text: String, department: String? = nil, policies: String? = nil) {
            self.kind = kind
            self.text = text
            self.department = department
            self.policies = policies
        }
    }

    /// Who removes it.
    public struct Task: Codable, Hashable, Sendable {
        public var text: String?
        public var responsible: String?
        public var path: String?
        /// A day, or a rule such as `MEETING-3`.
        public var due: String?
        /// The day from which a rule counts; nil for today.
        public var start: String?
        /// The meeting that gave it.
        public var meeting: String?

        public init(
            text: String? = nil, responsible: String? = nil, path: String? = nil, due: String? = nil,
            start: String? = nil, meeting: String? = nil
        ) {
            self.text = text
            self.responsible = responsible
            self.path = path
            self.due = due
            self.start = start
            self.meeting = meeting
        }
    }

    public static let name = "record-obstacle"

    /// The case of a new obstacle, else the obstacle.
    public var record: String
    public var obstacle: Obstacle?
    /// Nil where nobody is to do anything yet.
    public var task: Task?
    public var area: String?
    public var speaker: Speaker

    public init(record: String, obstacle: Obstacle?, task: Task?, area: String? = nil, speaker: Speaker) {
        self.record = record
        self.obstacle = obstacle
        self.task = task
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let scopes = try access.readScopes(area: command.area)
            let naming = RecordNaming(access: access, scopes: scopes)
            let task = try command.task.map { task in
                ObstacleTask(
                    text: task.text, responsible: task.responsible, path: task.path, due: task.due,
                    start: try access.day(task.start),
                    meeting: try task.meeting.map {
                        try MeetingNaming(access: access, scopes: nil).meeting(meantBy: $0).key
                    })
            }
            let saved: [SavedRecord]
            if let obstacle = command.obstacle {
                let file = try naming.key(meantBy: command.record, kinds: [CaseSchema.recordKind])
                saved = try writing.record(
                    ObstacleDraft(
                        caseFile: file, kind: obstacle.kind, text: obstacle.text, department: obstacle.department,
                        policies: obstacle.policies), task, access)
            } else {
                let key = try naming.key(meantBy: command.record, kinds: [ObstacleSchema.recordKind])
                saved = try writing.assign(key, task ?? ObstacleTask(start: try access.demandToday()), access)
            }
            return try SaveReply(saved, access.with(writing.engine))
        }
    }
}
