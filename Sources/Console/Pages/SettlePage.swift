import CaseFile
import CaseStore
import CaseWork
import Causality
import Hummingbird
import ReplicaStore
import Replication

/// Settles what people disagree about in one register: one of the readings, or a new value, with the reason.
///
/// What is replaced is what stood on the page. A reading that arrived meanwhile stays beside the result, and the page
/// comes back with both.
enum SettlePage {
    private struct Content: Sendable {
        let what: String
        let which: String
        let backHref: String
        let action: String
        let isDisputed: Bool
        /// What the field says where nobody disagrees any more.
        let onlyText: String?
        let sides: [ConflictSides.Side]
        let isNews: Bool
        let seen: String
        let fields: [FormField]
        let canWrite: Bool
        let isNewChosen: Bool
        let reason: String
        let problems: [String]
        let hasProblems: Bool
        let isAllowed: Bool
        let withdrawHref: String?
        let reinstateHref: String?
    }

    /// Stands for a value of one's own among the choices.
    private static let newValue = "new"
    private static let path = "/conflicts/:scope/:kind/:id/:register"

    static let routes: [PageRoute] = [
        .get(path) { request in
            let (key, register) = (try request.recordKey, try request.register)
            let (words, query) = (request.words, request.query)
            let content = try await request.node.inspect { access in
                try filled(register, of: key, access, words, saved: query["saved"])
            }
            return .page(template: "settle", title: words.text("conflict.title"), content: content)
        },
        .post(path) { request in
            let (key, register) = (try request.recordKey, try request.register)
            let (words, input, author) = (request.words, request.form, try request.person)
            do {
                let saved = try await request.node.record(as: author) { access, writing in
                    try settle(register, of: key, input, author, access, words, &writing)
                }
                return .see(
                    saved.disputed.contains(register)
                        ? PagePath.conflict(register, of: key) + "?saved=\(saved.change.change)"
                        : PagePath.record(key) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                let content = try await request.node.inspect { access in
                    try filled(register, of: key, access, words, input: input, error: error)
                }
                return .page(
                    template: "settle", title: words.text("conflict.title"), content: content,
                    status: .unprocessableContent)
            }
        },
    ]

    private static func settle(
        _ number: RegisterNumber, of key: RecordKey, _ input: FormInput, _ author: RecordID, _ access: PageAccess,
        _ words: Words, _ writing: inout PageWriting
    ) throws -> SavedRecord {
        try access.demandWritable(key.scope)
        guard let kind = access.catalog.kind(key.kind), let register = kind.register(number) else {
            throw PageFailure.notFound
        }
        let choice: Settlement.Choice
        let form = RecordForm(kind, of: nil, registers: [number], in: access, words: words)
        let typed = form.changes(in: input)
        // Who writes a value and forgets the mark beside it means the value.
        if input["form_choice"] == newValue || input["form_choice"] == nil && !typed.isEmpty {
            let naming = FieldNaming(
                naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
            guard let value = try naming.resolve(typed, of: kind).first?.value else {
                throw CaseWorkError.readingNotFound("", register.label)
            }
            choice = .value(value)
        } else {
            choice = .reading(input["form_choice"] ?? "")
        }
        return try writing.settle(
            Settlement(
                record: key, field: register.name, choice: choice, reason: input["form_reason"] ?? "",
                seen: try SeenToken(input["form_seen"] ?? "")))
    }

    private static func filled(
        _ register: RegisterNumber, of key: RecordKey, _ access: PageAccess, _ words: Words, saved: String? = nil,
        input: FormInput? = nil, error: CaseWorkError? = nil
    ) throws -> Content {
        let view = try access.reading.record(key)
        let values = ShownValues(access, words)
        let conflict = try access.reading.conflict(about: register, of: key)
        let definition = view.definition
        let isLifecycle = register == Lifecycle.register
        let mayWrite = access.mayWrite(key.scope) && !view.isWithdrawn
        let form = definition.map { RecordForm($0, of: nil, registers: [register], in: access, words: words) }
        let problems = error.map { refusals($0, form, input ?? FormInput(), words) } ?? []
        let choice = input?["form_choice"]
        let known = try knownChanges(of: key, saved: saved, input: error == nil ? nil : input, access)
        let sides =
            try conflict.map { conflict in
                try ConflictSides(conflict, values, chosen: choice) { side in
                    let changes = side.voices.map(\.change)
                    if let saved, changes.contains(where: { $0.description == saved }) {
                        return words.text("conflict.yours")
                    }
                    guard let known, !changes.contains(where: known.contains) else { return nil }
                    return words.text("conflict.arrived")
                }.sides
            } ?? []
        return Content(
            what: values.label(register, of: key.kind),
            which: values.line([
                values.label(of: key.kind), try values.title(of: key), access.areaName(of: key.scope),
            ]), backHref: PagePath.record(key), action: PagePath.conflict(register, of: key),
            isDisputed: conflict != nil,
            onlyText: conflict == nil
                ? try values.text(register, of: view).map { Excerpt.readings([$0])[0] ?? $0 }
                    ?? words.text("conflict.empty") : nil,
            sides: sides, isNews: sides.contains { $0.newsText != nil },
            // The page that comes back shows what there is now, and that is what its reader looks at.
            seen: view.seen.description,
            fields: isLifecycle || !mayWrite
                ? [] : try form?.fields(filledWith: error == nil ? nil : input, problems: problems) ?? [],
            canWrite: form?.entries.isEmpty == false, isNewChosen: choice == newValue,
            reason: input?["form_reason"] ?? "", problems: problems.filter { $0.entry == nil }.map(\.text),
            hasProblems: !problems.isEmpty,
            isAllowed: mayWrite && !isLifecycle && definition?.register(register) != nil,
            withdrawHref: isLifecycle && mayWrite ? PagePath.withdrawal(key) : nil,
            reinstateHref: isLifecycle && mayWrite ? PagePath.reinstatement(key) : nil)
    }

    /// What the reader of the page that was sent had seen; nil where this is their first look.
    private static func knownChanges(
        of key: RecordKey, saved: String?, input: FormInput?, _ access: PageAccess
    ) throws -> [ChangeID]? {
        if saved != nil { return [] }
        guard let token = try? SeenToken(input?["form_seen"] ?? "") else { return nil }
        return try? token.resolve(among: try access.transaction.changes(touching: key).map(\.change))
    }

    /// In words that name what to do on this page.
    private static func refusals(
        _ error: CaseWorkError, _ form: RecordForm<PageCodec>?, _ input: FormInput, _ words: Words
    ) -> [FormProblem] {
        switch error {
        case .readingNotFound("", _):
            let key = input["form_choice"] == newValue ? "conflict.new_missing" : "conflict.choice_missing"
            return [FormProblem(entry: nil, text: words.text(key))]
        case .readingNotFound: return [FormProblem(entry: nil, text: words.text("conflict.choice_gone"))]
        case .fieldNotDisputed: return [FormProblem(entry: nil, text: words.text("conflict.settled_meanwhile"))]
        case .reasonMissing: return [FormProblem(entry: nil, text: words.text("conflict.reason_missing"))]
        default: return form?.problems(of: error, in: input) ?? []
        }
    }
}

extension PageRequest {
    /// The register that the path names. Throws `PageFailure.notFound`.
    var register: RegisterNumber {
        get throws(PageFailure) {
            guard let number = parameters["register"].flatMap({ UInt32($0) }) else { throw .notFound }
            return RegisterNumber(rawValue: number)
        }
    }
}
