import CaseFile
import CaseStore
import CaseWork
import Causality
import Identity
import Replication

/// What the page of an export says, as its template has it.
struct DossierContent: Sendable {
    /// A line of two columns.
    struct Line: Sendable {
        let label: String
        let text: String
    }

    /// A line of the catalogue of papers.
    struct Slot: Sendable {
        let number: Int
        let name: String
        let need: String
        let state: String
        let note: String
    }

    /// A part of the page that the catalogue leads to.
    struct Section: Sendable {
        let anchor: String
        let name: String
        let count: String
    }

    /// A stay in a step.
    struct Step: Sendable {
        let name: String
        let period: String
        let days: String
    }

    /// A line of the timeline.
    struct Event: Sendable {
        let when: String
        let kind: String
        let text: String
        let who: String
        let recorded: String
        let late: String?
    }

    /// A file of the case.
    struct File: Sendable {
        let number: Int
        let href: String?
        let name: String
        let record: String
        let size: String
        let sha256: String
        let absence: String?
    }

    /// A log in which changes of the case stand.
    struct Log: Sendable {
        let machine: String
        let replica: String
        let scope: String
        let places: String
        let heads: [Head]
    }

    /// A signed head that proves some of them.
    struct Head: Sendable {
        let seq: String
        let hash: String
        let signature: String
    }

    let language: String
    let title: String
    let isTraining: Bool
    let head: [Line]
    let isMasked: Bool
    let slots: [Slot]
    let sections: [Section]
    let steps: [Step]
    let backlogSteps: [Step]
    let hasBacklogSteps: Bool
    let team: [Line]
    let timeline: [Event]
    let kinds: [DossierKind]
    let files: [File]
    let hasFiles: Bool
    let withheld: [Line]
    let hasWithheld: Bool
    let logs: [Log]
    let fingerprint: String
    let spokenFingerprint: String

    init(_ dossier: Dossier<some ChangeCodec>, _ words: Words) throws {
        let (facts, language) = (dossier.facts, dossier.language)
        self.language = facts.language
        isTraining = facts.isTraining
        title =
            try dossier.names.title(of: dossier.root)?.text(in: language) ?? words.text("dossier.untitled")
        head = try DossierContent.head(dossier, words)
        isMasked = !facts.reveals
        slots = try DossierContent.slots(dossier, words)
        steps = DossierContent.steps(dossier.course.steps, in: .caseStage, dossier, words)
        backlogSteps = DossierContent.steps(dossier.course.backlogSteps, in: .backlogStage, dossier, words)
        hasBacklogSteps = !backlogSteps.isEmpty
        team = try DossierContent.team(dossier, words)
        timeline = try dossier.timeline.map { try DossierContent.event($0.event, $0.teller, dossier, words) }
        kinds = try DossierKind.all(dossier, words)
        files = try dossier.files.map { try DossierContent.file($0, dossier, words) }
        hasFiles = !files.isEmpty
        withheld = facts.withheld.map { one in
            Line(label: one.record.id, text: words.text("dossier.withheld.\(one.reason.rawValue)"))
        }
        hasWithheld = !withheld.isEmpty
        logs = DossierContent.logs(dossier)
        let root = dossier.source.county.root.fingerprint
        fingerprint = "\(root)"
        spokenFingerprint = root.readAloud
        func section(_ anchor: String, _ count: Int?) -> Section {
            Section(anchor: anchor, name: words.text("dossier.\(anchor)"), count: count.map { "\($0)" } ?? "")
        }
        sections =
            [section("course", steps.count), section("timeline", timeline.count)]
            + kinds.map { Section(anchor: $0.anchor, name: $0.name, count: "\($0.records.count)") }
            + (files.isEmpty ? [] : [section("files", files.count)])
            + (withheld.isEmpty ? [] : [section("withheld", withheld.count)]) + [section("proof", nil)]
    }

    // MARK: Parts

    private static func head(_ dossier: Dossier<some ChangeCodec>, _ words: Words) throws -> [Line] {
        let facts = dossier.facts
        let shown = [
            CaseSchema.code, CaseSchema.stage, CaseSchema.firstReceived, CaseSchema.lead, CaseSchema.responsible,
        ]
        let area = dossier.directory.scope(dossier.root.scope)?.area
        var lines = [
            Line(
                label: words.text("dossier.area"), text: area.map { dossier.directory.path(ofArea: $0) } ?? facts.county
            )
        ]
        if let view = dossier.caseView {
            lines += try shown.compactMap { register in
                guard let field = view.field(register) else { return nil }
                let texts = try field.readings.map { try dossier.text($0.value, register, in: view.key) }
                let text = texts.joined(separator: words.text("dossier.or"))
                return text.isEmpty
                    ? nil
                    : Line(
                        label: dossier.catalog.label(of: register, in: view.key.kind).text(in: dossier.language),
                        text: text)
            }
        }
        let time = ExportTime.text(facts.exportedAt)
        return lines + [
            Line(
                label: words.text("dossier.made"),
                text: words.text(
                    "dossier.made_by", ["time": time, "machine": facts.machine.name, "program": facts.program]))
        ]
    }

