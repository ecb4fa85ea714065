import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu agreement amend` and `milestone amend`: the parties change what they agreed, on a day and for a reason.
public struct AmendTermsCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "amend-terms"

    public var record: String
    /// `agreement` or `milestone`.
    public var kind: String
    public var what: String
    public var reason: String
    public var agreedBy: String?
    /// As typed; nil for today.
    public var on: String?
    /// The new terms.
    public var fields: [TypedField]
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, kind: String, what: String, reason: String, agreedBy: String? = nil, on: String? = nil,
        fields: [TypedField] = [], area: String? = nil, speaker: Speaker
    ) {
        self.record = record
        self.kind = kind
        self.what = what
        self.reason = reason
        self.agreedBy = agreedBy
        self.on = on
        self.fields = fields
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let kind = try access.kind(named: command.kind)
            let key = try RecordNaming(access: access, scopes: try access.readScopes(area: command.area)).key(
                meantBy: command.record, kinds: [kind.kind])
            try access.demandWritable(key.scope)
            let naming = FieldNaming(
                naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
            let amendment: [(String, FieldValue?)] = [
                ("on", .string(try access.day(command.on).description)), ("what", .string(command.what)),
                ("reason", .string(command.reason)), ("agreed_by", command.agreedBy.map(FieldValue.string)),
            ]
            let saved = try writing.amend(
                key, amendment.compactMap { name, value in value.map { (name, $0) } },
                try naming.resolve(command.fields.typed, of: kind))
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
