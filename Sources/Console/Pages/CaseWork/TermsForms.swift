import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// The forms for what happens later to a record that stands: changed terms, a court's confirmation, a note to a step of a
/// family plan, a policy that another one replaces.
enum TermsForms {
    static let routes: [PageRoute] =
        WorkForm.routes("/record/:scope/:kind/:id/amend", make: amendment, save: saveAmendment)
        + WorkForm.routes("/record/:scope/:kind/:id/confirm", make: confirmation, save: saveConfirmation)
        + WorkForm.routes("/record/:scope/:kind/:id/note", make: note, save: saveNote)
        + WorkForm.routes("/record/:scope/:kind/:id/supersede", make: successor, save: saveSuccessor)

    // Looked up by kind; never iterated.
    private static let terms: [RecordKind: [RegisterNumber]] = [
        AgreementSchema.recordKind: [
            AgreementSchema.terms, AgreementSchema.totalAmount, AgreementSchema.effectiveDate,
        ],
        MilestoneSchema.recordKind: [MilestoneSchema.what, MilestoneSchema.payment, MilestoneSchema.due],
    ]

    private static func items(_ value: Value) -> [Value] { if case .list(let items) = value { items } else { [] } }

    private static func about(_ view: RecordView, _ fields: WorkFields) throws -> String {
        try ShownValues(fields.access, fields.words).which(view.key)
    }

    // MARK: Changed terms

    private static func terms(
        of view: RecordView, _ access: PageAccess, _ words: Words, _ input: FormInput
    ) throws -> RecordForm<PageCodec> {
        guard let kind = view.definition else { throw PageFailure.notFound }
        return RecordForm(
            kind, of: view, registers: terms[view.key.kind], answered: input, in: access, words: words)
    }

