import CaseFile
import CaseStore
import CaseWork
import Replication

/// Any record, field by field: what everybody says, and how far it has come.
enum RecordPage {
    /// One field with its readings.
    private struct Field: Sendable {
        struct Reading: Sendable {
            let text: String
            let authors: String
        }

        let label: String
        let isDisputed: Bool
        let settleHref: String?
        let readings: [Reading]
    }

    private struct Content: Sendable {
        let kindLabel: String
        let recordTitle: String
        let area: String
        let fields: [Field]
        let files: [FileLine]
        let hasFiles: Bool
        let missing: String?
        let isWithdrawn: Bool
        let withdrawalReason: String?
        /// Where a household moved to, or a case was handed over to; nil for what lives where it was created.
        let moved: MovedNotice?
        let custodyName: String
        let custodyText: String
        let recordedText: String
        let lateText: String?
        let isTimeSuspect: Bool
        let correctHref: String?
        let attachHref: String?
        let withdrawHref: String?
        let reinstateHref: String?
        let printHref: String?
        let caseHref: String?
        /// The visit at which a feeling was told.
        let visitHref: String?
        /// What people said of themselves at this visit: records of their own.
        let feelings: [CaseEntry.Feeling]
        let hasFeelings: Bool
        /// What others changed without knowing of the withdrawal.
        let besideText: String?
        /// Registrations that are the same as this one, and what names any of them.
        let twins: [Twin]
        let hasTwins: Bool
        let naming: [Twin]
        let hasNaming: Bool
        let saved: SavedNotice?
        let onward: RecordOnward
    }

    private struct Twin: Sendable {
        let href: String
        let title: String
        let detail: String
    }

    static let routes: [PageRoute] = [
        .get("/record/:scope/:kind/:id") { request in
            let key = try request.recordKey
            let words = request.words
            let hasUpstream = request.node.facts.hasUpstream
            let saved = SavedNotice(request.query)
            let content = try await request.node.inspect { access in
                try shown(try access.reading.record(key), access, words, hasUpstream, saved)
            }
            return .page(template: "record", title: content.kindLabel + " " + content.recordTitle, content: content)
        }
    ]

    private static func shown(
        _ view: RecordView, _ access: PageAccess, _ words: Words, _ hasUpstream: Bool, _ saved: SavedNotice?
    ) throws -> Content {
        var titles = RecordTitles(access)
        titles.showsIDs = false
        let language = words.language
        let mayWrite =
            access.mayWrite(view.key.scope)
            && view.definition?.scopeClass == .village
        let isStanding = !view.isWithdrawn
        let origin = try access.reading.origin(of: view)
        let moved = try MovedNotice(view, access, words)
        let feelings =
            view.key.kind == VisitSchema.recordKind
            ? try FeelingText.feelings(at: view.key, ShownValues(access, words)) : []
        let same = try access.queries.registrations(ofSameAs: view.key)
        let naming = try naming(same, titles, words)
        let files = try access.files(of: view).map { FileLine($0, of: view.key, hasUpstream: hasUpstream, words) }
        return Content(
            kindLabel: access.catalog.label(of: view.key.kind).text(in: language),
            recordTitle: try titles.title(of: view.key)?.text(in: language) ?? "",
            area: access.areaName(of: view.key.scope),
            fields: try view.fields.filter(isListed).map { try field($0, of: view, access, titles, words) },
            files: files, hasFiles: !files.isEmpty,
            missing: view.missing.isEmpty
                ? nil : view.missing.map { $0.label.text(in: language) }.joined(separator: words.text("form.joint")),
            isWithdrawn: view.isWithdrawn, withdrawalReason: view.withdrawalReason,
            moved: moved, custodyName: "\(view.custody)",
            custodyText: words.text("custody.\(view.custody)"),
            recordedText: words.text(
                origin.enteredBy == nil ? "case_page.recorded" : "case_page.recorded_for",
                [
                    "author": access.directory.name(ofUser: origin.author),
                    "typist": origin.enteredBy.map { access.directory.name(ofUser: $0) } ?? "",
                    "time": DayText.time(origin.recordedAt),
                ]),
            lateText: origin.isLate
                ? words.text(
                    "case_page.late", ["day": ShanghaiTime(instant: origin.recordedAt)?.date.description ?? ""]) : nil,
            isTimeSuspect: origin.isTimeSuspect,
            correctHref: mayWrite && isStanding ? PagePath.correction(view.key) : nil,
            attachHref: mayWrite && isStanding && access.takesFiles(view.key.kind)
                ? PagePath.attaching(to: view.key) : nil,
            withdrawHref: mayWrite && isStanding ? PagePath.withdrawal(view.key) : nil,
            reinstateHref: mayWrite && !isStanding ? PagePath.reinstatement(view.key) : nil,
            printHref: view.key.kind == VisitSchema.recordKind ? PagePath.sheet(ofVisit: view.key) : nil,
            caseHref: caseHref(of: view), visitHref: visitHref(of: view), feelings: feelings,
            hasFeelings: !feelings.isEmpty,
            besideText: try LifecyclePage.besideText(of: view.key, ShownValues(access, words)),
            twins: try twins(of: view.key, same, titles, words), hasTwins: same.count > 1,
            naming: naming, hasNaming: !naming.isEmpty, saved: saved,
            onward: RecordOnward(view, mayWrite: mayWrite && isStanding && moved?.isAway != true, words))
    }

