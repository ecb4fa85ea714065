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

    /// A draft as it stands, with another record in its form.
    struct Addition: Sendable {
        let revision: Int
        let input: FormInput
    }

    /// Puts a record (as `PagePath.word`) into a draft: what the visit is about, or somebody who is there. Answers the
    /// address of the draft: that of another one where a window changed it meanwhile. Throws `PageFailure.notFound` for a
    /// draft that the person does not have.
    ///
    /// Ids come as text: with a `RecordKey` and a `RecordID` as its arguments, this asynchronous function as Swift 6.3.1
    /// builds it for debugging ended the process with a jump to address 0.
    static func add(_ word: String, toDraft draft: String, _ request: PageRequest) async throws -> String {
        let person = try request.person
        let addition = try await request.node.inspect { access in
            guard let key = PagePath.key(word), let id = RecordID(draft),
                let draft = try access.drafts(of: person).draft(id)
            else { throw PageFailure.notFound }
            return Addition(
                revision: draft.revision, input: try VisitSubject.form(draft.input, about: key, access))
        }
        let now = request.node.now()
        let other = request.newRecordID().description
        return try await request.withDrafts { book in
            guard let id = RecordID(draft), let other = RecordID(other) else { throw PageFailure.notFound }
            let mark = DraftMark(id: id, revision: addition.revision, window: PageRequest.newWindow())
            return PagePath.draft(try book.keep(addition.input, mark, otherwise: other, at: now).id)
        }
    }
}
