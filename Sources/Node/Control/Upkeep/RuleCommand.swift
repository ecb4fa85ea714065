import CaseWork
import Causality
import ReplicaStore
import Replication

/// `tingsu rule`: the center admits a held change, or holds an admitted one, with a reason.
public struct RuleCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let change: String
        public let verdict: String
    }

    public static let name = "rule"

    /// Thirty-two hexadecimal digits.
    public var change: String
    public var admits: Bool
    public var reason: String
    /// Who rules: a person of this center by name or id; nil for the first of them.
    public var author: String?

    public init(change: String, admits: Bool, reason: String, author: String? = nil) {
        self.change = change
        self.admits = admits
        self.reason = reason
        self.author = author
    }

    /// The id of the ruling's record: one ruling a change.
    static func record(ofRulingOn change: ChangeID) -> RecordID {
        RecordID(rawValue: UInt128(change.high) << 64 | UInt128(change.low))
    }

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.demandCenter()
        guard let id = Hexadecimal.decode(change).flatMap({ ChangeID(bytes: $0) }) else {
            throw CommandFailure(
                kind: .badInput, code: "change-malformed", zhHans: "“\(change)”不是改动编号：应为 32 位十六进制，见 tingsu held",
                en: "\"\(change)\" is no change id: 32 hexadecimal digits, see `tingsu held`")
        }
        let view = try await node.read { try node.directory.view($1, codec: $0.codec) }
        let author = try await node.director(author, view)
        let (admits, reason, text) = (admits, reason, change)
        return try await node.write { engine, transaction, environment in
            guard let stored = try transaction.changes(standing: Standing.allCases).first(where: { $0.change == id })
            else {
                throw CommandFailure(
                    kind: .notFound, code: "change-unknown", zhHans: "本机没有改动 \(text)",
                    en: "no change \(text) is held here")
            }
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            // One ruling a change: its record's id follows from the change, and a later verdict supersedes the earlier.
            let record = RuleCommand.record(ofRulingOn: id)
            let key = RecordKey(scope: .directory, kind: DirectorySchema.rulingKind, id: record)
            let before = try transaction.state(of: key)?.livingChanges ?? []
            _ = try engine.save(
                [
                    draft.ruling(
                        record, change: id, of: stored.record, admits: admits, reason: reason, supersedes: before)
                ], in: .directory, transaction, environment: environment)
            return Reply(
                change: id.description, verdict: admits ? DirectorySchema.Ruling.admit : DirectorySchema.Ruling.hold)
        }
    }
}
