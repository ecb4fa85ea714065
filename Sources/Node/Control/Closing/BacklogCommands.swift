import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu backlog list`: the clearance list of long-standing cases (积案清零).
public struct ListBacklogCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One case.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            public let code: String?
            public let since: String?
            /// Whole years.
            public let years: Int?
            public let petitions: Int64?
            public let policeCalls: Int64?
            /// Nil before the first step.
            public let stage: Wording?
            public let stageSince: String?
            public let daysInStage: Int?
            /// When it was resolved in fact.
            public let cleared: String?
        }

        public let today: String
        /// Those open longest first.
        public let items: [Item]
        public let openCount: Int
        public let clearedCount: Int
    }

    public static let name = "list-backlog"

    public var includesCleared: Bool
    public var area: String?

    public init(includesCleared: Bool = false, area: String? = nil) {
        self.includesCleared = includesCleared
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let today = try access.demandToday()
            let all = try access.reading.backlog(
                in: try access.readScopes(area: command.area), includingCleared: true)
            let titles = RecordTitles(access)
            let shown = all.filter { command.includesCleared || $0.cleared == nil }
            return Reply(
                today: today.description,
                items: try shown.map { item in
                    Reply.Item(
                        record: try titles.name(of: item.record.key),
                        code: item.record.shown(CaseSchema.code).plainText, since: item.since?.description,
                        years: item.years(on: today), petitions: item.petitions, policeCalls: item.policeCalls,
                        stage: item.stage.map { access.catalog.wording($0, .backlogStage) },
                        stageSince: item.stageSince?.description, daysInStage: item.daysInStage(on: today),
                        cleared: item.cleared?.description)
                }, openCount: all.count { $0.cleared == nil }, clearedCount: all.count { $0.cleared != nil })
        }
    }
}

/// `tingsu backlog step`: a long-standing case enters one of its four stages.
public struct StepBacklogCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "step-backlog"

    public var record: String
    /// Code or label of `backlog_stage`.
    public var stage: String
    public var evidence: String
    /// As typed; nil for today.
    public var on: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, stage: String, evidence: String, on: String? = nil, area: String? = nil, speaker: Speaker
    ) {
        self.record = record
        self.stage = stage
        self.evidence = evidence
        self.on = on
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let key = try access.caseKey(command.record, area: command.area)
            try access.demandWritable(key.scope)
            let saved = try writing.step(
                backlog: key, stage: command.stage, evidence: command.evidence, on: try access.day(command.on))
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}

/// `tingsu family note`: what happened to a step of a family plan.
public struct NoteFamilyStepCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "note-family-step"

    public var record: String
    public var text: String
    /// As typed; nil for today.
    public var on: String?
    public var area: String?
    public var speaker: Speaker

    public init(record: String, text: String, on: String? = nil, area: String? = nil, speaker: Speaker) {
        self.record = record
        self.text = text
        self.on = on
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try naming.key(meantBy: command.record, kinds: [FamilyStepSchema.recordKind])
            try access.demandWritable(key.scope)
            let saved = try writing.note(familyStep: key, command.text, on: try access.day(command.on))
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
