import CaseFile
import CaseStore
import CaseWork
import Replication

/// Writes out the entries of a case's timeline.
struct CaseEntryMaking {
    let values: ShownValues
    let mayWrite: Bool

    private var words: Words { values.words }
    private var access: PageAccess { values.access }

    /// More people than sit in a room.
    private static let feelingsMax = 8
    /// More milestones than an agreement has; the agreement's page has them all.
    private static let itemsMax = 12

    func entry(_ matter: CaseMatter) throws -> CaseEntry {
        switch matter.matter {
        case .visit(let visit): try self.visit(visit, matter)
        case .agreement(let agreement): try self.agreement(agreement, matter)
        case .plan(let plan): try self.plan(plan, matter)
        case .single(let record): try single(record, matter)
        }
    }

    // MARK: Kinds

    private func visit(_ visit: CaseFileView.Visit, _ matter: CaseMatter) throws -> CaseEntry {
        let record = visit.record
        let feelings = visit.emotions.map { emotion in
            CaseEntry.Feeling(
                feelingWho: emotion.personName, feelingText: FeelingText.text(emotion.record, words),
                feelingHref: PagePath.fields(emotion.record.key))
        }
        let present = try values.text(VisitSchema.present, of: record).map {
            words.text("case_page.present", ["names": Excerpt.text($0)])
        }
        let isDangerous =
            ([record.shown(VisitSchema.safety)] + visit.emotions.map { $0.record.shown(EmotionSchema.safety) })
            .contains { $0[member: Safety.raised] == .boolean(true) }
        return try entry(
            matter,
            byline: [
                try values.text(VisitSchema.mode, of: record),
                values.text(VisitSchema.place, member: VisitSchema.Place.text, of: record),
                try values.text(VisitSchema.visitors, of: record).map { Excerpt.text($0) }, present,
                // Said of every such visit alike: whether any words were recorded is its readers' to know.
                record.shown(VisitSchema.mode) == .code(VisitSchema.backToBack)
                    ? words.text("care.restricted_words") : nil,
            ],
            marks: isDangerous
                ? [CaseEntry.Mark(markName: "danger", markText: words.text("case_page.danger"))] : [],
            feelings: feelings, parts: [VisitSchema.purpose, VisitSchema.narrative, VisitSchema.nextContact],
            speaking: [VisitSchema.narrative], printHref: PagePath.sheet(ofVisit: record.key))
    }

    private func agreement(_ agreement: CaseFileView.Agreement, _ matter: CaseMatter) throws -> CaseEntry {
        let record = agreement.record
        return try entry(
            matter,
            byline: [
                try values.text(AgreementSchema.kind, of: record), try values.text(AgreementSchema.number, of: record),
            ],
            parts: [AgreementSchema.terms, AgreementSchema.totalAmount, AgreementSchema.confirmed],
            speaking: [AgreementSchema.terms], items: try agreement.milestones.map(milestone))
    }

    private func plan(_ plan: CaseFileView.FollowUpPlan, _ matter: CaseMatter) throws -> CaseEntry {
        let record = plan.record
        var marks: [CaseEntry.Mark] = []
        if plan.followUps.isEmpty, let due = due(of: record, FollowUpPlanSchema.due), due.name != "soon" {
            marks.append(CaseEntry.Mark(markName: due.name, markText: due.text))
        }
        return try entry(
            matter,
            byline: [
                try values.text(FollowUpPlanSchema.level, of: record),
                try values.text(FollowUpPlanSchema.owner, of: record),
                plan.followUps.isEmpty ? words.text("case_page.plan_open") : words.text("case_page.plan_done"),
            ],
            marks: marks, parts: [FollowUpPlanSchema.due, FollowUpPlanSchema.purpose],
            items: try plan.followUps.map(followUp))
    }

    private func single(_ record: RecordView, _ matter: CaseMatter) throws -> CaseEntry {
        switch record.key.kind {
        case DemandSchema.recordKind:
            return try entry(
                matter, byline: [try values.text(DemandSchema.person, of: record)],
                parts: [
                    DemandSchema.text, DemandSchema.amount, DemandSchema.rootCause, DemandSchema.focus,
                    DemandSchema.verdict,
                ], speaking: [DemandSchema.text])
        case FollowUpSchema.recordKind:
            return try entry(
                matter,
                byline: [
                    try values.text(FollowUpSchema.level, of: record),
                    try values.text(FollowUpSchema.satisfaction, of: record),
                ], parts: [FollowUpSchema.words, FollowUpSchema.performance], speaking: [FollowUpSchema.words])
        case RestrictedNoteSchema.recordKind:
            return try entry(
                matter,
                byline: [
                    try values.text(RestrictedNoteSchema.visit, of: record),
                    try values.text(RestrictedNoteSchema.person, of: record),
                ],
                parts: [RestrictedNoteSchema.text, RestrictedNoteSchema.observed, RestrictedNoteSchema.safety],
                speaking: [RestrictedNoteSchema.text])
        default:
            // A kind that this page does not know has its first texts shown.
            let registers = record.fields.map(\.register).filter { record.shown($0).references.isEmpty }
            return try entry(matter, byline: [], parts: Array(registers.prefix(3)))
        }
    }

    // MARK: Parts of an entry

