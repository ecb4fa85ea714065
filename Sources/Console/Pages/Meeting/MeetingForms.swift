import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// The forms that begin a series and call a meeting.
enum MeetingForms {
    static let routes: [PageRoute] =
        WorkForm.routes("/meetings/series", make: series, save: saveSeries)
        + WorkForm.routes("/meetings/call", make: call, save: saveCall)
        + [
            .post("/meetings/plan") { request in
                try await request.node.record(as: try request.person) { access, writing in
                    guard let today = access.today, let until = today.adding(days: daysPlanned) else {
                        throw PageFailure.notFound
                    }
                    _ = try writing.planMeetings(
                        until: until, from: today, in: access.areaScopes.map(\.number))
                }
                return .see("/meetings?saved=1")
            }
        ]

    /// As far ahead as `tingsu meeting plan` looks.
    private static let daysPlanned = 35

    private static func series(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let words = fields.words
        let rhythms = [
            fields.area("form_scope"), fields.line("title", "meetings.f.title", isRequired: true),
            fields.codes("kind", "meetings.f.kind", .meetingKind, isRequired: true, standard: "weekly"),
            fields.codes("rhythm", "meetings.f.rhythm", .meetingRhythm, isRequired: true, standard: "weekly"),
            fields.line("day", "meetings.f.day", hint: "meetings.f.day_hint", isRequired: true, standard: "1"),
            fields.line("time", "meetings.f.time", hint: "meetings.f.time_hint", standard: "09:00"),
            fields.date("from", "meetings.f.from", isRequired: true, standard: fields.today),
            fields.date("until", "meetings.f.until"),
            fields.codes("on_free_day", "meetings.f.on_free_day", .meetingRoll, standard: "later"),
            fields.line("convener", "meetings.f.convener"), fields.line("place", "meetings.f.place"),
        ]
        return WorkForm(
            heading: words.text("meetings.series_new"), about: nil, explanation: words.text("meetings.series_hint"),
            action: "/meetings/series", backHref: "/meetings", problem: fields.problem,
            fields: rhythms.compactMap(\.self), button: words.text("form.save"),
            record: request.formRecord(fields.input))
    }

    private static func saveSeries(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let input = request.form
        let scope = try access.writeScope(area: input.typed("form_scope"))
        let names = [
            "title", "kind", "rhythm", "day", "time", "from", "until", "on_free_day", "convener", "place",
        ]
        let fields = try access.named(
            input.typed(names), of: MeetingSeriesSchema.recordKind, in: scope, by: try request.person)
        let id = try request.sentRecord
        if try !access.isMade(id, MeetingSeriesSchema.recordKind) {
            _ = try writing.create(RecordDraft(kind: "meeting_series", id: id, fields: fields), in: scope)
        }
        return "/meetings?saved=1"
    }

    /// A meeting about the case that the address names, else of an area.
    private static func call(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, access) = (fields.words, fields.access)
        let file = try caseFile(request, access)
        let now = ShanghaiTime(instant: access.now / 60_000 * 60_000).map { "\($0.date) \($0.timeText)" } ?? ""
        let all = [
            file == nil ? fields.area("form_scope") : nil,
            fields.codes("kind", "meetings.f.kind", .meetingKind, isRequired: true, standard: "on_the_spot"),
            fields.time("planned", "meetings.f.at", standard: now), fields.line("place", "meetings.f.place"),
            fields.line(
                "convener", "meetings.f.convener",
                standard: access.directory.name(ofUser: try request.person)),
        ]
        return WorkForm(
            heading: words.text("meetings.call"),
            about: try file.map { try ShownValues(access, words).title(of: $0) },
            explanation: words.text("meetings.call_hint"),
            action: "/meetings/call" + (file.map { "?case=\(PagePath.word($0))" } ?? ""),
            backHref: file.map(PagePath.case) ?? "/meetings", problem: fields.problem,
            fields: all.compactMap(\.self), button: words.text("meetings.call_button"),
            record: request.formRecord(fields.input))
    }

    private static func saveCall(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (input, file) = (request.form, try caseFile(request, access))
        let scope = try file?.scope ?? access.writeScope(area: input.typed("form_scope"))
        try access.demandWritable(scope)
        var fields = input.typed(["kind", "place", "convener"])
        if let planned = input.typedTime("planned") { fields.append(("planned", .string(planned))) }
        if let file { fields.append(("case", .string(file.id.description))) }
        let named = try access.named(fields, of: MeetingSchema.recordKind, in: scope, by: try request.person)
        let id = try request.sentRecord
        if try !access.isMade(id, MeetingSchema.recordKind) {
            _ = try writing.create(RecordDraft(kind: "meeting", id: id, fields: named), in: scope)
        }
        return PagePath.meeting(RecordKey(scope: scope, kind: MeetingSchema.recordKind, id: id)) + "?saved=1"
    }

    private static func caseFile(_ request: PageRequest, _ access: PageAccess) throws -> RecordKey? {
        guard let word = request.query["case"] else { return nil }
        guard let key = PagePath.key(word), key.kind == CaseSchema.recordKind,
            try access.transaction.state(of: key) != nil
        else { throw PageFailure.notFound }
        return key
    }
}
