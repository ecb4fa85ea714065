import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu visit prepare`: adds to what is taken along to a planned visit.
public struct PrepareVisitCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "prepare-visit"

    /// What the visit is called.
    public var record: String
    public var summary: String?
    public var options: String?
    public var responsible: String?
    /// By id or number.
    public var policies: [String]
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, summary: String? = nil, options: String? = nil, responsible: String? = nil,
        policies: [String] = [], area: String? = nil, speaker: Speaker
    ) {
        self.record = record
        self.summary = summary
        self.options = options
        self.responsible = responsible
        self.policies = policies
        self.area = area
        self.speaker = speaker
    }

    /// Saves nothing where all of it stands there already.
    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try naming.key(meantBy: command.record, kinds: [VisitSchema.recordKind])
            try access.demandWritable(key.scope)
            let fields = FieldNaming(
                naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
            let preparation = try VisitPreparation(
                summary: command.summary, options: command.options, responsible: command.responsible,
                policies: fields.policies(command.policies))
            let saved = try writing.prepare(key, preparation)
            return try SaveReply(saved.map { [$0] } ?? [], access.with(writing.engine))
        }
    }
}