    private func entry(
        _ matter: CaseMatter, byline: [String?], marks: [CaseEntry.Mark] = [], feelings: [CaseEntry.Feeling] = [],
        parts: [RegisterNumber], speaking: [RegisterNumber] = [], items: [CaseEntry.Item] = [],
        printHref: String? = nil
    ) throws -> CaseEntry {
        let record = matter.record
        let origin = try access.reading.origin(of: record)
        let countys = record.fields.filter {
            $0.definition?.isCountys == true && !parts.contains($0.register)
        }.map(\.register)
        var all = marks
        if access.directory.scope(record.key.scope)?.isRestricted == true {
            all.append(CaseEntry.Mark(markName: "restricted", markText: words.text("care.restricted")))
        }
        if record.isDisputed {
            all.append(CaseEntry.Mark(markName: "dispute", markText: words.text("record_page.disputed")))
        }
        if origin.isLate {
            let text = words.text(
                "case_page.late", ["day": ShanghaiTime(instant: origin.recordedAt)?.date.description ?? ""])
            all.append(CaseEntry.Mark(markName: "late", markText: text))
        }
        if origin.isTimeSuspect {
            all.append(CaseEntry.Mark(markName: "doubt", markText: words.text("case_page.time_suspect")))
        }
        let names = [origin.author, origin.enteredBy].compactMap(\.self).map { access.directory.name(ofUser: $0) }
        let more = (feelings.count - Self.feelingsMax, items.count - Self.itemsMax)
        func rest(_ count: Int) -> String? { count > 0 ? words.text("case_page.more", ["count": "\(count)"]) : nil }
        return CaseEntry(
            kindName: record.definition?.name ?? "other", kindText: values.label(of: record.key.kind),
            whenText: when(matter), entryHref: PagePath.record(record.key), byline: line(byline), marks: all,
            feelings: Array(feelings.prefix(Self.feelingsMax)), moreFeelings: rest(more.0),
            parts: try (parts + countys).compactMap { try part($0, of: record, speaks: speaking.contains($0)) },
            items: Array(items.prefix(Self.itemsMax)), moreItems: rest(more.1),
            recordedText: words.text(
                names.count > 1 ? "case_page.recorded_for" : "case_page.recorded",
                ["author": names[0], "typist": names.last ?? "", "time": DayText.time(origin.recordedAt)]),
            entryCustodyName: "\(record.custody)", entryCustodyText: words.text("custody.\(record.custody)"),
            entryCorrectHref: mayWrite ? PagePath.correction(record.key) : nil, entryPrintHref: printHref,
            entryAttachHref: mayWrite && access.takesFiles(record.key.kind) ? PagePath.attaching(to: record.key) : nil,
            entryFiles: files(of: record))
    }

    private func files(of record: RecordView) -> String? {
        let count = record.fields.map { $0.shown.attachments.count }.reduce(0, +)
        return count == 0 ? nil : words.text("file.count", ["count": "\(count)"])
    }

    private func line(_ parts: [String?]) -> String? {
        let line = values.line(parts)
        return line.isEmpty ? nil : line
    }

    private func part(
        _ register: RegisterNumber, of record: RecordView, speaks: Bool
    ) throws -> CaseEntry.Part? {
        guard let text = try values.text(register, of: record) else { return nil }
        return CaseEntry.Part(
            partLabel: speaks ? nil : values.label(register, of: record.key.kind),
            partText: Excerpt.text(text, max: Excerpt.entryMax))
    }

    private func when(_ matter: CaseMatter) -> String {
        matter.isDayOnly
            ? ShanghaiTime(instant: matter.at)?.date.description ?? "—" : DayText.time(matter.at)
    }

    private func due(of record: RecordView, _ register: RegisterNumber) -> DueText? {
        guard let date = record.shown(register)[member: Due.date].date, let today = access.today else { return nil }
        return DueText(date, on: today, words)
    }

    private func milestone(_ record: RecordView) throws -> CaseEntry.Item {
        let date = record.shown(MilestoneSchema.due)[member: Due.date].date
        let status = record.shown(MilestoneSchema.performance)[member: MilestoneSchema.Performance.status].plainText
        let isDone = status == "performed" || status == "changed"
        let due = isDone ? nil : due(of: record, MilestoneSchema.due)
        let amount = values.text(MilestoneSchema.payment, member: MilestoneSchema.Payment.amount, of: record)
        let performed = values.text(
            MilestoneSchema.performance, member: MilestoneSchema.Performance.amount, of: record)
        return CaseEntry.Item(
            itemHref: PagePath.record(record.key), itemDay: date?.description ?? "—",
            itemText: values.line([
                try values.text(MilestoneSchema.what, of: record).map { Excerpt.text($0) }, amount,
                // That it is not due yet is said by the days to come.
                status == "not_due"
                    ? nil
                    : values.text(MilestoneSchema.performance, member: MilestoneSchema.Performance.status, of: record),
                // What is performed as promised is not said twice.
                performed == amount ? nil : performed.map { words.text("case_page.performed", ["amount": $0]) },
                record.isDisputed ? words.text("record_page.disputed") : nil,
            ]), itemState: due?.text, itemStateName: isDone ? "done" : due?.name ?? "soon")
    }

    private func followUp(_ record: RecordView) throws -> CaseEntry.Item {
        CaseEntry.Item(
            itemHref: PagePath.record(record.key), itemDay: try values.text(FollowUpSchema.doneOn, of: record) ?? "—",
            itemText: values.line([
                try values.text(FollowUpSchema.satisfaction, of: record),
                try values.text(FollowUpSchema.words, of: record).map { Excerpt.text($0, max: 120) },
            ]), itemState: nil, itemStateName: "done")
    }
}
