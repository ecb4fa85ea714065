import CaseFile
import CaseWork
import Causality
import Replication

/// `tingsu log`: every change of a record, also the readings that lost and to which change.
public struct ShowHistoryCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One value that a change wrote.
        public struct Write: Codable, Hashable, Sendable {
            public let register: UInt32
            public let name: String
            public let label: Wording
            public let value: JSONValue
            public let text: Wording
            /// Whether numbers in it have their middle hidden.
            public let isMasked: Bool
            /// `stands`, `lost` or `set_aside`.
            public let outcome: String
            /// The changes that it lost to.
            public let lostTo: [String]
        }

        /// One change.
        public struct Entry: Codable, Hashable, Sendable {
            public let change: String
            public let replica: String
            public let seq: UInt64
            public let author: String
            public let authorName: String
            public let enteredByName: String?
            /// Milliseconds since 1970 by the writing machine's clock.
            public let recordedAt: Int64
            /// Whether this machine wrote it while its clock was off.
            public let isTimeSuspect: Bool
            /// `applied`, `held`, `unapplied` or `held_unapplied`.
            public let standing: String
            public let isReissued: Bool
            public let note: String?
            public let supersedes: [String]
            public let writes: [Write]
            public let custody: String
        }

        public let record: RecordName
        /// By time of recording.
        public let entries: [Entry]
    }

    public static let name = "show-history"

    public var record: String
    public var area: String?
    /// Asks for sensitive numbers whole; nil hides their middle.
    public var revealing: Revealing?

    public init(record: String, area: String? = nil, revealing: Revealing? = nil) {
        self.record = record
        self.area = area
        self.revealing = revealing
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        try await node.note(revealing, way: "tingsu log") { access in
            let key = try command.key(access)
            return (key.scope, key)
        }
        return try await node.inspect { access in
            let key = try command.key(access)
            let values = ShownValues(access, reveals: command.revealing != nil)
            return Reply(
                record: try RecordTitles(access).name(of: key),
                entries: try access.reading.history(of: key).map { try entry($0, key, access, values) })
        }
    }

    private func key(_ access: CaseAccess) throws -> RecordKey {
        try RecordNaming(access: access, scopes: try access.readScopes(area: area)).key(meantBy: record)
    }

    private func entry(
        _ entry: HistoryEntry, _ key: RecordKey, _ access: CaseAccess, _ values: ShownValues
    ) throws -> Reply.Entry {
        Reply.Entry(
            change: entry.change.description, replica: entry.position.replica.description, seq: entry.position.seq,
            author: entry.author.description, authorName: access.directory.name(ofUser: entry.author),
            enteredByName: entry.enteredBy.map { access.directory.name(ofUser: $0) }, recordedAt: entry.recordedAt,
            isTimeSuspect: try access.suspectTimes.contains(entry.change), standing: entry.standing.word,
            isReissued: entry.isReissued, note: entry.note,
            supersedes: entry.supersedes.map(\.description),
            writes: try entry.writes.map { write in
                let lostTo: [ChangeID] = if case .lost(let changes) = write.outcome { changes } else { [] }
                let shown = try values.shown(write.value, write.register, in: key)
                return Reply.Write(
                    register: write.register.rawValue, name: write.definition?.name ?? "\(write.register.rawValue)",
                    label: Wording(access.catalog.label(of: write.register, in: key.kind)),
                    value: shown.value, text: shown.text, isMasked: shown.isMasked, outcome: write.outcome.word,
                    lostTo: lostTo.map(\.description))
            }, custody: entry.custody.word)
    }
}

extension HistoryWrite.Outcome {
    /// The stable word for programs.
    fileprivate var word: String {
        switch self {
        case .stands: "stands"
        case .lost: "lost"
        case .setAside: "set_aside"
        }
    }
}

extension Standing {
    /// The stable word for programs.
    fileprivate var word: String {
        switch self {
        case .applied: "applied"
        case .held: "held"
        case .unapplied: "unapplied"
        case .heldUnapplied: "held_unapplied"
        }
    }
}
