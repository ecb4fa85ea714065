import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// The ways on from a case page to what is done with a case as a whole, and what is to be looked at there.
struct CaseWorkLinks: Sendable {
    /// A policy that does not hold.
    struct Doubt: Sendable {
        let doubtHref: String
        let doubtText: String
    }

    let similarHref: String
    let similar: [SimilarCasesPage.Item]
    let hasSimilar: Bool
    let offersHref: String
    let closureHref: String
    let reviewHref: String?
    let proposeHref: String?
    let stepHref: String?
    let familyHref: String?
    let visitPlanHref: String?
    let doubts: [Doubt]
    let hasDoubts: Bool
    /// What was found by the four sentences, and the form for it.
    let principles: [CaseAnalysisForm.Line]
    let analyseHref: String?
    let funding: CaseFundingLines
    let talks: CaseTalks

    private static let similarMax = 3
    private static let doubtsMax = 8

    init(_ file: CaseFileView, mayWrite: Bool, _ values: ShownValues) throws {
        let (key, access, words) = (file.record.key, values.access, values.words)
        let isWritable = mayWrite && !file.record.isWithdrawn
        similarHref = SimilarCasesPage.path(key)
        similar = try access.reading.similarCases(to: key, limit: Self.similarMax).map { found in
            SimilarCasesPage.Item(
                itemHref: LibraryCasePage.path(found.record.key),
                itemTitle: Excerpt.text(found.record.shown(LibraryCaseSchema.title).plainText ?? "—"), itemScore: "",
                itemReasons: found.reasons.prefix(1).map { $0.label(in: access.catalog).text(in: words.language) },
                itemText: "")
        }
        hasSimilar = !similar.isEmpty
        offersHref = OffersPage.path(key)
        closureHref = ClosurePage.path(key)
        let isClosed = file.record.shown(CaseSchema.stage) == .code("closed")
        let isReviewed = file.others.contains { $0.key.kind == ReviewSchema.recordKind }
        func new(_ kind: RecordKind, _ isOffered: Bool) -> String? {
            isWritable && isOffered ? NewRecordPage.path(key, kind) : nil
        }
        reviewHref = new(ReviewSchema.recordKind, isClosed && !isReviewed)
        proposeHref = isWritable && isReviewed ? ProposalPage.path(key) : nil
        let backlog = file.record.shown(CaseSchema.backlog)
        stepHref = new(CaseStepSchema.recordKind, backlog[member: CaseSchema.Backlog.flag] == .boolean(true))
        familyHref = new(FamilyStepSchema.recordKind, true)
        visitPlanHref = isWritable ? PagePath.visitPlan(about: key) : nil
        let all = try access.today.map { try access.reading.doubtfulPolicies(ofCase: key, on: $0) } ?? []
        doubts = all.prefix(Self.doubtsMax).map { doubt in
            Doubt(
                doubtHref: PagePath.record(doubt.record),
                doubtText: words.text(
                    "policy.doubt",
                    [
                        "kind": values.label(of: doubt.record.kind), "title": Excerpt.text(doubt.title),
                        "why": doubt.why.text(in: words.language),
                    ]))
        }
        hasDoubts = !doubts.isEmpty
        principles = CaseAnalysisForm.lines(of: file.record, values)
        analyseHref = isWritable ? CaseAnalysisForm.path(key) : nil
        funding = try CaseFundingLines(key, isWritable: isWritable, values)
        talks = try CaseTalks(file, isWritable: isWritable, values)
    }
}
