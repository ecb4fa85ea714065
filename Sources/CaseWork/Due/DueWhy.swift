public import CaseFile
import CaseStore
import Replication

extension CaseReading {
    /// Which rule, from when, and why: sentences to stand beside the date, the most important first.
    public func why(_ view: DueView, in language: Language) throws -> [String] {
        let words = Words(language)
        guard let record = try merged(view.item.key) else { return ruleSentences(view, words) }
        var sentences = ruleSentences(view, words)
        if let started = startedBy(record, words) { sentences.append(started) }
        if let due = record.dueRegister {
            let readings = record.values(of: due)
            for reason in readings.compactMap({ $0[member: Due.reason].plainText }) {
                sentences.append(words.text("due.why.stated", ["reason": reason]))
            }
            if view.item.rule != DeadlineRuleBook.Agreed.task, record.key.kind == TaskSchema.recordKind,
                let written = readings.compactMap({ $0[member: Due.date].date }).min(), written != view.day
            {
                sentences.append(words.text("due.why.written", ["date": "\(written)"]))
            }
        }
        if view.item.isDisputed { sentences.append(words.text("due.why.disputed")) }
        return sentences
    }

    /// What can be said without a word that a person wrote: calendars leak.
    func ruleSentences(_ view: DueView, withNames: Bool, _ words: Words) -> [String] {
        if let deadline = view.deadline { return deadline.reasons(in: words.language, withNames: withNames) }
        let isKnown = directory.deadlines.book.ids.contains(view.item.rule)
        return [
            words.text(
                isKnown ? "due.why.not_in_force" : "due.why.unknown_rule",
                ["rule": view.item.rule, "date": "\(view.item.start)"])
        ]
    }

    private func ruleSentences(_ view: DueView, _ words: Words) -> [String] {
        ruleSentences(view, withNames: true, words)
    }

    /// Who sees to it, by name; nil where neither the record nor its case says.
    public func worker(of view: DueView) -> String? {
        view.item.who ?? view.item.whoUser.map { directory.name(ofUser: $0) }
    }

    private func startedBy(_ record: MergedRecord<Codec>, _ words: Words) -> String? {
        switch record.key.kind {
        case CaseStepSchema.recordKind:
            let stage = catalog.text(
                for: record.shown(CaseStepSchema.stage), of: CaseStepSchema.stage, in: record.key.kind,
                language: words.language)
            return words.text("due.why.step", ["step": stage])
        case HandoverSchema.recordKind: return words.text("due.why.handover")
        default: return nil
        }
    }
}

extension MergedRecord {
    /// The register that has a due date with the reason for it; nil for kinds without.
    fileprivate var dueRegister: RegisterNumber? {
        switch key.kind {
        case MilestoneSchema.recordKind: MilestoneSchema.due
        case FollowUpPlanSchema.recordKind: FollowUpPlanSchema.due
        case TaskSchema.recordKind: TaskSchema.due
        case FamilyStepSchema.recordKind: FamilyStepSchema.due
        case ContributionSchema.recordKind: ContributionSchema.due
        case SupervisionSchema.recordKind: SupervisionSchema.due
        default: nil
        }
    }
}
