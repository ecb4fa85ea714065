import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// The forms of the work on one case: a consultation, an obstacle with its task.
enum CaseWorkForms {
    static let routes: [PageRoute] =
        WorkForm.routes("/case/:scope/:id/consult", make: consultation, save: saveConsultation)
        + WorkForm.routes("/case/:scope/:id/obstacle", make: obstacle, save: saveObstacle)
        + WorkForm.routes("/record/:scope/:kind/:id/assign", make: assignment, save: saveAssignment)
        + WorkForm.routes("/record/:scope/:kind/:id/resolve", make: resolution, save: saveResolution)

    // MARK: Consultations

    private static func consultation(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, key) = (fields.words, try fields.access.heldCase(request))
        return WorkForm(
            heading: words.text("consult.open"), about: try ShownValues(fields.access, words).title(of: key),
            explanation: words.text("consult.open_hint"), action: PagePath.case(key) + "/consult",
            backHref: PagePath.case(key), problem: fields.problem,
            fields: [
                fields.codes("level", "consult.f.level", .consultationLevel, isRequired: true),
                fields.lines("question", "consult.f.question", isRequired: true),
                fields.lines("specialists", "consult.f.specialists", hint: "form.hint.names"),
                fields.date("on", "consult.f.on", standard: fields.today),
            ], button: words.text("form.save"), record: request.formRecord(fields.input))
    }

    private static func saveConsultation(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let key = try access.heldCase(request)
        try access.demandWritable(key.scope)
        let fields: TypedFields =
            [("case", .string(key.id.description))]
            + request.form.typed(["level", "question", "specialists", "on"])
        let named = try access.named(
            fields, of: ConsultationSchema.recordKind, in: key.scope, by: try request.person)
        let id = try request.sentRecord
        if try !access.isMade(id, ConsultationSchema.recordKind) {
            _ = try writing.create(RecordDraft(kind: "consultation", id: id, fields: named), in: key.scope)
        }
        return PagePath.consultation(RecordKey(scope: key.scope, kind: ConsultationSchema.recordKind, id: id))
            + "?saved=1"
    }

    // MARK: Obstacles

    private static func obstacle(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, key) = (fields.words, try fields.access.heldCase(request))
        let meeting = request.query["meeting"].flatMap(PagePath.key)
        return WorkForm(
            heading: words.text("obstacle.title"), about: try ShownValues(fields.access, words).title(of: key),
            explanation: words.text("obstacle.hint"),
            action: PagePath.case(key) + "/obstacle" + (meeting.map { "?meeting=\(PagePath.word($0))" } ?? ""),
            backHref: meeting.map(PagePath.meeting) ?? PagePath.case(key), problem: fields.problem,
            fields: [
                fields.codes("kind", "obstacle.f.kind", .obstacleKind, isRequired: true),
                fields.lines("text", "obstacle.f.text", isRequired: true),
                fields.line("department", "obstacle.f.department"),
            ] + taskFields(fields), button: words.text("form.save"), record: request.formRecord(fields.input))
    }

    private static func taskFields(_ fields: WorkFields) -> [FormField] {
        [
            fields.line("responsible", "meetings.f.responsible", hint: "meetings.f.responsible_hint"),
            fields.lines("task", "obstacle.f.task", hint: "obstacle.f.task_hint"),
            fields.line("path", "meetings.f.path"),
            fields.line("due", "meetings.f.due", hint: "meetings.f.due_hint"),
        ]
    }

    private static func saveObstacle(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (key, input) = (try access.heldCase(request), request.form)
        guard let today = access.today else { throw PageFailure.notFound }
        let meeting = request.query["meeting"].flatMap(PagePath.key)
        let isAssigned = ["responsible", "task", "path", "due"].contains { input.typed($0) != nil }
        let id = try request.sentRecord
        if try !access.isMade(id, ObstacleSchema.recordKind) {
            _ = try writing.record(
                ObstacleDraft(
                    id: id, caseFile: key, kind: input["kind"] ?? "", text: input["text"] ?? "",
                    department: input.typed("department")),
                isAssigned ? task(input, meeting: meeting, start: today) : nil, access)
        }
        return (meeting.map(PagePath.meeting) ?? PagePath.case(key)) + "?saved=1"
    }

    private static func task(_ input: FormInput, meeting: RecordKey?, start: CivilDate) -> ObstacleTask {
        ObstacleTask(
            text: input.typed("task"), responsible: input.typed("responsible"), path: input.typed("path"),
            due: input.typed("due"), start: start, meeting: meeting)
    }

    private static func recorded(_ request: PageRequest, _ access: PageAccess) throws -> RecordView {
        try access.held(request.recordKey) { $0 == ObstacleSchema.recordKind }
    }

    private static func assignment(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, view) = (fields.words, try recorded(request, fields.access))
        return WorkForm(
            heading: words.text("obstacle.assign"), about: view.shown(ObstacleSchema.text).plainText ?? "",
            explanation: words.text("obstacle.assign_hint"), action: PagePath.fields(view.key) + "/assign",
            backHref: PagePath.fields(view.key), problem: fields.problem, fields: taskFields(fields),
            button: words.text("form.save"))
    }

    private static func saveAssignment(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let view = try recorded(request, access)
        guard let today = access.today else { throw PageFailure.notFound }
        _ = try writing.assign(view.key, task(request.form, meeting: nil, start: today), access)
        let file = view.shown(ObstacleSchema.case).reference.map {
            RecordKey(scope: $0.scope ?? view.key.scope, kind: $0.kind, id: $0.id)
        }
        return (file.map(PagePath.case) ?? PagePath.fields(view.key)) + "?saved=1"
    }

    private static func resolution(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, view) = (fields.words, try recorded(request, fields.access))
        return WorkForm(
            heading: words.text("obstacle.resolve"), about: view.shown(ObstacleSchema.text).plainText ?? "",
            explanation: nil, action: PagePath.fields(view.key) + "/resolve", backHref: PagePath.fields(view.key),
            problem: fields.problem,
            fields: [
                fields.lines("how", "obstacle.f.how", isRequired: true),
                fields.date("on", "obstacle.f.resolved_on", isRequired: true, standard: fields.today),
            ], button: words.text("form.save"), seen: fields.input["form_seen"] ?? view.seen.description)
    }

    private static func saveResolution(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (view, input) = (try recorded(request, access), request.form)
        try access.demandWritable(view.key.scope)
        let members = [("on", input["on"] ?? ""), ("how", input["how"] ?? "")].map {
            ($0.0, FieldValue.string($0.1))
        }
        _ = try writing.correct(
            RecordCorrection(
                record: view.key, fields: [("resolved", .object(members.filter { $0.1 != .string("") }))],
                seen: try SeenToken(input["form_seen"] ?? "")))
        let file = view.shown(ObstacleSchema.case).reference.map {
            RecordKey(scope: $0.scope ?? view.key.scope, kind: $0.kind, id: $0.id)
        }
        return (file.map(PagePath.case) ?? PagePath.fields(view.key)) + "?saved=1"
    }
}
