import CaseFile
import CaseStore
import CaseWork
import Replication

/// Any record, field by field: what everybody says, and how far it has come.
enum RecordPage {
    /// One field with its readings.
    private struct Field: Sendable {
        struct Reading: Sendable {
            let text: String
            let authors: String
        }

        let label: String
        let isDisputed: Bool
        let readings: [Reading]
    }

    private struct Content: Sendable {
        let kindLabel: String
        let recordTitle: String
        let area: String
        let fields: [Field]
        let missing: String?
        let isWithdrawn: Bool
        let withdrawalReason: String?
        let custodyName: String
        let custodyText: String
        let correctHref: String?
        let isSaved: Bool
    }

    static let routes: [PageRoute] = [
        .get("/record/:scope/:kind/:id") { request in
            let key = try request.recordKey
            let words = request.words
            let isSaved = request.query["saved"] != nil
            let content = try await request.node.inspect { access in
                try shown(try access.reading.record(key), access, words, isSaved: isSaved)
            }
            return .page(template: "record", title: content.kindLabel + " " + content.recordTitle, content: content)
        }
    ]

    private static func shown(
        _ view: RecordView, _ access: PageAccess, _ words: Words, isSaved: Bool
    ) throws -> Content {
        let titles = RecordTitles(access)
        let language = words.language
        let mayWrite = access.writableScopes.contains { $0.number == view.key.scope } && !view.isWithdrawn
        return Content(
            kindLabel: access.catalog.label(of: view.key.kind).text(in: language),
            recordTitle: try titles.title(of: view.key)?.text(in: language) ?? "",
            area: access.areaName(of: view.key.scope),
            fields: try view.fields.map { try field($0, of: view, access, titles, words) },
            missing: view.missing.isEmpty
                ? nil : view.missing.map { $0.label.text(in: language) }.joined(separator: words.text("form.joint")),
            isWithdrawn: view.isWithdrawn, withdrawalReason: view.withdrawalReason,
            custodyName: "\(view.custody)", custodyText: words.text("custody.\(view.custody)"),
            correctHref: mayWrite && view.definition != nil ? PagePath.correction(view.key) : nil, isSaved: isSaved)
    }

    private static func field(
        _ field: FieldView, of view: RecordView, _ access: PageAccess, _ titles: RecordTitles<some ChangeCodec>,
        _ words: Words
    ) throws -> Field {
        Field(
            label: access.catalog.label(of: field.register, in: view.key.kind).text(in: words.language),
            isDisputed: field.isDisputed,
            readings: try field.readings.map { reading in
                let value = access.catalog.masked(reading.value, of: field.register, in: view.key.kind)
                let authors = reading.siblings.map { access.directory.name(ofUser: $0.author) }
                return Field.Reading(
                    text: try titles.text(of: value, field.register, in: view.key).text(in: words.language),
                    authors: Array(Set(authors)).sorted().joined(separator: words.text("form.joint")))
            })
    }
}
