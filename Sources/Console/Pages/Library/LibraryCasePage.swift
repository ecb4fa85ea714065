import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// One library case: whether it may be shown to people, its words, and the check by a second person.
enum LibraryCasePage {
    private struct Content: Sendable {
        let caseTitle: String
        let standingText: String
        let isUsable: Bool
        let checkedText: String?
        let facts: String
        let text: String
        let method: String?
        let procedure: String?
        let fieldsHref: String
        let saved: SavedNotice?
        /// Nil where this person may not check it.
        let checkHref: String?
        /// Why not, where they wrote it.
        let isOwn: Bool
        let seen: String
        let note: String
        let problem: String?
    }

    /// The page of a library case.
    static func path(_ key: RecordKey) -> String { "/library/case/\(key.scope)/\(key.id)" }

    static let routes: [PageRoute] = [
        .get("/library/case/:scope/:id") { request in
            let key = try request.recordKey(LibraryCaseSchema.recordKind)
            let content = try await filled(key, request)
            return .page(template: "library-case", title: content.caseTitle, content: content)
        },
        .post("/library/case/:scope/:id") { request in
            let key = try request.recordKey(LibraryCaseSchema.recordKind)
            let input = request.form
            do {
                guard let verdict = input["form_verdict"], ["anonymous", "recognisable"].contains(verdict) else {
                    let content = try await filled(key, request, problem: request.words.text("library.verdict_missing"))
                    return .page(
                        template: "library-case", title: content.caseTitle, content: content,
                        status: .unprocessableContent)
                }
                try await request.node.record(as: try request.person) { access, writing in
                    try access.demandWritable(key.scope)
                    guard let today = access.today else { throw PageFailure.notFound }
                    let note = (input["form_note"] ?? "").trimmed
                    _ = try writing.check(
                        key, isAnonymous: verdict == "anonymous", note: note.isEmpty ? nil : note, on: today,
                        seen: try SeenToken(input["form_seen"] ?? ""))
                }
                return .see(path(key) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                let content = try await filled(key, request, problem: error.message(in: request.words.language))
                return .page(
                    template: "library-case", title: content.caseTitle, content: content, status: .unprocessableContent)
            }
        },
    ]

    private static func filled(
        _ key: RecordKey, _ request: PageRequest, problem: String? = nil
    ) async throws -> Content {
        let (words, query, input, person) = (request.words, request.query, request.form, try request.person)
        return try await request.node.inspect { access in
            let item = try access.reading.libraryItem(key)
            let (view, values) = (item.record, ShownValues(access, words))
            let isOwn = try access.reading.hasWritten(inLibraryCase: key, person)
            let mayWrite = access.mayWrite(key.scope) && !view.isWithdrawn
            let checked = view.shown(LibraryCaseSchema.checked)
            return Content(
                caseTitle: view.shown(LibraryCaseSchema.title).plainText ?? "—",
                standingText: words.text("library.standing.\(item.standing.rawValue)"),
                isUsable: item.standing == .usable,
                checkedText: item.checker.map { checker in
                    words.text(
                        "library.checked",
                        [
                            "name": access.directory.name(ofUser: checker),
                            "day": checked[member: LibraryCaseSchema.Checked.on].date?.description ?? "",
                            "note": checked[member: LibraryCaseSchema.Checked.note].plainText ?? "",
                        ])
                },
                facts: values.line([
                    try values.text(LibraryCaseSchema.category, of: view),
                    try values.text(LibraryCaseSchema.mediationCategory, of: view),
                    try values.text(LibraryCaseSchema.methods, of: view),
                    try values.text(LibraryCaseSchema.policies, of: view),
                ]), text: view.shown(LibraryCaseSchema.text).plainText ?? "",
                method: view.shown(LibraryCaseSchema.method).plainText,
                procedure: view.shown(LibraryCaseSchema.procedure).plainText, fieldsHref: PagePath.fields(key),
                saved: SavedNotice(query), checkHref: mayWrite && !isOwn && item.standing != .usable ? path(key) : nil,
                isOwn: isOwn && item.standing != .usable, seen: view.seen.description,
                note: input["form_note"] ?? "", problem: problem)
        }
    }
}
