import CaseFile
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// 记录走访: the form, its drafts, and the saving of both.
enum VisitPage {
    static let routes: [PageRoute] = [
        .get("/visit/new") { request in
            if request.query["about"] == nil, request.query["case"] == nil, request.query["later"] == nil {
                return .see("/find?for=visit")
            }
            return try await begin(request)
        },
        .get("/visit/draft/:id") { request in try await open(request) },
        .post("/visit/save") { request in try await save(request) },
        // The button that works without a script; it may also lead on to looking for somebody.
        .post("/visit/keep") { request in try await keep(request) },
        .post("/visit/keep/state") { request in
            let mark = try DraftMark(request)
            return .fragment(template: "draft-state", content: try await kept(mark, request).state)
        },
        .post("/visit/discard") { request in
            let mark = try DraftMark(request)
            _ = try await request.withDrafts { $0.remove(mark) }
            return .see("/?discarded=1")
        },
        // Back from looking for a household, a case or a person.
        .post("/visit/draft/:id/about") { request in
            guard let id = request.parameters["id"], let word = request.form["about"] else {
                throw PageFailure.notFound
            }
            return .see(try await VisitDrafts.add(word, toDraft: id, request))
        },
        // A window that was locked asks for the token of the session that was begun meanwhile.
        .get("/visit/token") { request in
            .fragment(template: "token", content: Nothing())
        },
    ]

    private struct Nothing: Sendable {}

    // MARK: Opening

    private static func begin(_ request: PageRequest) async throws -> PageAnswer {
        let (words, person) = (request.words, try request.person)
        let (about, named) = (request.query["about"], request.query["case"])
        if let made = try await request.node.inspect({ access in try madeVisit(about, access) }) { return .see(made) }
        let state = DraftState(owner: person, id: request.newRecordID(), revision: 0, window: PageRequest.newWindow())
        let content = try await request.node.inspect { access in
            var input = VisitSubject.blank(access)
            var unfinished: RecordID?
            if let key = try subject(about, named, access) {
                input =
                    key.kind == VisitSchema.recordKind
                    ? try VisitSubject.form(input, making: key, by: person, access, words)
                    : try VisitSubject.form(input, about: key, access)
                let same = try access.drafts(of: person).drafts.first { draft in
                    [VisitSubject.Field.plan, VisitSubject.Field.caseFile, VisitSubject.Field.household].contains {
                        draft.input[$0] == PagePath.word(key)
                    }
                }
                unfinished = same.flatMap { RecordID($0.id) }
            }
            return try VisitForm(input, access, words).content(state, unfinished: unfinished)
        }
        return .page(template: "visit", title: words.text("nav.visit"), content: content)
    }

    /// The page of a planned visit that was recorded since the link to its form was shown; nil for anything else.
    private static func madeVisit(_ about: String?, _ access: PageAccess) throws -> String? {
        guard let key = about.flatMap(PagePath.key), key.kind == VisitSchema.recordKind,
            try access.transaction.state(of: key) != nil, try access.reading.visitToBeMade(key) == nil
        else { return nil }
        return PagePath.fields(key)
    }

    /// The record that a link names: as `PagePath.word`, or a case by its id.
    private static func subject(_ about: String?, _ named: String?, _ access: PageAccess) throws -> RecordKey? {
        guard let text = about ?? named else { return nil }
        if let key = PagePath.key(text) { return key }
        guard let id = RecordID(text) else { throw PageFailure.notFound }
        return try access.reading.key(meantBy: id.description, kind: CaseSchema.recordKind)
    }

    private static func open(_ request: PageRequest) async throws -> PageAnswer {
        let (words, person) = (request.words, try request.person)
        guard let id = request.parameters["id"].flatMap({ RecordID($0) }) else { throw PageFailure.notFound }
        let window = PageRequest.newWindow()
        let notice = request.query["forked"] == nil ? nil : words.text("draft.forked")
        let content = try await request.node.inspect { access in
            guard let draft = try access.drafts(of: person).draft(id) else { throw PageFailure.notFound }
            let text = words.text("draft.kept", ["time": String(DayText.time(draft.keptAt).suffix(5))])
            let state = DraftState(owner: person, id: id, revision: draft.revision, window: window, text: text)
            return try VisitForm(draft.input, access, words).content(state, notice: notice, canDiscard: true)
        }
        return .page(template: "visit", title: words.text("nav.visit"), content: content)
    }

