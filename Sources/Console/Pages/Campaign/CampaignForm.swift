import CaseFile
import CaseWork
import Hummingbird
import Replication

/// The form by which the center adds a campaign, so that every machine knows it by name.
enum CampaignForm {
    static let path = "/campaigns/new"

    static let routes = WorkForm.routes(path, make: make, save: save)

    private static func make(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        try request.demandCenter()
        let words = fields.words
        let areas = fields.access.directory.areas.filter { !fields.access.hasEnded($0) }.map {
            ($0.id.description, $0.name)
        }
        return WorkForm(
            heading: words.text("campaigns.add"), about: nil, explanation: words.text("campaigns.add_hint"),
            action: path, backHref: "/campaigns", problem: fields.problem,
            fields: [
                fields.line("name", "campaigns.f.name", isRequired: true),
                fields.date("from", "campaigns.f.from", isRequired: true, standard: fields.today),
                fields.date("until", "campaigns.f.until"),
                fields.select("area", "campaigns.f.area", [("", words.text("campaigns.whole_county"))] + areas),
                fields.lines("purpose", "campaigns.f.purpose"),
            ], button: words.text("form.save"), record: request.formRecord(fields.input))
    }

    private static func save(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        try request.demandCenter()
        let (input, id) = (request.form, try request.sentRecord)
        let next = CampaignsPage.path(id)
        if try access.isMade(id, CampaignSchema.recordKind) { return next }
        let fields = try access.named(
            input.typed(["from", "until", "area", "purpose"]), of: CampaignSchema.recordKind, in: .directory,
            by: try request.person)
        _ = try writing.addCampaign(input["name"] ?? "", fields, id: id)
        return next
    }
}
