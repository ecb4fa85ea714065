import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// One meeting: what it speaks of and why, who was there, what was said, and the tasks that came of it.
enum MeetingPage {
    /// One thing on the agenda.
    private struct Item: Sendable {
        let itemHref: String?
        let itemText: String
        let itemWhy: String
        let itemDecision: String?
        /// What the check box of the form sends.
        let itemWord: String
        let itemID: String
        let isItemKept: Bool
    }

    /// A task that the meeting gave.
    private struct Task: Sendable {
        let taskHref: String
        let taskText: String
        let taskDetails: String
        let taskState: String
        let isTaskOpen: Bool
    }

    private struct Fact: Sendable {
        let factLabel: String
        let factText: String
    }

    private struct Content: Sendable {
        let heading: String
        let timeText: String
        let stateName: String
        let stateText: String
        let note: String?
        let isMeetingWithdrawn: Bool
        let saved: SavedNotice?
        let problem: String?
        let items: [Item]
        let hasItems: Bool
        let isProposal: Bool
        let moreOpen: String?
        let facts: [Fact]
        let minutes: String?
        let tasks: [Task]
        let hasTasks: Bool
        let mayWrite: Bool
        let agendaAction: String
        let holdHref: String
        let holdText: String
        /// Nil before there is a record.
        let printHref: String?
        let fieldsHref: String?
        let obstacleHref: String?
        let seen: String
        let addFields: [FormField]
    }

