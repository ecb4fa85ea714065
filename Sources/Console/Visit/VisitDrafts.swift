import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// Unfinished visits, as other pages name them.
enum VisitDrafts {
    /// One line of the list on the first page.
    struct Line: Sendable {
        let href: String
        let title: String
        let text: String
    }

    /// The drafts of a person, the newest first.
    static func lines(of person: RecordID, _ access: PageAccess, _ words: Words) throws -> [Line] {
        let titles = RecordTitles(access)
        return try access.drafts(of: person).drafts.map { draft in
            let input = draft.input
            let keys = [VisitSubject.Field.caseFile, VisitSubject.Field.household, VisitSubject.Field.person]
                .compactMap { input[$0].flatMap(PagePath.key) }
            let title = try keys.lazy.compactMap { try titles.title(of: $0)?.text(in: words.language) }.first
            let count = input.all("visit.narrative").first?.count ?? 0
            return Line(
                href: PagePath.draft(draft.id), title: title ?? words.text("draft.untitled"),
                text: words.text("draft.line", ["time": DayText.time(draft.keptAt), "count": "\(count)"]))
        }
    }

    /// Puts a record into a draft: what the visit is about, or somebody who is there. Answers the draft's id: another one
    /// where a window changed it meanwhile. Throws `PageFailure.notFound` for a draft that the person does not have.
    static func add(_ key: RecordKey, toDraft id: RecordID, _ request: PageRequest) async throws -> RecordID {
        let (person, now, other) = (try request.person, request.node.now(), request.newRecordID())
        let (input, revision) = try await request.node.inspect { access in
            guard let draft = try access.drafts(of: person).draft(id) else { throw PageFailure.notFound }
            return (try VisitSubject.form(draft.input, about: key, access), draft.revision)
        }
        let mark = DraftMark(id: id, revision: revision, window: PageRequest.newWindow())
        let draft = try await request.withDrafts { book in
            try book.keep(input, mark, otherwise: other, at: now)
        }
        return draft.id == id.description ? id : other
    }
}
