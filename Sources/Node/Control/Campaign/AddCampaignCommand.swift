import CaseFile
import CaseWork
import Replication
import WireProtocol

/// `tingsu campaign add`: adds a campaign to the county's directory, at the center.
public struct AddCampaignCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "add-campaign"

    public var campaign: String
    /// Without the name.
    public var fields: [TypedField]
    /// Who of the center, by name or id; nil where there is one person only.
    public var author: String?

    public init(campaign: String, fields: [TypedField], author: String? = nil) {
        self.campaign = campaign
        self.fields = fields
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.addToDirectory(as: author) { access, author, writing in
            let naming = FieldNaming(
                naming: RecordNaming(access: access, scopes: nil), author: author, scope: .directory)
            let fields = try naming.resolve(
                command.fields.typed, of: access.catalog.kind(CampaignSchema.recordKind))
            return try writing.addCampaign(command.campaign, fields)
        }
    }
}

extension LocalNode {
    /// Writes one record of the directory, as a person of this center.
    fileprivate func addToDirectory(
        as person: String?,
        _ body: @Sendable (CaseAccess, RecordID, inout CaseWriting<ProtobufChangeCodec>) throws -> SavedRecord
    ) throws -> SaveReply {
        try demandCenter()
        let author = try director(person, try read { try directory.view($1, codec: $0.codec) })
        return try record(by: author) { access, writing in
            let saved = try body(access, author, &writing)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
