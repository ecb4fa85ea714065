import CaseFile
import CaseStore
import CaseWork
import Replication

/// Where a case stands, as the case page shows it: its steps with how long each took, who has it, and its papers.
struct CaseStanding: Sendable {
    /// A stay in one step.
    struct Step: Sendable {
        let stepText: String
        let stepDays: String?
        let stepPeriod: String
        let isNow: Bool
        /// Where its day was recorded; nil where only the stage was written.
        let stepHref: String?
    }

    /// Somebody in the team, or a handover.
    struct Hand: Sendable {
        let handHref: String
        let handText: String
        let handDetails: String
        /// Nil where nothing is the matter.
        let handMark: String?
    }

    /// One line of the catalogue of papers.
    struct Slot: Sendable {
        let slotText: String
        /// `present`, `not_needed`, `missing`, `unsaid` or `disputed`.
        let slotStateName: String
        let slotStateText: String
        let slotReason: String?
        let papers: [Paper]
        let morePapers: String?
    }

    /// A paper in a slot.
    struct Paper: Sendable {
        let paperHref: String
        let paperText: String
    }

    /// Where it was handed over to, or from; nil for a case that lives where it was opened.
    let moved: MovedNotice?
    let steps: [Step]
    let hasSteps: Bool
    let moreSteps: String?
    let backlogSteps: [Step]
    let hasBacklogSteps: Bool
    let hands: [Hand]
    let hasHands: Bool
    let moreHands: String?
    /// Where another township is asked to take the case over; nil to who may not write it, where the case left, and where
    /// one is asked already.
    let askHref: String?
    /// Where a township that was asked to take the case over answers; nil where none was, or has.
    let answerHref: String?
    let slots: [Slot]
    let moreSlots: String?
    let papersText: String

    /// The newest of them: a case that is taken up again goes through all of them again.
    private static let stepsMax = 12
    private static let handsMax = 15
    private static let slotsMax = 30
    private static let papersMax = 3

    init(_ file: CaseFileView, mayWrite: Bool, _ values: ShownValues) throws {
        let (words, today) = (values.words, values.access.today)
        func more(_ count: Int) -> String? { count > 0 ? words.text("case_page.more", ["count": "\(count)"]) : nil }
        moved = try MovedNotice(file.record, values.access, words)
        func step(_ step: CaseCourse.Step, in table: CodeTable.Name) -> Step {
            let days = today.flatMap { step.days(on: $0) }
            return Step(
                stepText: Self.label(step.code, in: table, values),
                stepDays: days.map {
                    words.text(step.until == nil ? "case_state.days_so_far" : "case_state.days", ["count": "\($0)"])
                },
                stepPeriod: step.until.map { "\(step.from) – \($0)" }
                    ?? words.text("case_state.since", ["day": "\(step.from)"]),
                isNow: step.until == nil, stepHref: step.record.map { PagePath.record($0) })
        }
        steps = file.course.steps.suffix(Self.stepsMax).map { step($0, in: .caseStage) }
        hasSteps = !steps.isEmpty
        moreSteps = more(file.course.steps.count - Self.stepsMax)
        backlogSteps = file.course.backlogSteps.suffix(Self.stepsMax).map { step($0, in: .backlogStage) }
        hasBacklogSteps = !backlogSteps.isEmpty
        let open = file.team.openHandovers.map(\.key)
        let current = today.map { file.team.members(on: $0) } ?? file.team.members
        let former = file.team.members.filter { member in !current.contains { $0.key == member.key } }
        let all =
            try file.team.openHandovers.map { try Self.handover($0, isOpen: true, values) }
            + current.map { try Self.member($0, values) } + former.map { try Self.member($0, values) }
            + file.team.handovers.filter { !open.contains($0.key) }.map {
                try Self.handover($0, isOpen: false, values)
            }
        hands = Array(all.prefix(Self.handsMax))
        hasHands = !all.isEmpty
        let isAsked = file.team.openHandovers.contains { $0.shown(HandoverSchema.area) != .none }
        answerHref = isAsked ? PagePath.handover(of: file.record.key) : nil
        let isThere = !file.record.isWithdrawn && moved?.isAway != true
        askHref = mayWrite && isThere && !isAsked ? PagePath.handingOver(file.record.key) : nil
        moreHands = more(all.count - Self.handsMax)
        slots = try file.documents.slots.prefix(Self.slotsMax).map { try Self.slot($0, values, more) }
        moreSlots = more(file.documents.slots.count - Self.slotsMax)
        let lacking = file.documents.lackingCount
        papersText = words.text(
            lacking == 0 ? "case_state.papers_whole" : "case_state.papers_lacking", ["count": "\(lacking)"])
    }