    /// Files have a list of their own, and a move is told above; where people disagree about them, both are shown.
    private static func isListed(_ field: FieldView) -> Bool {
        field.isDisputed || field.shown.attachments.isEmpty && field.register != Home.register
    }

    private static func twins(
        of key: RecordKey, _ same: [RecordKey], _ titles: RecordTitles<some ChangeCodec>, _ words: Words
    ) throws -> [Twin] {
        try same.filter { $0 != key }.map { other in
            Twin(
                href: PagePath.record(other), title: try titles.title(of: other)?.text(in: words.language) ?? "",
                detail: [
                    titles.access.areaName(of: other.scope), other == same[0] ? words.text("duplicates.shown") : "",
                ]
                .filter { !$0.isEmpty }.joined(separator: words.text("find.joint")))
        }
    }

    /// Lines of what names a person or a household; whoever has more is a case's whole village.
    private static let namingMax = 60

    /// What names a person or a household under any of their registrations, so that nothing is overlooked.
    private static func naming(
        _ same: [RecordKey], _ titles: RecordTitles<some ChangeCodec>, _ words: Words
    ) throws -> [Twin] {
        guard let kind = same.first?.kind, SamenessSchema.kinds.contains(kind) else { return [] }
        let access = titles.access
        let children = try same.flatMap { try access.queries.children(of: $0) }
        var seen: Set<RecordKey> = []
        let own = children.filter { $0.kind != SamenessSchema.recordKind && seen.insert($0).inserted }
        // What leads on from a person stands first: how they felt over time, and their numbers whole.
        let onward =
            kind == PersonSchema.recordKind && !same.isEmpty
            ? [
                Twin(href: PagePath.feelings(of: same[0]), title: words.text("care.feelings"), detail: ""),
                Twin(href: PagePath.reveal(of: same[0]), title: words.text("care.reveal"), detail: ""),
            ] : []
        return try onward
            + own.prefix(namingMax).map { child in
                let label = access.catalog.label(of: child.kind).text(in: words.language)
                return Twin(
                    href: PagePath.record(child), title: label,
                    detail: try titles.title(of: child)?.text(in: words.language) ?? "")
            }
    }

    /// The case that the record belongs to.
    private static func caseHref(of view: RecordView) -> String? {
        if view.key.kind == CaseSchema.recordKind { return PagePath.case(view.key) }
        return view.fields.lazy.compactMap { $0.shown.reference }.first { $0.kind == CaseSchema.recordKind }.map {
            PagePath.case(RecordKey(scope: $0.scope ?? view.key.scope, kind: $0.kind, id: $0.id))
        }
    }

    private static func visitHref(of view: RecordView) -> String? {
        guard view.key.kind == EmotionSchema.recordKind else { return nil }
        return view.shown(EmotionSchema.visit).reference.map {
            PagePath.fields(RecordKey(scope: $0.scope ?? view.key.scope, kind: $0.kind, id: $0.id))
        }
    }

    private static func field(
        _ field: FieldView, of view: RecordView, _ access: PageAccess, _ titles: RecordTitles<some ChangeCodec>,
        _ words: Words
    ) throws -> Field {
        Field(
            label: access.catalog.label(of: field.register, in: view.key.kind).text(in: words.language),
            isDisputed: field.isDisputed,
            settleHref: field.isDisputed ? PagePath.conflict(field.register, of: view.key) : nil,
            readings: try field.readings.map { reading in
                let value = access.catalog.masked(reading.value, of: field.register, in: view.key.kind)
                let authors = reading.siblings.map { access.directory.name(ofUser: $0.author) }
                return Field.Reading(
                    text: try titles.text(of: value, field.register, in: view.key).text(in: words.language),
                    authors: Array(Set(authors)).sorted().joined(separator: words.text("form.joint")))
            })
    }
}
