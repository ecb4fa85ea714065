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

    public init(record: String, area: String? = nil) {
        self.record = record
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let key = try RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
                .key(meantBy: command.record)
            let titles = RecordTitles(access)
            return Reply(
                record: try titles.name(of: key),
                entries: try access.reading.history(of: key).map { try entry($0, key, access, titles) })
        }
    }

    private func entry(
        _ entry: HistoryEntry, _ key: RecordKey, _ access: CaseAccess, _ titles: RecordTitles
    ) throws -> Reply.Entry {
        Reply.Entry(
            change: entry.change.description, replica: entry.position.replica.description, seq: entry.position.seq,
            author: entry.author.description, authorName: access.directory.name(ofUser: entry.author),
            enteredByName: entry.enteredBy.map { access.directory.name(ofUser: $0) }, recordedAt: entry.recordedAt,
            standing: entry.standing.word, isReissued: entry.isReissued, note: entry.note,
            supersedes: entry.supersedes.map(\.description),
            writes: try entry.writes.map { write in
                let lostTo: [ChangeID] = if case .lost(let changes) = write.outcome { changes } else { [] }
                return Reply.Write(
                    register: write.register.rawValue, name: write.definition?.name ?? "\(write.register.rawValue)",
                    label: Wording(access.catalog.label(of: write.register, in: key.kind)),
                    value: JSONValue(access.catalog.fieldValue(from: write.value, of: write.register, in: key.kind)),
                    text: try titles.text(of: write.value, write.register, in: key), outcome: write.outcome.word,
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
