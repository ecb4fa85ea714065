import CaseFile
import CaseWork
import Causality
import Replication

/// `tingsu conflicts`: what people disagree about, and edits of withdrawn records that nobody has looked at.
public struct ListConflictsCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// Somebody who says a value.
        public struct Voice: Codable, Hashable, Sendable {
            public let change: String
            public let authorName: String
            public let recordedAt: Int64
            /// Whether this machine wrote it while its clock was off.
            public let isTimeSuspect: Bool
            /// The visit it came from.
            public let visit: RecordName?
        }

        /// One side of a conflict.
        public struct Side: Codable, Hashable, Sendable {
            /// From 1: what `settle --take` means.
            public let number: Int
            public let value: JSONValue
            public let text: Wording
            /// Whether numbers in it have their middle hidden.
            public let isMasked: Bool
            public let voices: [Voice]
        }

        /// A disputed field.
        public struct Conflict: Codable, Hashable, Sendable {
            public let record: RecordName
            public let field: String
            public let label: Wording
            public let sides: [Side]
            /// To be given to `settle`.
            public let seen: String
        }

        /// A record that was withdrawn while somebody edited it.
        public struct EditBesideWithdrawal: Codable, Hashable, Sendable {
            public let record: RecordName
            public let withdrawnBy: [String]
            public let fields: [Wording]
            public let seen: String
        }

        public let conflicts: [Conflict]
        public let editsBesideWithdrawals: [EditBesideWithdrawal]
        /// Whether there are more of either than were asked for.
        public let isCut: Bool
    }

    public static let name = "list-conflicts"

    public var area: String?
    /// Asks for sensitive numbers whole; nil hides their middle.
    public var revealing: Revealing?
    /// Of conflicts, and of edits beside withdrawals.
    public var limit: Int

    public init(area: String? = nil, revealing: Revealing? = nil, limit: Int = ListLimit.standard) {
        self.area = area
        self.revealing = revealing
        self.limit = limit
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let (area, reveals, limit) = (area, revealing != nil, ListLimit(limit))
        try await node.note(revealing, way: "tingsu conflicts") { (try $0.scopeOfList(area: area), nil) }
        return try await node.inspect { access in
            let scopes = try access.readScopes(area: area)
            let titles = RecordTitles(access)
            let values = ShownValues(access, reveals: reveals)
            let conflicts = try limit.cut { try access.reading.conflicts(in: scopes, limit: $0) }
            let edits = try limit.cut { try access.reading.editsBesideWithdrawals(in: scopes, limit: $0) }
            return Reply(
                conflicts: try conflicts.items.map { try conflict($0, access, titles, values) },
                editsBesideWithdrawals: try edits.items.map { edit in
                    Reply.EditBesideWithdrawal(
                        record: try titles.name(of: edit.key),
                        withdrawnBy: edit.withdrawnBy.map { access.directory.name(ofUser: $0) },
                        fields: edit.registers.map { Wording(access.catalog.label(of: $0, in: edit.key.kind)) },
                        seen: edit.seen.description)
                }, isCut: conflicts.isCut || edits.isCut)
        }
    }

    private func conflict(
        _ view: ConflictView, _ access: CaseAccess, _ titles: RecordTitles, _ values: ShownValues
    ) throws -> Reply.Conflict {
        Reply.Conflict(
            record: try titles.name(of: view.key), field: view.definition?.name ?? "\(view.register.rawValue)",
            label: Wording(access.catalog.label(of: view.register, in: view.key.kind)),
            sides: try view.sides.enumerated().map { index, side in
                let shown = try values.shown(side.value, view.register, in: view.key)
                return Reply.Side(
                    number: index + 1, value: shown.value, text: shown.text, isMasked: shown.isMasked,
                    voices: try side.voices.map { voice in
                        Reply.Voice(
                            change: voice.change.description, authorName: voice.authorName,
                            recordedAt: voice.recordedAt,
                            isTimeSuspect: try access.suspectTimes.contains(voice.change),
                            visit: try voice.visit.map(titles.name))
                    })
            }, seen: view.seen.description)
    }
}
