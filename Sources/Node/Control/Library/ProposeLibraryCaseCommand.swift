import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu library propose`: a case told without names, for somebody to look at; kept only where that is asked for.
public struct ProposeLibraryCaseCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// Something that was replaced.
        public struct Replacement: Codable, Hashable, Sendable {
            public let original: String
            public let placeholder: String
            /// `person`, `worker`, `place`, `address`, `identity_number`, `phone`, `account` or `asked`.
            public let kind: String
            public let count: Int
        }

        /// Something that may still tell who is meant.
        public struct Suspicion: Codable, Hashable, Sendable {
            public let text: String
            /// `name`, `place`, `number`, `date`, `organisation` or `contact`.
            public let reason: String
            public let count: Int
        }

        public let title: String
        public let text: String
        public let method: String
        public let procedure: String
        public let replacements: [Replacement]
        public let suspicions: [Suspicion]
        /// The library case; nil where it was only to be looked at.
        public let saved: RecordName?
    }

    public static let name = "propose-library-case"

    /// What the writer words otherwise; nil leaves what the program made of the case.
    public struct Wishes: Codable, Hashable, Sendable {
        public var title: String?
        public var text: String?
        /// `word=placeholder`.
        public var replacing: [String]

        public init(title: String? = nil, text: String? = nil, replacing: [String] = []) {
            self.title = title
            self.text = text
            self.replacing = replacing
        }
    }

    public var record: String
    public var wishes: Wishes
    public var isKept: Bool
    /// Where the library case is to lie; nil for the case's own area.
    public var area: String?
    public var speaker: Speaker

    public init(record: String, wishes: Wishes = Wishes(), isKept: Bool, area: String? = nil, speaker: Speaker) {
        self.record = record
        self.wishes = wishes
        self.isKept = isKept
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        let wording = LibraryWording(
            title: wishes.title, text: wishes.text, replacing: try wishes.replacing.map(Self.replacement))
        guard isKept else {
            return try await node.inspect { access in
                let key = try access.caseKey(command.record, area: nil)
                return Self.reply(try access.reading.proposal(of: key, wording), nil)
            }
        }
        return try await node.record(as: speaker) { access, _, writing in
            let key = try access.caseKey(command.record, area: nil)
            let scope = try command.area.map { try access.writeScope(area: $0) } ?? key.scope
            try access.demandWritable(scope)
            try access.demandWritable(key.scope)
            let proposal = try access.reading.proposal(of: key, wording)
            let saved = try writing.propose(proposal, for: key, in: scope)
            return Self.reply(proposal, try RecordTitles(access.with(writing.engine)).name(of: saved.key))
        }
    }

    private static func replacement(_ text: String) throws -> (text: String, placeholder: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw CommandFailure(
                kind: .badInput, code: "bad-replacement", zhHans: "“\(text)”：请写成 原词=替换成什么",
                en: "\"\(text)\": write it as WORD=PLACEHOLDER")
        }
        return (parts[0], parts[1])
    }

    private static func reply(_ proposal: LibraryProposal, _ saved: RecordName?) -> Reply {
        Reply(
            title: proposal.title.text, text: proposal.text.text, method: proposal.method.text,
            procedure: proposal.procedure.text,
            replacements: proposal.replacements.map {
                Reply.Replacement(
                    // Whole numbers are shown for a reason that is recorded; which one was meant shows by its ends.
                    original: Masking.masked($0.original), placeholder: $0.placeholder, kind: $0.kind.rawValue,
                    count: $0.count)
            },
            suspicions: proposal.suspicions.map {
                Reply.Suspicion(text: $0.text, reason: $0.reason.rawValue, count: $0.count)
            }, saved: saved)
    }
}
