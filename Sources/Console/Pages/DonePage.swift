import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 办结: says that something is done, on which day, and why it was late.
enum DonePage {
    private struct Content: Sendable {
        let what: String
        let which: String
        let dueText: String
        let isLate: Bool
        let why: [DueReason]
        let action: String
        let backHref: String
        let on: String
        let how: String
        let reason: String
        /// Only of a case: what is to be done now.
        let hasNext: Bool
        let next: String
        let nextDate: String
        let isPayment: Bool
        let amount: String
        let problem: String?
        let rule: String
    }

    static let routes: [PageRoute] = [
        .get("/record/:scope/:kind/:id/done") { request in try await form(request, request.query) },
        .post("/record/:scope/:kind/:id/done") { request in
            let (key, input) = (try request.recordKey, request.form)
            do {
                try await request.node.record(as: try request.person) { access, writing in
                    try access.demandWritable(key.scope)
                    guard let today = access.today else { throw PageFailure.notFound }
                    guard let view = try access.reading.due(of: key, rule: input["form_rule"], on: today) else {
                        throw CaseWorkError.nothingDue(try ShownValues(access, request.words).which(key))
                    }
                    _ = try writing.finish(view, try completion(input, access, today))
                }
                return .see("/due?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                return try await form(request, input, error: error)
            }
        },
    ]

    private static func completion(
        _ input: FormInput, _ access: PageAccess, _ today: CivilDate
    ) throws -> DueCompletion {
        func text(_ name: String) -> String? {
            input["form_\(name)"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        }
        let on = try text("on").map { try access.day(meantBy: $0) } ?? today
        let next = text("next").map { step in
            FieldValue.object(
                [("step", step), ("date", text("next_date"))].compactMap { name, value in
                    value.map { (name, .string($0)) }
                })
        }
        return DueCompletion(
            on: on, how: text("how"), lateReason: text("reason"), amount: text("amount"), next: next)
    }

    private static func form(
        _ request: PageRequest, _ input: FormInput, error: CaseWorkError? = nil
    ) async throws -> PageAnswer {
        let (key, words) = (try request.recordKey, request.words)
        let content = try await request.node.inspect { access in try filled(key, input, access, words, error) }
        return .page(
            template: "done", title: words.text("done_page.title"), content: content,
            status: error == nil ? .ok : .unprocessableContent)
    }

    private static func filled(
        _ key: RecordKey, _ input: FormInput, _ access: PageAccess, _ words: Words, _ error: CaseWorkError?
    ) throws -> Content {
        guard let today = access.today else { throw PageFailure.notFound }
        let rule = input["form_rule"] ?? input["rule"]
        guard let view = try access.reading.due(of: key, rule: rule, on: today) else { throw PageFailure.notFound }
        let line = try DueLine(view, access, words)
        func typed(_ name: String) -> String { input["form_\(name)"] ?? "" }
        return Content(
            what: line.dueWhat, which: try ShownValues(access, words).which(key),
            dueText: "\(line.dueDate) \(line.dueStateWords)", isLate: view.state == .overdue, why: line.dueWhy,
            action: PagePath.fields(key) + "/done", backHref: "/due", on: input["form_on"] ?? "\(today)",
            how: typed("how"), reason: typed("reason"), hasNext: key.kind == CaseSchema.recordKind,
            next: typed("next"), nextDate: typed("next_date"),
            isPayment: [MilestoneSchema.recordKind, ContributionSchema.recordKind].contains(key.kind),
            amount: typed("amount"), problem: error?.message(in: words.language), rule: view.item.rule)
    }
}
