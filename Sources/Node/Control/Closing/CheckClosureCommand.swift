import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu closure check`: what of a case is open, procedure and matter apart; records the check where that is asked for.
public struct CheckClosureCommand: NodeCommand {
    /// What was said of one item.
    public struct Answer: Codable, Hashable, Sendable {
        /// `legal`, `tasks`, `papers`, `milestones`, `follow_ups` or `emotional`.
        public var item: String
        public var isMet: Bool
        public var note: String?

        public init(item: String, isMet: Bool, note: String? = nil) {
            self.item = item
            self.isMet = isMet
            self.note = note
        }
    }

    public struct Reply: Codable, Hashable, Sendable {
        /// Something that is not done.
        public struct Open: Codable, Hashable, Sendable {
            /// The end of its id; nil for a paper that nobody recorded.
            public let record: String?
            public let text: Wording
            public let due: String?
        }

        /// One of the things that are asked.
        public struct Item: Codable, Hashable, Sendable {
            public let item: String
            public let label: Wording
            public let isProcedural: Bool
            /// Whether only people can tell.
            public let isJudged: Bool
            public let open: [Open]
        }

        public let record: RecordName
        public let items: [Item]
        public let proceduralOpen: Int
        public let substantiveOpen: Int
        public let proceduralEnd: String?
        public let substantiveEnd: String?
        /// Days of the checks that stand, the newest first.
        public let checks: [String]
        /// What was recorded now.
        public let saved: SaveReply?
    }

    public static let name = "check-closure"

    public var record: String
    /// Nil only looks.
    public var answers: [Answer]?
    public var note: String?
    public var on: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, answers: [Answer]? = nil, note: String? = nil, on: String? = nil, area: String? = nil,
        speaker: Speaker
    ) {
        self.record = record
        self.answers = answers
        self.note = note
        self.on = on
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        guard let answers else {
            return try await node.inspect { access in
                try Self.reply(try access.caseKey(command.record, area: command.area), access, nil)
            }
        }
        return try await node.record(as: speaker) { access, _, writing in
            let key = try access.caseKey(command.record, area: command.area)
            try access.demandWritable(key.scope)
            var said: [ClosureState.Item: ClosureAnswer] = [:]
            for answer in answers {
                guard let item = ClosureState.Item(rawValue: answer.item) else {
                    throw CaseWorkError.unknownName(answer.item, of: Label("核查项目", "item"))
                }
                said[item] = ClosureAnswer(isMet: answer.isMet, note: answer.note)
            }
            let saved = try writing.check(
                closing: key, said, note: command.note, on: try access.day(command.on))
            let after = access.with(writing.engine)
            return try Self.reply(key, access, try SaveReply([saved], after))
        }
    }

    private static func reply(_ key: RecordKey, _ access: CaseAccess, _ saved: SaveReply?) throws -> Reply {
        let state = try access.reading.closure(of: key)
        return Reply(
            record: try RecordTitles(access).name(of: key),
            items: state.items.map { item, open in
                Reply.Item(
                    item: item.rawValue,
                    label: Wording(access.catalog.label(of: item.register, in: ClosureCheckSchema.recordKind)),
                    isProcedural: item.isProcedural, isJudged: item.isJudged,
                    open: open.map {
                        Reply.Open(
                            record: $0.record.map { RecordTitles.short($0.id) },
                            text: Wording(Masking.masked($0.text.zhHans), Masking.masked($0.text.en)),
                            due: $0.due?.description)
                    })
            }, proceduralOpen: state.proceduralCount, substantiveOpen: state.substantiveCount,
            proceduralEnd: state.proceduralEnd?.description, substantiveEnd: state.substantiveEnd?.description,
            checks: state.checks.compactMap { $0.shown(ClosureCheckSchema.on).plainText }, saved: saved)
    }
}
