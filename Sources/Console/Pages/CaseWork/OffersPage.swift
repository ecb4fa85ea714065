import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 协商方案: the talks of a case round by round, with the gap between the sides, and the forms to go on.
enum OffersPage {
    /// One offer.
    struct Offer: Sendable {
        let offerHref: String
        let offerWho: String
        let offerAmount: String?
        let offerText: String
        let offerDetail: String
        let offerResponse: String?
        /// Where the answer is recorded; nil where there is one.
        let answerAction: String?
        let answers: [Choice]
        let offerID: String
    }

    /// A code to choose.
    struct Choice: Sendable {
        let code: String
        let label: String
    }

    /// One round.
    struct Round: Sendable {
        let roundTitle: String
        let roundGap: String?
        let offers: [Offer]
    }

    private struct Content: Sendable {
        let which: String
        let backHref: String
        let rounds: [Round]
        let hasRounds: Bool
        let action: String?
        let fields: [FormField]
        let problems: [String]
        let hasProblems: Bool
        let saved: SavedNotice?
    }

    private static let asked = [
        OfferSchema.side, OfferSchema.amount, OfferSchema.stage, OfferSchema.terms, OfferSchema.on,
    ]
    /// More rounds than talks have; the newest are shown.
    private static let roundsMax = 20

    /// Where the talks of a case are shown.
    static func path(_ key: RecordKey) -> String { PagePath.case(key) + "/offers" }

    static let routes: [PageRoute] = [
        .get("/case/:scope/:id/offers") { request in
            let (key, words, query) = (try request.recordKey(CaseSchema.recordKind), request.words, request.query)
            let content = try await request.node.inspect { access in
                try filled(key, access, words, sent: nil, problems: [], saved: SavedNotice(query))
            }
            return .page(template: "offers", title: words.text("offers.title"), content: content)
        },
        .post("/case/:scope/:id/offers") { request in
            let answer = try await written(.offer, request)
            return answer
        },
        .post("/case/:scope/:id/offers/answer") { request in
            let answer = try await written(.answer, request)
            return answer
        },
    ]

    /// What somebody sends.
    private enum Wish: Sendable {
        case offer
        case answer
    }

    private static func written(_ wish: Wish, _ request: PageRequest) async throws -> PageAnswer {
        let key = try request.recordKey(CaseSchema.recordKind)
        let (words, input, author) = (request.words, request.form, try request.person)
        do {
            try await request.node.record(as: author) { access, writing in
                try access.demandWritable(key.scope)
                switch wish {
                case .offer: try offer(key, input, author, access, words, &writing)
                case .answer: try answer(key, input, access, &writing)
                }
            }
            return .see(path(key) + "?saved=1")
        } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
            let content = try await request.node.inspect { access in
                let problems = try form(access, words, input).problems(of: error, in: input)
                return try filled(
                    key, access, words, sent: wish == .offer ? input : nil, problems: problems, saved: nil)
            }
            return .page(
                template: "offers", title: words.text("offers.title"), content: content, status: .unprocessableContent)
        }
    }

    private static func offer(
        _ key: RecordKey, _ input: FormInput, _ author: RecordID, _ access: PageAccess, _ words: Words,
        _ writing: inout PageWriting
    ) throws {
        let sent = try form(access, words, input)
        let naming = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
        let fields = try naming.resolve(sent.changes(in: input), of: sent.kind)
        _ = try writing.offer(key, side: input["side"] ?? "", fields.filter { $0.name != "side" })
    }

    private static func answer(
        _ key: RecordKey, _ input: FormInput, _ access: PageAccess, _ writing: inout PageWriting
    ) throws {
        guard let offer = input["form_offer"].flatMap(PagePath.key), offer.scope == key.scope, let today = access.today
        else { throw PageFailure.notFound }
        var members: [(String, FieldValue)] = [
            ("code", .string(input["form_response"] ?? "")), ("on", .string("\(today)")),
        ]
        if let said = input["form_words"]?.trimmed, !said.isEmpty { members.append(("words", .string(said))) }
        _ = try writing.answer(offer, members)
    }

    private static func form(
        _ access: PageAccess, _ words: Words, _ input: FormInput?
    ) throws -> RecordForm<PageCodec> {
        guard let kind = access.catalog.kind(OfferSchema.recordKind) else { throw PageFailure.notFound }
        return RecordForm(kind, of: nil, registers: asked, answered: input, in: access, words: words)
    }

    /// `sent` is the new offer as somebody filled it in.
    private static func filled(
        _ key: RecordKey, _ access: PageAccess, _ words: Words, sent: FormInput?, problems: [FormProblem],
        saved: SavedNotice?
    ) throws -> Content {
        let talks = try access.reading.offers(ofCase: key)
        let view = try access.reading.record(key)
        let values = ShownValues(access, words)
        let mayWrite = access.mayWrite(key.scope) && !view.isWithdrawn
        var begun = FormInput()
        if let today = access.today { begun.set("on", "\(today)") }
        if let stage = talks.stage { begun.set("stage", stage) }
        for name in ["side", "amount", "stage", "terms", "on"] { begun.set("was." + name, FormDigest.of("")) }
        var rounds: [Round] = []
        for one in talks.rounds.suffix(roundsMax).reversed() { rounds.append(try shown(one, key, mayWrite, values)) }
        let fields = try form(access, words, nil).fields(filledWith: sent ?? begun, problems: problems)
        let general = problems.filter { $0.entry == nil || sent == nil }.map(\.text)
        return Content(
            which: try values.title(of: key), backHref: PagePath.case(key), rounds: rounds, hasRounds: !rounds.isEmpty,
            action: mayWrite ? path(key) : nil, fields: fields, problems: general, hasProblems: !problems.isEmpty,
            saved: saved)
    }

    private static func shown(
        _ round: OfferRounds.Round, _ key: RecordKey, _ mayWrite: Bool, _ values: ShownValues
    ) throws -> Round {
        let words = values.words
        let catalog = values.access.catalog
        func yuan(_ cents: Int64) -> String { catalog.text(for: .integer(cents), as: .money, in: words.language) }
        func label(_ code: String, _ table: CodeTable.Name) -> String {
            catalog.codeTable(table)?.code(code)?.label.text(in: words.language) ?? code
        }
        let answers = (catalog.codeTable(.offerResponse)?.codes ?? []).filter { !$0.isRetired }.map {
            Choice(code: $0.code, label: $0.label.text(in: words.language))
        }
        return Round(
            roundTitle: words.text("offers.round", ["number": "\(round.number)"]),
            roundGap: round.gap.map { words.text("offers.gap", ["amount": yuan($0)]) },
            offers: try round.offers.map { offer in
                let response = offer.record.shown(OfferSchema.response)
                let said = response[member: OfferSchema.Response.words].plainText
                return Offer(
                    offerHref: PagePath.record(offer.record.key), offerWho: label(offer.side, .partySide),
                    offerAmount: offer.amount.map(yuan),
                    offerText: Excerpt.text(try values.text(OfferSchema.terms, of: offer.record) ?? ""),
                    offerDetail: values.line([offer.stage.map { label($0, .offerStage) }, offer.on?.description]),
                    offerResponse: offer.response.map {
                        label($0, .offerResponse) + (said.map { "：" + Excerpt.text(Masking.masked($0)) } ?? "")
                    }, answerAction: mayWrite && offer.response == nil ? path(key) + "/answer" : nil, answers: answers,
                    offerID: PagePath.word(offer.record.key))
            })
    }
}