    private static func amendment(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, input) = (fields.words, fields.input)
        let view = try fields.access.held(request.recordKey) { terms[$0] != nil }
        let form = try terms(of: view, fields.access, words, input)
        let problems = fields.error.map { form.problems(of: $0, in: input) } ?? []
        let own = try form.fields(filledWith: input["form_reason"] == nil ? nil : input, problems: problems)
        var change = [
            fields.lines("form_what", "terms.f.what", isRequired: true),
            fields.line("form_reason", "terms.f.reason", isRequired: true),
        ]
        if view.key.kind == AgreementSchema.recordKind { change.append(fields.line("form_agreed", "terms.f.agreed")) }
        change.append(fields.date("form_on", "terms.f.on", isRequired: true, standard: fields.today))
        let isAtField = problems.contains { problem in own.contains { $0.name == problem.entry } }
        return WorkForm(
            heading: words.text("terms.amend"), about: try about(view, fields),
            explanation: words.text("terms.amend_hint"), action: PagePath.fields(view.key) + "/amend",
            backHref: PagePath.fields(view.key),
            problem: isAtField ? words.text("form.has_problems") : fields.problem, fields: change + own,
            button: words.text("form.save"))
    }

    private static func saveAmendment(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (input, view) = (request.form, try access.held(request.recordKey) { terms[$0] != nil })
        try access.demandWritable(view.key.scope)
        let next = PagePath.fields(view.key) + "?saved=1"
        let on = try access.day(meantBy: input["form_on"] ?? "")
        let (what, reason) = ((input["form_what"] ?? "").trimmed, (input["form_reason"] ?? "").trimmed)
        // A form that was sent twice, or by two people of one table, adds one change.
        let register =
            view.key.kind == AgreementSchema.recordKind ? AgreementSchema.amendments : MilestoneSchema.amendments
        typealias Member = AgreementSchema.Amendment
        let isThere = items(view.shown(register)).contains { item in
            item[member: Member.on].date == on && item[member: Member.what].plainText == what
                && item[member: Member.reason].plainText == reason
        }
        if isThere { return next }
        let sent = try terms(of: view, access, request.words, input)
        let fields = try access.named(
            sent.changes(in: input), of: view.key.kind, in: view.key.scope, by: try request.person)
        var members: [(String, FieldValue)] = [
            ("on", .string("\(on)")), ("what", .string(what)), ("reason", .string(reason)),
        ]
        if let agreed = input.typed("form_agreed") { members.append(("agreed_by", .string(agreed))) }
        _ = try writing.amend(view.key, members, fields)
        return next
    }

    // MARK: A court's confirmation

    private static func confirmation(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let words = fields.words
        let view = try fields.access.held(request.recordKey) { $0 == AgreementSchema.recordKind }
        return WorkForm(
            heading: words.text("terms.confirm"), about: try about(view, fields),
            explanation: words.text("terms.confirm_hint"), action: PagePath.fields(view.key) + "/confirm",
            backHref: PagePath.fields(view.key), problem: fields.problem,
            fields: [
                fields.date("on", "terms.f.confirmed_on", isRequired: true, standard: fields.today),
                fields.line("court", "terms.f.court"), fields.line("document", "terms.f.document"),
            ], button: words.text("form.save"), seen: fields.input["form_seen"] ?? view.seen.description)
    }

    private static func saveConfirmation(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (input, view) = (request.form, try access.held(request.recordKey) { $0 == AgreementSchema.recordKind })
        try access.demandWritable(view.key.scope)
        var members: [(String, FieldValue)] = [
            ("confirmed", .bool(true)), ("date", .string("\(try access.day(meantBy: input["on"] ?? ""))")),
        ]
        for name in ["court", "document"] {
            if let text = input.typed(name) { members.append((name, .string(text))) }
        }
        _ = try writing.correct(
            RecordCorrection(
                record: view.key, fields: [("confirmed", .object(members))],
                seen: try SeenToken(input["form_seen"] ?? "")))
        return PagePath.fields(view.key) + "?saved=1"
    }

    // MARK: A note to a step of a family plan

    private static func note(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let words = fields.words
        let view = try fields.access.held(request.recordKey) { $0 == FamilyStepSchema.recordKind }
        return WorkForm(
            heading: words.text("terms.note"), about: try about(view, fields),
            explanation: words.text("terms.note_hint"),
            action: PagePath.fields(view.key) + "/note", backHref: PagePath.fields(view.key), problem: fields.problem,
            fields: [
                fields.lines("text", "terms.f.note", isRequired: true),
                fields.date("on", "terms.f.note_on", isRequired: true, standard: fields.today),
            ], button: words.text("form.save"))
    }

    private static func saveNote(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (input, view) = (request.form, try access.held(request.recordKey) { $0 == FamilyStepSchema.recordKind })
        try access.demandWritable(view.key.scope)
        let (text, on) = ((input["text"] ?? "").trimmed, try access.day(meantBy: input["on"] ?? ""))
        let isThere = items(view.shown(FamilyStepSchema.progress)).contains { item in
            item[member: FamilyStepSchema.Progress.on].date == on
                && item[member: FamilyStepSchema.Progress.text].plainText == text
        }
        if !isThere { _ = try writing.note(familyStep: view.key, text, on: on) }
        return PagePath.fields(view.key) + "?saved=1"
    }

    // MARK: A policy that another one replaces

    private static func successor(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, access) = (fields.words, fields.access)
        let view = try access.held(request.recordKey) { $0 == PolicyToolSchema.recordKind }
        let values = ShownValues(access, words)
        let others = try access.queries.resources(of: PolicyToolSchema.recordKind).filter { $0 != view.key }.map {
            key in
            let other = try access.reading.record(key)
            return (
                PagePath.word(key),
                values.line([
                    Excerpt.text(other.shown(PolicyToolSchema.title).plainText ?? "—"),
                    try values.text(PolicyToolSchema.number, of: other),
                ])
            )
        }
        return WorkForm(
            heading: words.text("terms.supersede"), about: try about(view, fields),
            explanation: words.text(others.isEmpty ? "terms.supersede_none" : "terms.supersede_hint"),
            action: PagePath.fields(view.key) + "/supersede", backHref: PagePath.fields(view.key),
            problem: fields.problem,
            fields: [
                fields.select(
                    "by", "terms.f.successor", [("", words.text("form.not_chosen"))] + others, isRequired: true),
                fields.date("until", "terms.f.until"),
            ], button: words.text("form.save"))
    }

    private static func saveSuccessor(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (input, view) = (request.form, try access.held(request.recordKey) { $0 == PolicyToolSchema.recordKind })
        try access.demandWritable(view.key.scope)
        guard let new = input["by"].flatMap(PagePath.key), new.kind == PolicyToolSchema.recordKind,
            try access.transaction.state(of: new) != nil
        else {
            throw CaseWorkError.unknownName(
                input["by"] ?? "", of: access.catalog.label(of: PolicyToolSchema.recordKind))
        }
        let until = try input.typed("until").map { try access.day(meantBy: $0) }
        // Sent twice: it is superseded by this one already.
        let now = view.shown(PolicyToolSchema.supersededBy).reference
        let isThere = now?.id == new.id && (until == nil || view.shown(PolicyToolSchema.validUntil).date == until)
        if !isThere { _ = try writing.supersede(view.key, by: new, until: until) }
        return PagePath.fields(view.key) + "?saved=1"
    }
}
