import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// The form by which somebody records that a meeting was held: attendance, minutes, and a row for each decision, which
/// becomes a task of its case when it is saved.
enum MeetingHoldPage {
    /// A row for a decision.
    private struct Row: Sendable {
        let rowLegend: String
        /// The case of the agenda that it is about; nil where one is typed.
        let rowCase: String?
        let rowCaseName: String
        let rowFields: [FormField]
        /// Something was typed in it.
        let isRowOpen: Bool
    }

    private struct Content: Sendable {
        let heading: String
        let timeText: String
        let action: String
        let backHref: String
        let problem: String?
        let fields: [FormField]
        let rows: [Row]
        let seen: String
    }

    /// Rows without a case of the agenda, for what comes up.
    private static let blankRows = 2
    private static let rowsMax = 40

    static let routes: [PageRoute] = [
        .get("/meeting/:scope/:id/hold") { request in try await shown(request, FormInput(), nil) },
        .post("/meeting/:scope/:id/hold") { request in
            let (key, input, person) = (
                try request.recordKey(MeetingSchema.recordKind), request.form, try request.person
            )
            do {
                try await request.node.record(as: person) { access, writing in
                    guard let today = access.today else { throw PageFailure.notFound }
                    let meeting = try access.reading.meeting(key, on: today)
                    _ = try writing.hold(meeting, try held(input, meeting, access), access)
                }
                return .see(PagePath.meeting(key) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                return try await shown(request, input, error)
            }
        },
    ]

    /// What was typed. What is blank is left as it stands.
    private static func held(
        _ input: FormInput, _ meeting: MeetingView, _ access: PageAccess
    ) throws -> HeldMeeting {
        let naming = RecordNaming(access: access, scopes: nil)
        var decisions: [MeetingDecision] = []
        for row in 0..<rowsMax {
            guard let text = input.typed("decision_\(row)") else { continue }
            let file = try input.typed("case_\(row)").map { word in
                if let key = PagePath.key(word), key.kind == CaseSchema.recordKind { return key }
                return try naming.key(meantBy: word, kinds: [CaseSchema.recordKind])
            }
            decisions.append(
                MeetingDecision(
                    caseFile: file, text: text, responsible: input.typed("responsible_\(row)"),
                    path: input.typed("path_\(row)"), due: input.typed("due_\(row)")))
        }
        // Time and place are filled in beforehand: by themselves they say nothing of what happened.
        let isSaid = !decisions.isEmpty || ["attendees", "minutes"].contains { input.typed($0) != nil }
        guard isSaid || meeting.state == .held else { throw CaseWorkError.refused(.nothingHeld) }
        return HeldMeeting(
            started: input.typedTime("started"), ended: input.typedTime("ended"), place: input.typed("place"),
            attendees: input.typed("attendees"), absent: input.typed("absent"), parties: input.typed("parties"),
            minutes: input.typed("minutes"), decisions: decisions,
            seen: try input.typed("form_seen").map { try SeenToken($0) })
    }

    private static func shown(
        _ request: PageRequest, _ input: FormInput, _ error: CaseWorkError?
    ) async throws -> PageAnswer {
        let (key, words) = (try request.recordKey(MeetingSchema.recordKind), request.words)
        let content = try await request.node.inspect { access in
            do {
                return try filled(key, WorkFields(input, access, words, error: error))
            } catch CaseWorkError.recordNotFound {
                throw PageFailure.notFound
            }
        }
        return .page(
            template: "meeting-hold", title: content.heading, content: content,
            status: error == nil ? .ok : .unprocessableContent)
    }

    private static func filled(_ key: RecordKey, _ fields: WorkFields) throws -> Content {
        let (access, words) = (fields.access, fields.words)
        guard let today = access.today else { throw PageFailure.notFound }
        let view = try access.reading.meeting(key, on: today)
        guard view.record?.isWithdrawn != true, access.mayWrite(key.scope)
        else { throw PageFailure.notFound }
        let values = ShownValues(access, words)
        func standing(_ register: RegisterNumber) throws -> String {
            try view.record.flatMap { try values.text(register, of: $0) } ?? ""
        }
        let at = view.at.flatMap { ShanghaiTime(instant: $0) }.map { "\($0.date) " + $0.timeText.prefix(5) } ?? ""
        let place = try values.text(view.place, MeetingSchema.place, in: key) ?? ""
        let isHeld = view.state == .held
        return Content(
            heading: MeetingLine.title(view, access, words), timeText: MeetingLine.time(view, words),
            action: PagePath.meeting(key) + "/hold", backHref: PagePath.meeting(key), problem: fields.problem,
            fields: [
                fields.time("started", "meetings.f.started", standard: at),
                fields.time("ended", "meetings.f.ended", standard: try time(MeetingSchema.ended, view)),
                fields.line("place", "meetings.f.place", standard: place),
                fields.lines(
                    "attendees", "meetings.f.attendees", hint: "meetings.f.attendees_hint",
                    isRequired: !isHeld, standard: ""),
                fields.lines("absent", "meetings.f.absent", hint: "meetings.f.absent_hint"),
                fields.lines("parties", "meetings.f.parties", hint: "form.hint.names"),
                fields.lines("minutes", "meetings.f.minutes", standard: try standing(MeetingSchema.minutes)),
            ],
            rows: try rows(of: view, on: today, fields, values),
            seen: fields.input["form_seen"]
                ?? view.record?.seen.description ?? "")
    }

    private static func time(_ register: RegisterNumber, _ view: MeetingView) throws -> String {
        guard case .instant(let instant)? = view.record?.shown(register), let time = ShanghaiTime(instant: instant)
        else { return "" }
        return "\(time.date) " + time.timeText.prefix(5)
    }

    /// A row for each case of the agenda without a decision, and some for what comes up.
    private static func rows(
        of view: MeetingView, on today: CivilDate, _ fields: WorkFields, _ values: ShownValues
    ) throws -> [Row] {
        let words = fields.words
        let open = try fields.access.reading.agenda(of: view, on: today).filter { $0.decision.isEmpty }
        let known = open.prefix(rowsMax - blankRows)
        func row(_ index: Int, _ item: AgendaItem?) throws -> Row {
            let file = item?.caseFile
            let legend = try file.map { try values.title(of: $0) } ?? words.text("meetings.decision_other")
            var all = [
                fields.lines("decision_\(index)", "meetings.f.decision"),
                fields.line("responsible_\(index)", "meetings.f.responsible", hint: "meetings.f.responsible_hint"),
                fields.line("path_\(index)", "meetings.f.path"),
                fields.line("due_\(index)", "meetings.f.due", hint: "meetings.f.due_hint"),
            ]
            if file == nil {
                let standard = try view.record?.shown(MeetingSchema.case).reference.map {
                    try values.title(of: RecordKey(scope: $0.scope ?? view.key.scope, kind: $0.kind, id: $0.id))
                }
                all.insert(
                    fields.line(
                        "case_\(index)", "meetings.f.case", hint: "meetings.f.case_hint",
                        standard: standard ?? ""), at: 0)
            }
            let why = item.map { $0.why.isEmpty ? "" : "（\($0.why)）" } ?? ""
            return Row(
                rowLegend: "\(index + 1). " + legend + why, rowCase: file.map(PagePath.word),
                rowCaseName: "case_\(index)",
                rowFields: all,
                isRowOpen: ["decision", "responsible", "path", "due"].contains {
                    fields.input.typed("\($0)_\(index)") != nil
                })
        }
        var rows = try known.enumerated().map { index, item in try row(index, item) }
        for _ in 0..<blankRows { rows.append(try row(rows.count, nil)) }
        return rows
    }
}
