import CaseFile
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// Records a new household, person or case, and leads back to where one was.
enum AddPage {
    /// A kind that is recorded here.
    struct Kind: Sendable {
        let name: String
        let kind: RecordKind
        /// What is asked at once; everything else is folded.
        let first: [RegisterNumber]
        /// The field that takes the words that were looked for.
        let leadField: String
    }

    static let kinds = [
        Kind(
            name: "household", kind: HouseholdSchema.recordKind,
            first: [HouseholdSchema.address, HouseholdSchema.head],
            leadField: "address"),
        Kind(
            name: "person", kind: PersonSchema.recordKind,
            first: [PersonSchema.name, PersonSchema.sex, PersonSchema.birth, PersonSchema.phone], leadField: "name"),
        Kind(
            name: "case", kind: CaseSchema.recordKind,
            first: [CaseSchema.title, CaseSchema.source, CaseSchema.summary], leadField: "title"),
    ]

    /// The fields for the parties of a case, with the code of their side.
    static let sides = [("applicants", "applicant"), ("opponents", "opponent")]

    private struct Side: Sendable {
        let name: String
        let label: String
        let value: String
        let problem: String?
    }

    private struct Content: Sendable {
        let heading: String
        let action: String
        /// The id that the new record will have: sent twice, the form makes one record.
        let record: String
        let places: [PlaceChoice]
        let hasPlaces: Bool
        let placeProblem: String?
        let fields: [FormField]
        let sides: [Side]
        let rest: [FormField]
        let isRestWrong: Bool
        let homeWord: String?
        let homeTitle: String?
        let isHome: Bool
        let problems: [String]
        let hasProblems: Bool
        let backHref: String
    }

    /// What the addresses of the way to a visit carry along.
    static func tail(isForVisit: Bool, draft: RecordID?, text: String = "") -> String {
        (isForVisit ? "?for=visit" : "?for=record") + (draft.map { "&draft=\($0)" } ?? "")
    }

    static let routes: [PageRoute] = [
        .get("/add/:kind") { request in
            let (kind, draft, author) = (try kind(request), draft(request), try request.person)
            let text = String((request.query["q"] ?? "").prefix(60))
            let (words, back, record) = (request.words, back(request), request.formRecord(request.form))
            let content = try await request.node.inspect { access in
                let kept = try draft.flatMap { try access.drafts(of: author).draft($0) }
                let input = AddForm.blank(kind, text: text, draft: kept, by: author, access)
                return try shown(try AddForm(kind, input, access, words), back, record)
            }
            return .page(template: "add-record", title: content.heading, content: content)
        },
        .post("/add/:kind") { request in
            let (kind, author) = (try kind(request), try request.person)
            let (words, input, back) = (request.words, request.form, back(request))
            let id = try request.sentRecord
            do {
                let (word, isDerived) = try await request.node.record(as: author) { access, writing in
                    if let made = try access.made(id, kind.kind) { return (PagePath.word(made), false) }
                    let saved = try AddForm(kind, input, access, words).save(as: id, by: author, &writing)
                    return (PagePath.word(saved.key), saved.isDerived)
                }
                return .see(try await next(after: word, isDerived: isDerived, request))
            } catch let error as CaseWorkError {
                return try await refused(kind, request, back) { $0.form.problems(of: error, in: input) }
            } catch let refusal as VisitRefusal {
                return try await refused(kind, request, back) { _ in refusal.problems }
            }
        },
    ]

    private static func kind(_ request: PageRequest) throws(PageFailure) -> Kind {
        guard let kind = kinds.first(where: { $0.name == request.parameters["kind"] }) else { throw .notFound }
        return kind
    }

    private static func draft(_ request: PageRequest) -> RecordID? {
        request.query["draft"].flatMap { RecordID($0) }
    }

    private static func back(_ request: PageRequest) -> String {
        "/find" + tail(isForVisit: request.query["for"] == "visit", draft: draft(request))
    }

    /// Where one was: the draft, the visit that begins, or the new record.
    private static func next(after word: String, isDerived: Bool, _ request: PageRequest) async throws -> String {
        guard let key = PagePath.key(word) else { throw PageFailure.notFound }
        let record = PagePath.record(key) + "?saved=1" + (isDerived ? "&derived=1" : "")
        let plain = request.query["for"] == "visit" ? PagePath.visit(about: key) : record
        guard let draft = request.query["draft"] else { return plain }
        do {
            return try await VisitDrafts.add(word, toDraft: draft, request)
        } catch PageFailure.notFound {
            // The draft is gone, and the record is there.
            return plain
        }
    }

    private static func refused(
        _ kind: Kind, _ request: PageRequest, _ back: String,
        _ problems: @escaping @Sendable (AddForm) -> [FormProblem]
    ) async throws -> PageAnswer {
        let (words, input, record) = (request.words, request.form, request.formRecord(request.form))
        let content = try await request.node.inspect { access in
            let form = try AddForm(kind, input, access, words)
            return try shown(form, back, record, problems: problems(form))
        }
        return .page(
            template: "add-record", title: content.heading, content: content, status: .unprocessableContent)
    }

    private static func shown(
        _ form: AddForm, _ back: String, _ record: String, problems: [FormProblem] = []
    ) throws -> Content {
        let (access, words, kind) = (form.access, form.words, form.kind)
        let fields = try form.form.fields(filledWith: form.input, problems: problems)
        let entries = zip(fields, form.form.entries)
        func isFirst(_ entry: FormEntry) -> Bool {
            kind.first.contains(entry.register.number) || entry.register.isCountys
        }
        let rest = entries.filter { !isFirst($1) }.map(\.0)
        let writable = access.areaScopes
        let places = writable.count < 2 ? [] : PlaceChoice.all(writable, chosen: form.scope?.description, access)
        let sides = kind.kind == CaseSchema.recordKind ? AddPage.sides : []
        let known = fields.map(\.name) + sides.map(\.0) + ["form_scope"]
        let query = back.drop { $0 != "?" }
        return Content(
            heading: words.text("find.add", ["kind": form.definition.label.text(in: words.language)]),
            action: "/add/\(kind.name)\(query)", record: record, places: places, hasPlaces: !places.isEmpty,
            placeProblem: problems.first { $0.entry == "form_scope" }?.text,
            fields: entries.filter { isFirst($1) }.map(\.0),
            sides: sides.map { name, _ in
                Side(
                    name: name, label: words.text("find.side.\(name)"), value: form.input[name] ?? "",
                    problem: problems.first { $0.entry == name }?.text)
            }, rest: rest, isRestWrong: rest.contains { $0.problem != nil },
            homeWord: form.home.map(PagePath.word),
            homeTitle: try form.home.flatMap { try RecordTitles(access).title(of: $0)?.text(in: words.language) },
            isHome: form.input["form_is_home"] == "1",
            problems: problems.filter { problem in problem.entry.map { !known.contains($0) } ?? true }.map(\.text),
            hasProblems: !problems.isEmpty, backHref: back)
    }
}