    static let routes: [PageRoute] = [
        .get("/meeting/:scope/:id") { request in try await shown(request, nil) },
        .post("/meeting/:scope/:id/agenda") { request in
            let (key, input, person) = (
                try request.recordKey(MeetingSchema.recordKind), request.form, try request.person
            )
            do {
                try await request.node.record(as: person) { access, writing in
                    guard let today = access.today else { throw PageFailure.notFound }
                    let meeting = try access.reading.meeting(key, on: today)
                    let items = try agenda(input, of: meeting, on: today, access)
                    _ = try writing.setAgenda(
                        items, of: meeting, seen: try input.typed("form_seen").map { try SeenToken($0) }, access)
                }
                return .see(PagePath.meeting(key) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                return try await shown(request, error)
            }
        },
    ]

    /// The items whose box is checked, and the one that was added.
    private static func agenda(
        _ input: FormInput, of meeting: MeetingView, on today: CivilDate, _ access: PageAccess
    ) throws -> [AgendaItem] {
        let kept = input.all("form_keep")
        var items = try access.reading.agenda(of: meeting, on: today).enumerated().filter { index, item in
            kept.contains(word(item, index))
        }.map(\.element)
        let file = try input.typed("form_case").map {
            try RecordNaming(access: access, scopes: nil).key(meantBy: $0, kinds: [CaseSchema.recordKind])
        }
        let (text, why) = (input.typed("form_text") ?? "", input.typed("form_why") ?? "")
        if file != nil || !text.isEmpty {
            items.removeAll { $0.caseFile != nil && $0.caseFile == file && $0.decision.isEmpty }
            items.insert(AgendaItem(caseFile: file, text: text, why: why), at: 0)
        }
        return items
    }

    private static func word(_ item: AgendaItem, _ index: Int) -> String {
        item.caseFile.map(PagePath.word) ?? "item-\(index)"
    }

    private static func shown(_ request: PageRequest, _ error: CaseWorkError?) async throws -> PageAnswer {
        let (key, words, query, input) = (
            try request.recordKey(MeetingSchema.recordKind), request.words, request.query, request.form
        )
        let content = try await request.node.inspect { access in
            do {
                return try filled(key, WorkFields(input, access, words, error: error), SavedNotice(query))
            } catch CaseWorkError.recordNotFound {
                throw PageFailure.notFound
            }
        }
        return .page(
            template: "meeting", title: content.heading, content: content,
            status: error == nil ? .ok : .unprocessableContent)
    }

    private static func filled(
        _ key: RecordKey, _ fields: WorkFields, _ saved: SavedNotice?
    ) throws -> Content {
        let (access, words, input) = (fields.access, fields.words, fields.input)
        guard let today = access.today else { throw PageFailure.notFound }
        let view = try access.reading.meeting(key, on: today)
        let values = ShownValues(access, words)
        let agenda = try access.reading.agenda(of: view, on: today)
        let isProposal = view.record?.field(MeetingSchema.agenda) == nil && !agenda.isEmpty
        let open =
            try isProposal
            ? access.queries.openCases(in: access.reading.meetingScopes(of: key.scope)).count : 0
        let tasks = try access.reading.tasks(of: key).filter { !$0.isWithdrawn }
        let isStanding = view.record?.isWithdrawn != true
        let mayWrite = isStanding && access.mayWrite(key.scope)
        let file = view.record?.shown(MeetingSchema.case).reference.map {
            RecordKey(scope: $0.scope ?? key.scope, kind: $0.kind, id: $0.id)
        }
        let round = try access.reading.round(of: view, on: today)
        return Content(
            heading: values.line([
                MeetingLine.title(view, access, words), round.map { words.text("meetings.round", ["number": "\($0)"]) },
            ]), timeText: MeetingLine.time(view, words), stateName: view.state.rawValue,
            stateText: words.text("meeting.state.\(view.state.rawValue)"), note: MeetingLine.note(view, words),
            isMeetingWithdrawn: !isStanding, saved: saved, problem: fields.problem,
            items: try agenda.enumerated().map { index, item in
                Item(
                    itemHref: item.caseFile.map(PagePath.case),
                    itemText: values.line([try item.caseFile.map { try values.title(of: $0) }, item.text]),
                    itemWhy: Excerpt.text(item.why, max: 120),
                    itemDecision: item.decision.isEmpty ? nil : Excerpt.text(item.decision, max: 400),
                    itemWord: word(item, index), itemID: "keep-\(index)",
                    isItemKept: fields.error == nil || input.all("form_keep").contains(word(item, index)))
            }, hasItems: !agenda.isEmpty, isProposal: isProposal,
            moreOpen: open > agenda.count ? words.text("meetings.more_open", ["count": "\(open - agenda.count)"]) : nil,
            facts: try facts(view, values),
            minutes: try view.record.flatMap { try values.text(MeetingSchema.minutes, of: $0) },
            tasks: try tasks.map { try task($0, values) }, hasTasks: !tasks.isEmpty, mayWrite: mayWrite,
            agendaAction: PagePath.meeting(key) + "/agenda", holdHref: PagePath.meeting(key) + "/hold",
            holdText: words.text(view.state == .held ? "meetings.hold_again" : "meetings.hold"),
            printHref: view.record.map { _ in PagePath.sheet(ofMeeting: key) },
            fieldsHref: view.record.map { PagePath.fields($0.key) },
            obstacleHref: mayWrite
                ? file.map { PagePath.case($0) + "/obstacle?meeting=\(PagePath.word(key))" } : nil,
            seen: input["form_seen"] ?? view.record?.seen.description ?? "",
            addFields: [
                fields.line("form_case", "meetings.f.added_case", hint: "meetings.f.case_hint"),
                fields.line("form_text", "meetings.f.added_text"), fields.line("form_why", "meetings.f.added_why"),
            ])
    }

    private static func facts(_ view: MeetingView, _ values: ShownValues) throws -> [Fact] {
        var facts: [Fact] = [
            Fact(factLabel: values.words.text("meetings.f.area"), factText: values.access.areaName(of: view.key.scope))
        ]
        for (register, value) in [(MeetingSchema.place, view.place), (MeetingSchema.convener, view.convener)] {
            if let text = try values.text(value, register, in: view.key) {
                facts.append(Fact(factLabel: values.label(register, of: view.key.kind), factText: text))
            }
        }
        guard let record = view.record else { return facts }
        for register in [
            MeetingSchema.case, MeetingSchema.started, MeetingSchema.ended, MeetingSchema.attendees,
            MeetingSchema.absent, MeetingSchema.parties,
        ] {
            if let text = try values.text(register, of: record) {
                facts.append(Fact(factLabel: values.label(register, of: view.key.kind), factText: text))
            }
        }
        return facts
    }

    private static func task(_ task: RecordView, _ values: ShownValues) throws -> Task {
        let isOpen = task.shown(TaskSchema.closed) == .none
        return Task(
            taskHref: PagePath.record(task.key),
            taskText: Excerpt.text(task.shown(TaskSchema.text).plainText ?? "", max: 200),
            taskDetails: values.line([
                try values.text(TaskSchema.responsible, of: task),
                task.shown(TaskSchema.path).plainText.map { Excerpt.text($0, max: 120) },
                try values.access.reading.dueDay(of: task.key).map {
                    values.words.text("meetings.due", ["day": "\($0)"])
                },
            ]), taskState: values.words.text(isOpen ? "meetings.task_open" : "meetings.task_done"),
            isTaskOpen: isOpen)
    }
}
