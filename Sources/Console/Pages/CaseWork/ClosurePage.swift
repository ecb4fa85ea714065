import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 结案核查: what of a case is open, the procedure and the matter itself apart, and the check that somebody records.
enum ClosurePage {
    /// Something that is not done.
    struct Open: Sendable {
        let openHref: String?
        let openText: String
        let openDue: String?
    }

    /// One of the things that are asked.
    struct Item: Sendable {
        let itemName: String
        let itemLabel: String
        let itemState: String
        let isDone: Bool
        let opens: [Open]
        let hasOpens: Bool
        let moreOpens: String?
        let isMetChosen: Bool
        let isOpenChosen: Bool
        let note: String
    }

    /// The procedure, or the matter itself.
    struct Half: Sendable {
        let halfName: String
        let halfTitle: String
        let halfEnd: String
        let items: [Item]
    }

    private struct Content: Sendable {
        let which: String
        let action: String?
        let backHref: String
        let halves: [Half]
        let checks: [Open]
        let hasChecks: Bool
        let note: String
        let problem: String?
        let saved: SavedNotice?
        let endHref: String?
    }

    private static let opensMax = 12

    /// Where a case is looked through before it is closed.
    static func path(_ key: RecordKey) -> String { PagePath.case(key) + "/closure" }

    static let routes: [PageRoute] = [
        .get("/case/:scope/:id/closure") { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            let content = try await filled(key, request)
            return .page(template: "closure", title: request.words.text("closure.title"), content: content)
        },
        .post("/case/:scope/:id/closure") { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            let input = request.form
            do {
                try await request.node.record(as: try request.person) { access, writing in
                    try access.demandWritable(key.scope)
                    guard let today = access.today else { throw PageFailure.notFound }
                    _ = try writing.check(closing: key, answers(input), note: input["form_note"], on: today)
                }
                return .see(path(key) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                let content = try await filled(key, request, problem: error.message(in: request.words.language))
                return .page(
                    template: "closure", title: request.words.text("closure.title"), content: content,
                    status: .unprocessableContent)
            }
        },
    ]

    private static func answers(_ input: FormInput) -> [ClosureState.Item: ClosureAnswer] {
        var answers: [ClosureState.Item: ClosureAnswer] = [:]
        for item in ClosureState.Item.allCases {
            guard let met = input["met.\(item.rawValue)"], ["1", "0"].contains(met) else { continue }
            answers[item] = ClosureAnswer(isMet: met == "1", note: input["note.\(item.rawValue)"])
        }
        return answers
    }

    private static func filled(
        _ key: RecordKey, _ request: PageRequest, problem: String? = nil
    ) async throws -> Content {
        let (words, input, query) = (request.words, request.form, request.query)
        return try await request.node.inspect { access in
            let state = try access.reading.closure(of: key)
            let values = ShownValues(access, words)
            let view = try access.reading.record(key)
            let mayWrite = access.mayWrite(key.scope) && !view.isWithdrawn
            func half(_ isProcedural: Bool, _ end: CivilDate?) -> Half {
                let name = isProcedural ? "procedure" : "matter"
                return Half(
                    halfName: name, halfTitle: words.text("closure.\(name)"),
                    halfEnd: end.map { words.text("closure.ended", ["day": "\($0)"]) }
                        ?? words.text("closure.not_ended"),
                    items: state.items.filter { $0.item.isProcedural == isProcedural }.map {
                        self.item($0.item, $0.open, input, values)
                    })
            }
            return Content(
                which: try values.title(of: key), action: mayWrite ? path(key) : nil, backHref: PagePath.case(key),
                halves: [half(true, state.proceduralEnd), half(false, state.substantiveEnd)],
                checks: try state.checks.prefix(opensMax).map { check in
                    Open(
                        openHref: PagePath.record(check.key),
                        openText: values.line([
                            try values.text(ClosureCheckSchema.on, of: check),
                            try values.text(ClosureCheckSchema.by, of: check),
                        ]), openDue: nil)
                }, hasChecks: !state.checks.isEmpty, note: input["form_note"] ?? "", problem: problem,
                saved: SavedNotice(query), endHref: mayWrite ? PagePath.correction(key) : nil)
        }
    }

    private static func item(
        _ item: ClosureState.Item, _ open: [ClosureState.Open], _ input: FormInput, _ values: ShownValues
    ) -> Item {
        let words = values.words
        let answered = input["met.\(item.rawValue)"]
        let proposed = item.isJudged ? nil : open.isEmpty ? "1" : "0"
        let chosen = answered ?? proposed
        return Item(
            itemName: item.rawValue, itemLabel: values.label(item.register, of: ClosureCheckSchema.recordKind),
            itemState: open.isEmpty
                ? words.text(item.isJudged ? "closure.judged" : "closure.all_done")
                : words.text("closure.open", ["count": "\(open.count)"]), isDone: open.isEmpty && !item.isJudged,
            opens: open.prefix(opensMax).map {
                Open(
                    openHref: $0.record.map(PagePath.record),
                    openText: Excerpt.text(Masking.masked($0.text.text(in: words.language))),
                    openDue: $0.due.map { words.text("closure.due", ["day": "\($0)"]) })
            }, hasOpens: !open.isEmpty,
            moreOpens: open.count > opensMax
                ? words.text("case_page.more", ["count": "\(open.count - opensMax)"]) : nil,
            isMetChosen: chosen == "1", isOpenChosen: chosen == "0", note: input["note.\(item.rawValue)"] ?? "")
    }
}
