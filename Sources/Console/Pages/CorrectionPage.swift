import CaseFile
import CaseWork
import Hummingbird
import Replication

/// Corrects a record of any kind that a form can hold: the example of a form derived from the catalog.
enum CorrectionPage {
    private struct Content: Sendable {
        let kindLabel: String
        let recordTitle: String
        let action: String
        let backHref: String
        /// What the reader looked at: the correction replaces exactly that.
        let seen: String
        let parts: [FormPart]
        /// What is wrong with the form as a whole.
        let problems: [String]
        let hasProblems: Bool
        let leftOut: String?
        let note: String
    }

    static let routes: [PageRoute] = [
        .get("/record/:scope/:kind/:id/correct") { request in
            let key = try request.recordKey
            let words = request.words
            let content = try await request.node.inspect { access in try filled(key, access, words) }
            return .page(template: "correct-record", title: words.text("correct.title"), content: content)
        },
        .post("/record/:scope/:kind/:id/correct") { request in
            let key = try request.recordKey
            let (words, input) = (request.words, request.form)
            if let input = FormRowList.pressed(input) {
                let content = try await request.node.inspect { access in
                    try filled(key, access, words, input: input)
                }
                return .page(template: "correct-record", title: words.text("correct.title"), content: content)
            }
            let author = try request.person
            do {
                try await request.node.record(as: author) { access, writing in
                    try correct(key, input, author, access, words, &writing)
                }
                return .see(PagePath.record(key) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                let content = try await request.node.inspect { access in
                    try filled(key, access, words, input: input, error: error)
                }
                return .page(
                    template: "correct-record", title: words.text("correct.title"), content: content,
                    status: .unprocessableContent)
            }
        },
    ]

    private static func correct(
        _ key: RecordKey, _ input: FormInput, _ author: RecordID, _ access: PageAccess, _ words: Words,
        _ writing: inout PageWriting
    ) throws {
        try access.demandWritable(key.scope)
        let form = try form(key, access, words, input).form
        let naming = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
        let kind = access.catalog.kind(key.kind)
        _ = try writing.correct(
            RecordCorrection(
                record: key, fields: try naming.resolve(form.changes(in: input), of: kind),
                seen: try SeenToken(input["form_seen"] ?? ""), note: input["form_reason"]))
    }

    private static func form(
        _ key: RecordKey, _ access: PageAccess, _ words: Words, _ input: FormInput?
    ) throws -> (form: RecordForm<PageCodec>, view: RecordView) {
        let view = try access.reading.record(key)
        guard let kind = view.definition, kind.scopeClass == .village else { throw PageFailure.notFound }
        return (RecordForm(kind, of: view, rows: input ?? FormInput(), in: access, words: words), view)
    }

    private static func filled(
        _ key: RecordKey, _ access: PageAccess, _ words: Words, input: FormInput? = nil, error: CaseWorkError? = nil
    ) throws -> Content {
        let (form, view) = try form(key, access, words, input)
        let problems = error.map { form.problems(of: $0, in: input ?? FormInput()) } ?? []
        let language = words.language
        return Content(
            kindLabel: access.catalog.label(of: key.kind).text(in: language),
            recordTitle: try RecordTitles(access).title(of: key)?.text(in: language) ?? "",
            action: PagePath.correction(key), backHref: PagePath.record(key),
            seen: input?["form_seen"] ?? view.seen.description,
            parts: try form.parts(filledWith: input, problems: problems),
            problems: problems.filter { $0.entry == nil }.map(\.text), hasProblems: !problems.isEmpty,
            leftOut: form.leftOut.isEmpty
                ? nil : form.leftOut.map { $0.label.text(in: language) }.joined(separator: words.text("form.joint")),
            note: input?["form_reason"] ?? "")
    }
}
