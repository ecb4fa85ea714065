import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// Records something that belongs to a case (a review, a stage of a long-standing case, a step of a family plan, what
/// somebody provides), or a
/// policy or a member of the network: a form of the catalog, and the rule of its use case behind it.
enum NewRecordPage {
    private struct Content: Sendable {
        let heading: String
        let which: String?
        let hint: String?
        let action: String
        /// The id that the new record will have: sent twice, the form makes one record.
        let record: String
        let backHref: String
        let parts: [FormPart]
        let places: [PlaceChoice]
        let hasPlaces: Bool
        let problems: [String]
        let hasProblems: Bool
    }

    /// What a form of a kind asks, in the order of the catalog.
    private struct Form {
        let registers: [RegisterNumber]
        /// Whether it has lists of groups.
        var hasRows = false
    }

    // Looked up by kind; never iterated.
    private static let ofCase: [RecordKind: Form] = [
        ReviewSchema.recordKind: Form(registers: [
            ReviewSchema.on, ReviewSchema.happened, ReviewSchema.helped, ReviewSchema.method, ReviewSchema.procedure,
        ]),
        CaseStepSchema.recordKind: Form(registers: [
            CaseStepSchema.backlogStage, CaseStepSchema.enteredOn, CaseStepSchema.evidence,
        ]),
        ContributionSchema.recordKind: Form(registers: [
            ContributionSchema.provider, ContributionSchema.what, ContributionSchema.amount, ContributionSchema.due,
        ]),
        FamilyStepSchema.recordKind: Form(registers: [FamilyStepSchema.what, FamilyStepSchema.due], hasRows: true),
    ]
    private static let resources: [RecordKind: Form] = [
        PolicyToolSchema.recordKind: Form(registers: [
            PolicyToolSchema.title, PolicyToolSchema.number, PolicyToolSchema.issuer, PolicyToolSchema.area,
            PolicyToolSchema.validFrom, PolicyToolSchema.validUntil, PolicyToolSchema.articles,
        ]),
        NetworkMemberSchema.recordKind: Form(registers: [
            NetworkMemberSchema.kind, NetworkMemberSchema.name, NetworkMemberSchema.organisation,
            NetworkMemberSchema.skills, NetworkMemberSchema.area, NetworkMemberSchema.phone,
            NetworkMemberSchema.availability, NetworkMemberSchema.note,
        ]),
    ]

    /// The form for something that belongs to a case.
    static func path(_ key: RecordKey, _ kind: RecordKind) -> String { PagePath.case(key) + "/new/\(kind.rawValue)" }

    /// The form for a policy or a member of the network.
    static func resourcePath(_ kind: RecordKind) -> String { "/library/new/\(kind.rawValue)" }

    static let routes: [PageRoute] =
        routes("/case/:scope/:id/new/:kind", ofCase: true) + routes("/library/new/:kind", ofCase: false)

    private static func routes(_ path: String, ofCase: Bool) -> [PageRoute] {
        [
            .get(path) { request in
                let subject = try Subject(request, ofCase: ofCase)
                let content = try await filled(subject, request, nil, [])
                return .page(template: "new-record", title: content.heading, content: content)
            },
            .post(path) { request in
                let subject = try Subject(request, ofCase: ofCase)
                if let input = FormRowList.pressed(request.form) {
                    let content = try await filled(subject, request, input, [])
                    return .page(template: "new-record", title: content.heading, content: content)
                }
                let (words, input, author) = (request.words, request.form, try request.person)
                let id = try request.sentRecord
                do {
                    try await request.node.record(as: author) { access, writing in
                        if try access.made(id, subject.kind) != nil { return }
                        try save(subject, as: id, input, author, access, words, &writing)
                    }
                    return .see(subject.backHref + (subject.backHref.contains("?") ? "&" : "?") + "saved=1")
                } catch let error as CaseWorkError {
                    let problems = try await request.node.inspect { access in
                        try form(subject, access, words, input).problems(of: error, in: input)
                    }
                    let content = try await filled(subject, request, input, problems)
                    return .page(
                        template: "new-record", title: content.heading, content: content, status: .unprocessableContent)
                }
            },
        ]
    }

    /// What is recorded, and about which case.
    private struct Subject: Sendable {
        let kind: RecordKind
        /// Nil for a policy or a member of the network.
        let caseKey: RecordKey?