    private static func slots(_ dossier: Dossier<some ChangeCodec>, _ words: Words) throws -> [Slot] {
        try dossier.catalogue.slots.enumerated().map { index, slot in
            let papers = try slot.papers.map { paper -> String in
                let parts = try [
                    DocumentSchema.title, DocumentSchema.date, DocumentSchema.holder, DocumentSchema.handed,
                ].map { try dossier.text(paper.shown($0), $0, in: paper.key) }
                return parts.filter { !$0.isEmpty }.joined(separator: " · ")
            }
            return Slot(
                number: index + 1, name: label(slot.code, in: .documentSlot, dossier),
                need: words.text(slot.isRequired ? "dossier.required" : "dossier.as_needed"),
                state: slot.state.label.text(in: dossier.language),
                note: (papers.filter { !$0.isEmpty } + slot.reasons).joined(separator: "\n"))
        }
    }

    private static func label(
        _ code: String, in table: CodeTable.Name, _ dossier: Dossier<some ChangeCodec>
    ) -> String {
        dossier.catalog.codeTable(table)?.code(code)?.label.text(in: dossier.language) ?? code
    }

    private static func steps(
        _ steps: [CaseCourse.Step], in table: CodeTable.Name, _ dossier: Dossier<some ChangeCodec>, _ words: Words
    ) -> [Step] {
        steps.map { step in
            let days = dossier.day.flatMap { step.days(on: $0) }
            return Step(
                name: label(step.code, in: table, dossier),
                period: "\(step.from) – \(step.until.map { "\($0)" } ?? "")",
                days: days.map {
                    words.text(step.until == nil ? "dossier.days_so_far" : "dossier.days", ["count": "\($0)"])
                } ?? "")
        }
    }

    private static func team(_ dossier: Dossier<some ChangeCodec>, _ words: Words) throws -> [Line] {
        func line(_ view: RecordView, _ lead: RegisterNumber, _ registers: [RegisterNumber]) throws -> Line {
            let texts = try registers.map { try dossier.text(view.shown($0), $0, in: view.key) }
            return Line(
                label: try dossier.text(view.shown(lead), lead, in: view.key),
                text: texts.filter { !$0.isEmpty }.joined(separator: " · "))
        }
        return try dossier.team.members.map {
            try line(
                $0, TeamMemberSchema.member, [TeamMemberSchema.role, TeamMemberSchema.from, TeamMemberSchema.until])
        }
            + dossier.team.handovers.map {
                try line(
                    $0, HandoverSchema.kind,
                    [HandoverSchema.from, HandoverSchema.to, HandoverSchema.askedOn, HandoverSchema.answer])
            }
    }

    private static func event(
        _ event: CaseFileView.Event, _ teller: EventTeller, _ dossier: Dossier<some ChangeCodec>, _ words: Words
    ) throws -> Event {
        let time = ExportTime.text(event.at)
        let names = [teller.author, teller.enteredBy].compactMap(\.self).map { dossier.directory.name(ofUser: $0) }
        return Event(
            when: event.isDayOnly ? String(time.prefix(10)) : time,
            kind: dossier.catalog.label(of: event.key.kind).text(in: dossier.language) + " · "
                + dossier.catalog.label(of: event.register, in: event.key.kind).text(in: dossier.language),
            // What tells of nothing but a day is called by its record.
            text: event.text.isEmpty
                ? try dossier.names.title(of: event.key)?.text(in: dossier.language) ?? "" : event.text,
            who: DossierRecord.who(names, words), recorded: ExportTime.text(teller.recordedAt),
            late: teller.isLate ? words.text("dossier.late") : nil)
    }

    private static func file(
        _ file: DossierFile, _ dossier: Dossier<some ChangeCodec>, _ words: Words
    ) throws -> File {
        let kind = dossier.catalog.label(of: file.record.kind).text(in: dossier.language)
        let title = try dossier.names.title(of: file.record)?.text(in: dossier.language) ?? ""
        let form = FileForm(rawValue: file.attachment.mediaType)?.label.text(in: dossier.language)
        return File(
            number: file.number, href: file.absence == nil ? file.path : nil,
            name: form ?? file.attachment.mediaType, record: title.isEmpty ? kind : "\(kind) \(title)",
            size: Label.fileSize(file.attachment.size).text(in: dossier.language),
            sha256: file.attachment.sha256.description,
            absence: file.absence.map { words.text("dossier.absent.\($0.rawValue)") })
    }

    private static func logs(_ dossier: Dossier<some ChangeCodec>) -> [Log] {
        dossier.source.logs.map { log in
            let device = dossier.directory.devices.first {
                log.genesis.deviceKeyHash.bytes.starts(with: $0.id.bytes)
            }
            let places = dossier.source.changes.filter { $0.log == log.log }.map { "\($0.seq)" }
            return Log(
                machine: device?.name ?? String(log.genesis.deviceKeyHash.description.prefix(16)),
                replica: log.log.replica.description, scope: log.log.scope.description,
                places: places.joined(separator: " "),
                heads: log.heads.map { head in
                    Head(
                        seq: "\(head.position.seq)", hash: head.position.hash.description,
                        signature: Base64.encode(head.signature))
                })
        }
    }
}
