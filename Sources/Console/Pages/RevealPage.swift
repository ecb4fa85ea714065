import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// The fields of a record that hide numbers: masked until somebody says what for, then whole, once. Who looked, when and what
/// for is recorded before they are shown, and nothing that can be bookmarked shows them again.
enum RevealPage {
    private struct Field: Sendable {
        let label: String
        let text: String
    }

    private struct Content: Sendable {
        let which: String
        let backHref: String
        let action: String
        let fields: [Field]
        let isRevealed: Bool
        let problem: String?
    }

    static let routes: [PageRoute] = [
        .get("/record/:scope/:kind/:id/reveal") { request in
            let (key, words) = (try request.recordKey, request.words)
            let content = try await request.node.inspect { access in
                try shown(key, access, words, isRevealed: false, problem: nil)
            }
            return .page(template: "reveal", title: words.text("care.reveal"), content: content)
        },
        .post("/record/:scope/:kind/:id/reveal") { request in
            let (key, words) = (try request.recordKey, request.words)
            let problem = try await note(key, request)
            let content = try await request.node.inspect { access in
                try shown(key, access, words, isRevealed: problem == nil, problem: problem)
            }
            let title = words.text("care.reveal")
            guard problem != nil else { return .page(template: "reveal", title: title, content: content) }
            return .page(template: "reveal", title: title, content: content, status: .unprocessableContent)
        },
    ]

    /// Writes it down; answers why it was not.
    private static func note(_ key: RecordKey, _ request: PageRequest) async throws -> String? {
        let (words, author) = (request.words, try request.person)
        let reason = (request.form["form_reason"] ?? "").trimmed
        if reason.isEmpty { return words.text("care.reveal_reason_missing") }
        let way = words.text("care.reveal_way")
        do {
            try await request.node.record(as: author) { access, writing in
                try access.demandHeld(key)
                try writing.note(NumberReveal(in: key.scope, of: key, way: way, reason: reason), access)
            }
            return nil
        } catch let error as CaseWorkError {
            return error.message(in: words.language)
        }
    }

    private static func shown(
        _ key: RecordKey, _ access: PageAccess, _ words: Words, isRevealed: Bool, problem: String?
    ) throws -> Content {
        let view = try access.reading.record(key)
        let values = ShownValues(access, words)
        let hidden = view.fields.filter { field in
            access.catalog.kind(key.kind)?.register(field.register)?.sensitivity.masksNumbers == true
                && field.readings.contains { $0.value != .none }
        }
        return Content(
            which: try values.which(key), backHref: PagePath.record(key), action: PagePath.reveal(of: key),
            fields: try hidden.flatMap { field in
                try field.readings.map { reading in
                    let masked = access.catalog.masked(reading.value, of: field.register, in: key.kind)
                    let text = try RecordTitles(access).text(
                        of: isRevealed ? reading.value : masked, field.register, in: key)
                    return Field(label: values.label(field.register, of: key.kind), text: text.text(in: words.language))
                }
            }, isRevealed: isRevealed, problem: problem)
    }
}