        init(_ request: PageRequest, ofCase: Bool) throws(PageFailure) {
            guard let number = request.parameters["kind"].flatMap({ UInt32($0) }) else { throw .notFound }
            kind = RecordKind(rawValue: number)
            guard (ofCase ? NewRecordPage.ofCase : NewRecordPage.resources)[kind] != nil else { throw .notFound }
            caseKey = ofCase ? try request.recordKey(CaseSchema.recordKind) : nil
        }

        var form: Form { ofCase ?? Form(registers: []) }
        private var ofCase: Form? { NewRecordPage.ofCase[kind] ?? NewRecordPage.resources[kind] }

        var action: String { caseKey.map { NewRecordPage.path($0, kind) } ?? NewRecordPage.resourcePath(kind) }

        var backHref: String {
            caseKey.map { PagePath.case($0) }
                ?? "/library?part=\(kind == PolicyToolSchema.recordKind ? "policies" : "network")"
        }
    }

    private static func form(
        _ subject: Subject, _ access: PageAccess, _ words: Words, _ input: FormInput?
    ) throws -> RecordForm<PageCodec> {
        guard let kind = access.catalog.kind(subject.kind) else { throw PageFailure.notFound }
        return RecordForm(
            kind, of: nil, registers: subject.form.registers, rows: subject.form.hasRows ? input ?? FormInput() : nil,
            answered: input, in: access, words: words)
    }

    private static func save(
        _ subject: Subject, as id: RecordID, _ input: FormInput, _ author: RecordID, _ access: PageAccess,
        _ words: Words, _ writing: inout PageWriting
    ) throws {
        let scope = try subject.caseKey?.scope ?? access.writeScope(area: scopeAsked(input, access))
        try access.demandWritable(scope)
        let naming = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: scope)
        let form = try form(subject, access, words, input)
        let fields = try naming.resolve(form.changes(in: input), of: form.kind)
        func text(_ name: String) -> String {
            if case .string(let text)? = fields.first(where: { $0.name == name })?.value { text } else { "" }
        }
        guard let key = subject.caseKey else {
            _ = try writing.create(RecordDraft(kind: form.kind.name, id: id, fields: fields), in: scope)
            return
        }
        switch subject.kind {
        case ReviewSchema.recordKind:
            _ = try writing.review(
                key, as: id, fields + [("by", .array([.object([("user", .string(author.description))])]))])
        case CaseStepSchema.recordKind:
            _ = try writing.step(
                backlog: key, as: id, stage: text("backlog_stage"), evidence: text("evidence"),
                on: try access.day(meantBy: text("entered_on")))
        default:
            _ = try writing.create(
                RecordDraft(
                    kind: form.kind.name, id: id, fields: [("case", .string(key.id.description))] + fields), in: scope)
        }
    }

    private static func scopeAsked(_ input: FormInput, _ access: PageAccess) -> String? {
        let asked = input["form_scope"].flatMap { UInt64($0, radix: 16) }.map { ScopeID(rawValue: $0) }
        return asked.flatMap { scope in access.writableScopes.first { $0.number == scope }?.number.description }
    }

    private static func filled(
        _ subject: Subject, _ request: PageRequest, _ input: FormInput?, _ problems: [FormProblem]
    ) async throws -> Content {
        let (words, record) = (request.words, request.formRecord(request.form))
        return try await request.node.inspect { access in
            // A new form begins with today, where it asks for a day.
            var begun = input
            if begun == nil, let today = access.today {
                begun = FormInput()
                for name in ["on", "entered_on"] { begun?.set(name, "\(today)") }
                for field in ["on", "entered_on"] { begun?.set("was." + field, FormDigest.of("")) }
            }
            let form = try form(subject, access, words, input)
            let which = try subject.caseKey.map { key in
                try access.demandHeld(key)
                return try ShownValues(access, words).title(of: key)
            }
            let writable = subject.caseKey == nil ? access.writableScopes : []
            let places = writable.count < 2 ? [] : PlaceChoice.all(writable, chosen: input?["form_scope"], access)
            return Content(
                heading: access.catalog.label(of: subject.kind).text(in: words.language), which: which,
                hint: words.has("new_record.hint.\(form.kind.name)")
                    ? words.text("new_record.hint.\(form.kind.name)") : nil,
                action: subject.action, record: record, backHref: subject.backHref,
                parts: try form.parts(filledWith: begun, problems: problems),
                places: places, hasPlaces: !places.isEmpty,
                problems: problems.filter { $0.entry == nil }.map(\.text), hasProblems: !problems.isEmpty)
        }
    }
}
