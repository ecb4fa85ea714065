import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// The forms by which another township is asked to take a case over (转办), and a household moves to another village (搬家).
enum MoveForms {
    static let routes: [PageRoute] =
        WorkForm.routes("/case/:scope/:id/hand-over", make: asking, save: saveAsking)
        + WorkForm.routes("/record/:scope/:kind/:id/move", make: moving, save: saveMoving)

    private static func order(_ input: FormInput, _ access: PageAccess) throws -> MoveOrder {
        try access.moveOrder(
            to: input["area"] ?? "", on: input.typed("on").map { try access.day(meantBy: $0) },
            reason: input.typed("reason"))
    }

    /// Places that records can live in, but for the one where they are and for what became part of another.
    private static func areas(
        of scopes: [DirectoryView.Scope], but here: ScopeID, _ fields: WorkFields
    ) -> [(String, String)] {
        scopes.filter { !$0.isRestricted && $0.number != here && !fields.access.hasEnded($0) }.map {
            ($0.number.description, fields.access.areaName(of: $0.number))
        }
    }

    private static func target(_ word: String, _ areas: [(String, String)], _ fields: WorkFields) -> FormField {
        fields.select("area", word, [("", fields.words.text("form.not_chosen"))] + areas, isRequired: true)
    }

    // MARK: A case

    private static func asking(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, key) = (fields.words, try fields.access.heldCase(request))
        let areas = areas(of: fields.access.directory.scopes, but: key.scope, fields)
        return WorkForm(
            heading: words.text("handover.ask"), about: try ShownValues(fields.access, words).title(of: key),
            explanation: words.text("handover.ask_hint"), action: PagePath.handingOver(key),
            backHref: PagePath.case(key), problem: fields.problem,
            fields: [
                target("handover.f.area", areas, fields),
                fields.lines("reason", "handover.f.why", isRequired: true),
                fields.line("papers", "handover.f.which_papers"),
                fields.date("on", "handover.f.asked_on", isRequired: true, standard: fields.today),
            ], button: words.text("form.save"), record: request.formRecord(fields.input))
    }

    private static func saveAsking(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (key, input) = (try access.heldCase(request), request.form)
        try access.demandWritable(key.scope)
        let order = try order(input, access)
        guard order.reason != nil else { throw CaseWorkError.reasonMissing }
        let next = PagePath.case(key) + "?saved=1"
        let (id, asker) = (try request.sentRecord, try request.person.description)
        if try access.isMade(id, HandoverSchema.recordKind) { return next }
        _ = try writing.askHandover(of: key, order, from: asker, papers: input.typed("papers"), id: id)
        return next
    }

    // MARK: A household

    private static func household(_ request: PageRequest, _ access: PageAccess) throws -> RecordView {
        try access.held(request.recordKey) { $0 == HouseholdSchema.recordKind }
    }

    private static func moving(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, view) = (fields.words, try household(request, fields.access))
        // Both places are written by the machine that moves it.
        let areas = areas(of: fields.access.areaScopes, but: view.key.scope, fields)
        return WorkForm(
            heading: words.text("household_move.title"),
            about: try ShownValues(fields.access, words).which(view.key),
            explanation: words.text(areas.isEmpty ? "household_move.elsewhere" : "household_move.hint"),
            action: PagePath.fields(view.key) + "/move", backHref: PagePath.fields(view.key), problem: fields.problem,
            fields: [
                target("household_move.f.area", areas, fields),
                fields.date("on", "household_move.f.on", isRequired: true, standard: fields.today),
                fields.line("reason", "household_move.f.reason"),
            ], button: words.text("form.save"))
    }

    private static func saveMoving(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (view, input) = (try household(request, access), request.form)
        let order = try order(input, access)
        for scope in [view.key.scope, order.scope] { try access.demandWritable(scope) }
        let next = PagePath.fields(view.key) + "?saved=1"
        // Sent twice: it is said to live there already, in these words.
        let home = view.shown(Home.register)
        if Home.scope(of: home) == order.scope, home[member: Home.on].date == order.on,
            home[member: Home.reason].plainText == order.reason
        {
            return next
        }
        _ = try writing.move(view.key, order)
        return next
    }
}
