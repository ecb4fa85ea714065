import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu review write`: what was learnt of a closed case (复盘), whole.
public struct WriteReviewCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "write-review"

    public var record: String
    /// Without the case.
    public var fields: [TypedField]
    public var area: String?
    public var speaker: Speaker

    public init(record: String, fields: [TypedField], area: String? = nil, speaker: Speaker) {
        self.record = record
        self.fields = fields
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let key = try access.caseKey(command.record, area: command.area)
            try access.demandWritable(key.scope)
            let naming = FieldNaming(
                naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
            let fields = try naming.resolve(command.fields.typed, of: access.catalog.kind(ReviewSchema.recordKind))
            let saved = try writing.review(key, fields)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}

extension CaseAccess {
    /// The case that somebody names.
    func caseKey(_ text: String, area: String?) throws -> RecordKey {
        try CaseWork.RecordNaming(access: self, scopes: try readScopes(area: area)).key(
            meantBy: text, kinds: [CaseSchema.recordKind])
    }
}