    // MARK: Keeping

    private static func keep(_ request: PageRequest) async throws -> PageAnswer {
        let mark = try DraftMark(request)
        let (state, isForked) = try await kept(mark, request)
        if state.isProblem {
            return try await again(request, mark, [FormProblem(entry: nil, text: state.text ?? "")])
        }
        switch request.form["form_go"] {
        case "find": return .see("/find?for=visit&draft=\(state.draftID)")
        case let place? where place.hasPrefix("more-") && place.dropFirst(5).allSatisfy { $0.isASCII && $0.isLetter }:
            return .see(PagePath.draft(state.draftID) + "#" + place)
        default: return .see(PagePath.draft(state.draftID) + (isForked ? "?forked=1" : ""))
        }
    }

    /// Keeps the form; what could not be kept is said.
    private static func kept(
        _ mark: DraftMark, _ request: PageRequest
    ) async throws -> (state: DraftState, isForked: Bool) {
        let (words, input, now, other) = (request.words, request.form, request.node.now(), request.newRecordID())
        let person = try request.person
        do {
            let draft = try await request.withDrafts { book in
                try book.keep(input, mark, otherwise: other, at: now)
            }
            let isForked = draft.id != mark.id.description
            let time = String(DayText.time(now).suffix(5))
            let state = DraftState(
                owner: person, id: isForked ? other : mark.id, revision: draft.revision, window: mark.window,
                text: words.text(isForked ? "draft.forked" : "draft.kept", ["time": time]))
            return (state, isForked)
        } catch let refusal as DraftBook.Refusal {
            let key = refusal == .tooMany ? "draft.too_many" : "draft.too_large"
            let text = words.text(key, ["most": "\(DraftBook.draftsMax)"])
            return (
                DraftState(
                    owner: person, id: mark.id, revision: mark.revision, window: mark.window, text: text,
                    isProblem: true),
                false
            )
        }
    }

    // MARK: Saving

    private static func save(_ request: PageRequest) async throws -> PageAnswer {
        let mark = try DraftMark(request)
        let (words, input, author) = (request.words, request.form, try request.person)
        do {
            let (place, isGone) = try await request.node.record(as: author) { access, writing in
                var book = try access.drafts(of: author)
                // The answer to the first sending was lost: whoever sends it again is shown what they saved.
                if let place = book.savedBefore(mark, input) { return (place, true) }
                let form = try VisitForm(input, access, words)
                let visit = try form.save(as: mark.id, by: author, &writing)
                let place = form.subject.caseFile ?? visit
                let isGone = book.finish(mark, input, at: place)
                try access.transaction.setLocalValue(DraftBook.key(author), book.bytes)
                return (place, isGone)
            }
            return .see(PagePath.record(place) + "?saved=1" + (isGone ? "" : "&draft=kept"))
        } catch let refusal as VisitRefusal {
            return try await again(request, mark, refusal.problems)
        } catch CaseWorkError.recordExists {
            // Sent twice, or from two windows: the first is saved. Sent once more it is a visit of its own.
            let other = DraftMark(id: request.newRecordID(), revision: 0, window: mark.window)
            return try await again(
                request, other, [FormProblem(entry: nil, text: words.text("visit.problem.saved_already"))])
        } catch let error as CaseWorkError {
            return try await again(
                request, mark, [FormProblem(entry: nil, text: error.message(in: words.language))])
        }
    }

    /// The form as it was sent, with what is wrong; kept, too, so that a page closed in anger loses nothing.
    private static func again(
        _ request: PageRequest, _ mark: DraftMark, _ problems: [FormProblem]
    ) async throws -> PageAnswer {
        let (words, input) = (request.words, request.form)
        let state = try await kept(mark, request).state
        let content = try await request.node.inspect { access in
            try VisitForm(input, access, words).content(state, problems: problems, canDiscard: true)
        }
        return .page(
            template: "visit", title: words.text("nav.visit"), content: content, status: .unprocessableContent)
    }
}
