import CaseFile
import CaseStore
import CaseWork
import Replication

/// One thing that is to be done, with its date and the reason for it.
struct DueLine: Sendable {
    let dueHref: String
    let dueWhat: String
    /// The rule's name where the record has words of its own.
    let dueRule: String?
    let dueOfCase: String?
    let dueWho: String?
    let dueDate: String
    let dueState: String
    let dueStateWords: String
    let dueIsDisputed: Bool
    let dueWhy: [DueReason]
    /// The form by which somebody says that it is done; nil where this machine may not write, or a visit does it.
    let dueDoneHref: String?

    init(_ view: DueView, _ access: PageAccess, _ words: Words, namesCase: Bool = true) throws {
        let (item, language) = (view.item, words.language)
        let state = DueText(view, words)
        dueHref = DueLine.href(item)
        dueWhat = Excerpt.text(view.what(in: language), max: 120)
        dueRule = item.what.isEmpty ? nil : view.ruleName(in: language)
        dueOfCase = namesCase && item.key.kind != CaseSchema.recordKind ? item.caseTitle ?? item.caseCode : nil
        dueWho = access.reading.worker(of: view)
        dueDate = view.day.map { "\($0)" } ?? "—"
        dueState = state.name
        dueStateWords = state.text
        dueIsDisputed = item.isDisputed
        dueWhy = try access.reading.why(view, in: language).map { DueReason(dueReason: Excerpt.text($0, max: 300)) }
        let isContact =
            [VisitSchema.recordKind, FollowUpSchema.recordKind].contains(item.key.kind)
            && item.rule != DeadlineRuleBook.Agreed.safety
        let mayWrite = access.mayWrite(item.key.scope)
        dueDoneHref = mayWrite && !isContact ? PagePath.done(item) : nil
    }

    /// A step that began a period says little by itself: its case is shown.
    static func href(_ item: DueItem) -> String {
        guard [CaseStepSchema.recordKind, HandoverSchema.recordKind].contains(item.key.kind), let file = item.caseID
        else { return PagePath.record(item.key) }
        return PagePath.case(RecordKey(scope: item.key.scope, kind: CaseSchema.recordKind, id: file))
    }
}

/// A sentence.
struct DueReason: Sendable {
    let dueReason: String
}
