import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Makes records of the meetings that the series name up to a day, so that they can be seen where the series is not.
    ///
    /// What is there already stays; a second run makes nothing, and so does one on another machine once both have met.
    public mutating func planMeetings(
        until day: CivilDate, from today: CivilDate, in scopes: [ScopeID]
    ) throws -> [SavedRecord] {
        var saved: [SavedRecord] = []
        for series in try reading.meetingSeries(in: scopes) where today <= day {
            let drafts = try series.rhythm.days(in: today...day).compactMap { day -> RecordEdit? in
                let key = series.meetingKey(on: day)
                guard try transaction.state(of: key) == nil,
                    series.rhythm.heldDay(of: day, directory.deadlines.calendar) != nil
                else { return nil }
                return .create(RecordDraft(kind: "meeting", id: key.id, fields: series.fields(on: day)))
            }
            if !drafts.isEmpty { saved += try save(drafts, in: series.key.scope) }
        }
        return saved
    }

    /// Writes a meeting's agenda down as a whole; from then on it is what people made it, and no proposal.
    public mutating func setAgenda(
        _ items: [AgendaItem], of meeting: MeetingView, seen: SeenToken? = nil, _ access: CaseAccess<Codec>
    ) throws -> SavedRecord {
        try access.demandWritable(meeting.key.scope)
        let edit = try self.edit(of: meeting, [agendaField(items, in: meeting.key.scope)], seen: seen, access)
        return try save([edit], in: meeting.key.scope)[0]
    }

    /// Records that a meeting was held. Each decision with somebody responsible becomes a task of its case, which names the
    /// meeting and counts from its day.
    ///
    /// The meeting and the tasks of its scope are one unit; tasks of other areas' cases follow in the same transaction.
    /// Throws `CaseWorkError` as every save, `WorkRefusal` where a task would belong to no case or where
    /// nothing is said of the meeting.
    public mutating func hold(
        _ meeting: MeetingView, _ held: HeldMeeting, _ access: CaseAccess<Codec>
    ) throws -> [SavedRecord] {
        guard let today = access.today else { throw CaseWorkError.refused(.nothingHeld) }
        let scope = meeting.key.scope
        try access.demandWritable(scope)
        var fields = held.fields
        guard !fields.isEmpty || !held.decisions.isEmpty else { throw CaseWorkError.refused(.nothingHeld) }
        let stands = meeting.record?.shown(MeetingSchema.started) ?? .none
        if held.started == nil, stands == .none {
            // Who records it afterwards and names no hour held it when it was planned.
            let at = meeting.at ?? ShanghaiTime(date: meeting.day ?? today, hour: 0, minute: 0)?.instant
            if let time = at.flatMap({ ShanghaiTime(instant: min($0, access.now)) }) {
                fields.append(("started", .string("\(time.date) " + String(time.timeText.prefix(5)))))
            }
        }
        let own = meeting.record?.shown(MeetingSchema.case).reference?.key(from: meeting.key)
        let decisions = held.decisions.map { decision in
            var decision = decision
            if decision.caseFile == nil { decision.caseFile = own }
            return decision
        }
        let agenda = try held.agenda ?? reading.agenda(of: meeting, on: today)
        let items = Self.agenda(agenda, with: decisions)
        if !items.isEmpty { fields.append(agendaField(items, in: scope)) }
        let start = try day(of: fields, access) ?? meeting.day ?? today
        // By scope, each once, the meeting's first: a set has no order.
        var scopes = [scope]
        var edits = [scope: [try edit(of: meeting, fields, seen: held.seen, access)]]
        var drafts: [RecordDraft] = []
        for decision in decisions {
            guard let responsible = decision.responsible, !responsible.trimmed.isEmpty else { continue }
            guard let file = decision.caseFile else { throw CaseWorkError.refused(.decisionWithoutCase(decision.text)) }
            try access.demandWritable(file.scope)
            let task = TaskAssignment(
                caseFile: file, text: decision.text, responsible: responsible, path: decision.path, due: decision.due,
                start: start, meeting: meeting.key)
            guard let draft = try draft(task, beside: drafts, access) else { continue }
            drafts.append(draft)
            if !scopes.contains(file.scope) { scopes.append(file.scope) }
            edits[file.scope, default: []].append(.create(draft))
        }
        return try scopes.flatMap { try save(edits[$0] ?? [], in: $0) }
    }

    /// Writes fields of a meeting, or makes its record where a series only named it.
    private func edit(
        of meeting: MeetingView, _ fields: TypedFields, seen: SeenToken?, _ access: CaseAccess<Codec>
    ) throws -> RecordEdit {
        let naming = FieldNaming(
            naming: RecordNaming(access: access, scopes: nil), author: author, scope: meeting.key.scope)
        let named = try naming.resolve(fields, of: definition(named: "meeting"))
        if meeting.record != nil {
            return .correct(RecordCorrection(record: meeting.key, fields: named, seen: seen))
        }
        guard let series = meeting.series, let day = meeting.seriesDay else {
            throw CaseWorkError.recordNotFound(meeting.key.id.description)
        }
        return .create(
            RecordDraft(kind: "meeting", id: meeting.key.id, fields: series.fields(on: day) + named))
    }

    private func agendaField(_ items: [AgendaItem], in scope: ScopeID) -> (name: String, value: FieldValue) {
        let fields = items.compactMap { $0.field(in: scope) }
        return ("agenda", fields.isEmpty ? .null : .array(fields))
    }

    /// The day on which it began, as the fields say it.
    private func day(of fields: TypedFields, _ access: CaseAccess<Codec>) throws -> CivilDate? {
        guard case .string(let text)? = fields.first(where: { $0.name == "started" })?.value else { return nil }
        if text == "@now" { return access.today }
        do throws(ValueTextError) {
            let value = try catalog.value(from: .string(text), for: MeetingSchema.started, of: MeetingSchema.recordKind)
            if case .instant(let instant) = value { return ShanghaiTime(instant: instant)?.date }
            return nil
        } catch {
            throw CaseWorkError.badValue(error)
        }
    }

    /// Each decision at its case's item that has none yet, else as an item of its own.
    private static func agenda(_ items: [AgendaItem], with decisions: [MeetingDecision]) -> [AgendaItem] {
        var items = items
        for decision in decisions
        where !items.contains(where: {
            $0.caseFile == decision.caseFile && $0.decision == decision.text
        }) {
            let open = items.firstIndex {
                $0.caseFile != nil && $0.caseFile == decision.caseFile && $0.decision.isEmpty
            }
            if let open {
                items[open].decision = decision.text
            } else {
                items.append(AgendaItem(caseFile: decision.caseFile, decision: decision.text))
            }
        }
        return items
    }
}
