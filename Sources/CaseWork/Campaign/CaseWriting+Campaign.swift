import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Adds a campaign to the county's directory, so that every machine knows it by name. Nil for `id` makes one.
    ///
    /// Throws `CaseWorkError.nameTaken` for a second one of the same name: visits name it by that. And `.refused` where it
    /// would end before it begins.
    public mutating func addCampaign(
        _ name: String, _ fields: TypedFields, id: RecordID? = nil
    ) throws -> SavedRecord {
        let name = name.trimmed
        guard !directory.campaigns.contains(where: { $0.name == name }) else {
            throw CaseWorkError.nameTaken(name, in: Label("专项行动", "campaigns"))
        }
        let saved = try create(
            RecordDraft(kind: "campaign", id: id, fields: [("name", .string(name))] + fields), in: .directory)
        guard let record = try reading.merged(saved.key) else {
            throw CaseWorkError.recordNotFound(saved.key.id.description)
        }
        if let from = record.shown(CampaignSchema.from).date, let until = record.shown(CampaignSchema.until).date,
            until < from
        {
            throw CaseWorkError.refused(.endsBeforeItBegins(from: "\(from)", until: "\(until)"))
        }
        return saved
    }
}
