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
        let areas = fields.access.directory.areas.filter { $0.end == nil }.map { ($0.id.description, $0.name) }
        return WorkForm(
            heading: words.text("campaigns.add"), about: nil, explanation: words.text("campaigns.add_hint"),
            action: path, backHref: "/campaigns", problem: fields.problem,
            fields: [
                fields.line("name", "campaigns.f.name", isRequired: true),
                fields.date(
                    "from", "campaigns.f.from", isRequired: true,
                    standard: fields.access.today.map { "\($0)" } ?? ""),
                fields.date("until", "campaigns.f.until"),
                fields.select("area", "campaigns.f.area", [("", words.text("campaigns.whole_county"))] + areas),
                fields.lines("purpose", "campaigns.f.purpose"),
            ], button: words.text("form.save"))
    }

    private static func save(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        try request.demandCenter()
        let input = request.form
        let name = (input["name"] ?? "").trimmed
        // Sent twice, the form adds one.
        let same = access.directory.campaigns.first { $0.name == name }
        if let same, let from = same.from, input["from"] == "\(from)" { return CampaignsPage.path(same.id) }
        let fields = try access.named(
            input.typed(["from", "until", "area", "purpose"]), of: CampaignSchema.recordKind, in: .directory,
            by: try request.person)
        return CampaignsPage.path(try writing.addCampaign(name, fields).key.id)
    }
}
