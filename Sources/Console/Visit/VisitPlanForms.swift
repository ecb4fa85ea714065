import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// 计划走访、补准备: a visit that is to be made, with what is taken along to the door.
enum VisitPlanForms {
    static let routes: [PageRoute] =
        WorkForm.routes("/record/:scope/:kind/:id/plan-visit", make: plan, save: savePlan)
        + WorkForm.routes("/record/:scope/:kind/:id/prepare", make: preparation, save: savePreparation)

    /// The case or household that is to be visited.
    private static func subject(_ request: PageRequest, _ access: PageAccess) throws -> RecordKey {
        let key = try request.recordKey
        guard [CaseSchema.recordKind, HouseholdSchema.recordKind].contains(key.kind),
            try access.transaction.state(of: key) != nil
        else { throw PageFailure.notFound }
        return key
    }

    private static func fields(_ fields: WorkFields) -> [FormField] {
        [
            fields.lines("summary", "visit_plan.f.summary"),
            fields.lines("options", "visit_plan.f.options", hint: "visit_plan.f.options_hint"),
            fields.line("responsible", "visit_plan.f.responsible"),
            fields.lines("policies", "visit_plan.f.policies", hint: "visit_plan.f.policies_hint"),
        ]
    }

    /// What was typed about it, with policies by what people call them.
    private static func typed(_ input: FormInput, _ naming: FieldNaming<PageCodec>) throws -> VisitPreparation {
        let policies = (input.typed("policies") ?? "").split { $0.isNewline || "、；;".contains($0) }.map(\.trimmed)
        return try VisitPreparation(
            summary: input.typed("summary"), options: input.typed("options"),
            responsible: input.typed("responsible"), policies: naming.policies(policies.filter { !$0.isEmpty }))
    }

    private static func naming(
        _ request: PageRequest, _ access: PageAccess, _ scope: ScopeID
    ) throws -> FieldNaming<PageCodec> {
        FieldNaming(
            naming: RecordNaming(access: access, scopes: nil), author: try request.person, scope: scope)
    }

    // MARK: A plan

    private static func plan(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, key) = (fields.words, try subject(request, fields.access))
        let me = fields.access.directory.name(ofUser: try request.person)
        return WorkForm(
            heading: words.text("visit_plan.title"), about: try ShownValues(fields.access, words).title(of: key),
            explanation: words.text("visit_plan.hint"), action: PagePath.visitPlan(about: key),
            backHref: PagePath.record(key), problem: fields.problem,
            fields: [
                fields.time("planned", "visit_plan.f.planned", isRequired: true),
                fields.lines("visitors", "visit_plan.f.visitors", hint: "form.hint.names", standard: me),
                fields.line("purpose", "visit_plan.f.purpose"),
            ] + Self.fields(fields), button: words.text("form.save"), record: request.formRecord(fields.input))
    }

    private static func savePlan(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (input, key) = (request.form, try subject(request, access))
        try access.demandWritable(key.scope)
        let id = try request.sentRecord
        let visit = RecordKey(scope: key.scope, kind: VisitSchema.recordKind, id: id)
        let next = PagePath.fields(visit) + "?saved=1"
        if try access.isMade(id, VisitSchema.recordKind) { return next }
        guard let planned = input.typedTime("planned") else { throw CaseWorkError.refused(.visitTimeMissing) }
        let subject = key.kind == CaseSchema.recordKind ? "case" : "household"
        let fields: TypedFields = [
            (subject, .string(key.id.description)), ("planned", .string(planned)),
            ("visitors", .string(input.typed("visitors") ?? "@author")),
        ]
        let naming = try naming(request, access, key.scope)
        let named = try naming.resolve(fields + input.typed(["purpose"]), of: access.catalog.kind(visit.kind))
        let draft = RecordDraft(kind: "visit", id: id, fields: named + (try typed(input, naming)).fields)
        _ = try writing.create(draft, in: key.scope)
        return next
    }

    // MARK: What is taken along

    private static func planned(_ request: PageRequest, _ access: PageAccess) throws -> RecordView {
        try access.held(request.recordKey) { $0 == VisitSchema.recordKind }
    }

    private static func preparation(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, view) = (fields.words, try planned(request, fields.access))
        return WorkForm(
            heading: words.text("visit_plan.prepare"), about: try ShownValues(fields.access, words).which(view.key),
            explanation: words.text("visit_plan.prepare_hint"), action: PagePath.fields(view.key) + "/prepare",
            backHref: PagePath.fields(view.key), problem: fields.problem, fields: Self.fields(fields),
            button: words.text("form.save"))
    }

    private static func savePreparation(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let key = try planned(request, access).key
        try access.demandWritable(key.scope)
        // Sent twice, it adds nothing the second time.
        _ = try writing.prepare(key, try typed(request.form, try naming(request, access, key.scope)))
        return PagePath.fields(key) + "?saved=1"
    }
}