    private static func label(_ code: String, in table: CodeTable.Name, _ values: ShownValues) -> String {
        values.access.catalog.codeTable(table)?.code(code)?.label.text(in: values.words.language) ?? code
    }

    private static func member(_ record: RecordView, _ values: ShownValues) throws -> Hand {
        let until = try values.text(TeamMemberSchema.until, of: record)
        let from = try values.text(TeamMemberSchema.from, of: record) ?? ""
        return Hand(
            handHref: PagePath.record(record.key),
            handText: Excerpt.text(try values.text(TeamMemberSchema.member, of: record) ?? "—"),
            handDetails: values.line([
                record.shown(TeamMemberSchema.leads) == .boolean(true)
                    ? values.label(TeamMemberSchema.leads, of: record.key.kind) : nil,
                try values.text(TeamMemberSchema.role, of: record),
                until.map { "\(from) – \($0)" } ?? values.words.text("case_state.since", ["day": from]),
            ]), handMark: record.isDisputed ? values.words.text("record_page.disputed") : nil)
    }

    private static func handover(_ record: RecordView, isOpen: Bool, _ values: ShownValues) throws -> Hand {
        let names = [
            try values.text(HandoverSchema.from, of: record), try values.text(HandoverSchema.to, of: record),
        ]
        return Hand(
            handHref: PagePath.record(record.key),
            handText: names.map { Excerpt.text($0 ?? "—") }.joined(separator: " → "),
            handDetails: values.line([
                try values.text(HandoverSchema.kind, of: record), try values.text(HandoverSchema.askedOn, of: record),
                values.text(HandoverSchema.answer, member: HandoverSchema.Answer.verdict, of: record),
            ]),
            handMark: isOpen
                ? values.words.text("case_state.not_answered")
                : record.isDisputed ? values.words.text("record_page.disputed") : nil)
    }

    private static func slot(
        _ slot: DocumentCatalogue.Slot, _ values: ShownValues, _ more: (Int) -> String?
    ) throws -> Slot {
        Slot(
            slotText: label(slot.code, in: .documentSlot, values), slotStateName: slot.state.rawValue,
            slotStateText: slot.state.label.text(in: values.words.language),
            slotReason: slot.reasons.isEmpty ? nil : Excerpt.text(slot.reasons.joined(separator: "；"), max: 120),
            papers: try slot.papers.prefix(papersMax).map { paper in
                let files = paper.shown(DocumentSchema.attachments).attachments.count
                return Paper(
                    paperHref: PagePath.record(paper.key),
                    paperText: values.line([
                        try values.text(DocumentSchema.title, of: paper).map { Excerpt.text($0) }
                            ?? values.words.text("case_state.paper"),
                        try values.text(DocumentSchema.date, of: paper),
                        try values.text(DocumentSchema.holder, of: paper).map {
                            values.words.text("case_state.holder", ["name": Excerpt.text($0, max: 20)])
                        }, files == 0 ? nil : values.words.text("file.count", ["count": "\(files)"]),
                    ]))
            }, morePapers: more(slot.papers.count - papersMax))
    }
}
