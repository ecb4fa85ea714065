import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// 会议纪要 on A4: who met, what was spoken of and why, what was decided and who does it until when.
enum MeetingSheetPage {
    /// One item with its decision.
    private struct Item: Sendable {
        let itemNumber: String
        let itemText: String
        let itemWhy: String
        let itemDecision: String
    }

    /// A task that came of it.
    private struct Task: Sendable {
        let taskText: String
        let taskWho: String
        let taskPath: String
        let taskDue: String
    }

    private struct Content: Sendable {
        let backHref: String
        let attachHref: String?
        let meetingTitle: String
        let kindText: String
        let timeText: String
        let place: String
        let convener: String
        let attendees: String
        let absent: String
        let parties: String
        let items: [Item]
        let hasItems: Bool
        let minutes: String
        let tasks: [Task]
        let hasTasks: Bool
        let isWithdrawn: Bool
        let signings: [SheetSigning]
        let foot: SheetFoot
    }

    static let routes: [PageRoute] = [
        .get("/print/meeting/:scope/:id", in: .zhHans) { request in
            let key = try request.recordKey(MeetingSchema.recordKind)
            let (words, person) = (request.words, try request.person)
            let content = try await request.node.inspect { access in
                do {
                    return try filled(key, for: person, access, words)
                } catch CaseWorkError.recordNotFound {
                    throw PageFailure.notFound
                }
            }
            return .page(template: "sheet-meeting", title: words.text("meetings.sheet_title"), content: content)
        }
    ]

    private static func filled(
        _ key: RecordKey, for person: RecordID, _ access: PageAccess, _ words: Words
    ) throws -> Content {
        guard let today = access.today else { throw PageFailure.notFound }
        let view = try access.reading.meeting(key, on: today)
        let values = ShownValues(access, words)
        let sheet = SheetValues(values: values)
        func text(_ register: RegisterNumber) throws -> String {
            try view.record.map { try sheet.text(register, of: $0) } ?? ""
        }
        let isStanding = view.record?.isWithdrawn != true
        let mayWrite = view.record != nil && isStanding && access.mayWrite(key.scope)
        let agenda = try access.reading.agenda(of: view, on: today)
        let tasks = try access.reading.tasks(of: key).filter { !$0.isWithdrawn }
        let ended = try text(MeetingSchema.ended)
        return Content(
            backHref: PagePath.meeting(key), attachHref: mayWrite ? PagePath.attaching(to: key) : nil,
            meetingTitle: MeetingLine.title(view, access, words),
            kindText: view.seriesTitle == nil
                ? "" : access.catalog.codeTable(.meetingKind)?.code(view.kind)?.label.text(in: words.language) ?? "",
            timeText: MeetingLine.time(view, words) + (ended.isEmpty ? "" : " – \(ended)"),
            place: try values.text(view.place, MeetingSchema.place, in: key) ?? "",
            convener: try values.text(view.convener, MeetingSchema.convener, in: key) ?? "",
            attendees: try text(MeetingSchema.attendees), absent: try text(MeetingSchema.absent),
            parties: try text(MeetingSchema.parties),
            items: try agenda.enumerated().map { index, item in
                Item(
                    itemNumber: "\(index + 1)",
                    itemText: values.line([try item.caseFile.map { try values.title(of: $0) }, item.text]),
                    itemWhy: item.why, itemDecision: item.decision)
            }, hasItems: !agenda.isEmpty, minutes: try text(MeetingSchema.minutes),
            tasks: try tasks.map { task in
                Task(
                    taskText: try sheet.text(TaskSchema.text, of: task),
                    taskWho: try sheet.text(TaskSchema.responsible, of: task),
                    taskPath: try sheet.text(TaskSchema.path, of: task),
                    taskDue: try access.reading.dueDay(of: task.key).map { "\($0)" } ?? "")
            }, hasTasks: !tasks.isEmpty, isWithdrawn: !isStanding,
            signings: ["meetings.f.convener", "sheet.recorder"].map {
                SheetSigning(role: words.text($0), signer: nil, hasFingerprint: false)
            }, foot: try SheetFoot([view.record].compactMap(\.self) + tasks, for: person, values))
    }
}
