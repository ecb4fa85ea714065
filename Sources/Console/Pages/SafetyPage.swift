import CaseFile
import CaseStore
import CaseWork
import Causality
import Hummingbird
import ReplicaStore
import Replication

/// 安全风险: the signs of danger that nobody has answered, and the form by which somebody does, by name.
enum SafetyPage {
    /// One open sign.
    private struct Line: Sendable {
        let recordHref: String
        let whatText: String
        let raisedText: String
        let caseText: String?
        let caseHref: String?
        /// That it was closed or withdrawn all the same.
        let warnings: [String]
        let answerHref: String?
    }

    private struct Content: Sendable {
        let saved: SavedNotice?
        let concerns: [Line]
        let hasConcerns: Bool
    }

    private struct Form: Sendable {
        let which: String
        let whatText: String
        let action: String
        let by: String
        let at: String
        let what: String
        let told: String
        /// The raisings that the form shows.
        let seen: String
        let problem: String?
        let answers: [String]
        let hasAnswers: Bool
    }

    static let routes: [PageRoute] = [
        .get("/safety") { request in
            let (words, query) = (request.words, request.query)
            let content = try await request.node.inspect { access in
                let lines = try access.reading.openSafetyConcerns().map { try line($0, access, words) }
                return Content(saved: SavedNotice(query), concerns: lines, hasConcerns: !lines.isEmpty)
            }
            return .page(template: "safety", title: words.text("care.safety"), content: content)
        },
        .get("/record/:scope/:kind/:id/safety") { request in try await form(request, request.query) },
        .post("/record/:scope/:kind/:id/safety") { request in
            let (key, input, author) = (try request.recordKey, request.form, try request.person)
            do {
                try await request.node.record(as: author) { access, writing in
                    try access.demandWritable(key.scope)
                    guard let concern = try access.reading.safetyConcern(of: key) else { throw PageFailure.notFound }
                    func text(_ name: String) -> String? {
                        let text = (input["form_\(name)"] ?? "").trimmed
                        return text.isEmpty ? nil : text
                    }
                    _ = try writing.answer(
                        concern,
                        SafetyAnswer(
                            by: text("by"), at: text("at"), what: text("what") ?? "", told: text("told"),
                            seen: text("seen").map { $0.split(separator: ".").map(String.init) }),
                        access, author: author)
                }
                return .see("/safety?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                return try await form(request, input, error: error)
            }
        },
    ]

    private static func line(_ concern: SafetyConcern, _ access: PageAccess, _ words: Words) throws -> Line {
        let values = ShownValues(access, words)
        let file = try concern.caseFile.flatMap {
            try access.transaction.state(of: $0) == nil ? nil : try access.reading.record($0)
        }
        let isClosed = file?.shown(CaseSchema.stage) == .code("closed")
        return Line(
            recordHref: PagePath.record(concern.key), whatText: what(concern, access, words),
            raisedText: words.text(
                "care.raised",
                [
                    "who": access.directory.name(ofUser: concern.raisedBy),
                    "time": DayText.time(concern.raisedAt),
                ]),
            caseText: try file.map { try values.title(of: $0.key) }, caseHref: file.map { PagePath.case($0.key) },
            warnings: (isClosed ? [words.text("care.case_closed")] : [])
                + (concern.isWithdrawn ? [words.text("care.record_withdrawn")] : [])
                + (concern.isLowered ? [words.text("care.sign_lowered")] : [])
                + (concern.answers.isEmpty ? [] : [words.text("care.answered_unseen")]),
            answerHref: access.mayWrite(concern.key.scope)
                ? PagePath.safety(of: concern.key) : nil)
    }

    private static func what(_ concern: SafetyConcern, _ access: PageAccess, _ words: Words) -> String {
        let kind = concern.concern.flatMap { access.catalog.codeTable(.safetyConcern)?.code($0)?.label }
        return [kind?.text(in: words.language) ?? words.text("care.no_kind"), Excerpt.text(concern.text, max: 300)]
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private static func form(
        _ request: PageRequest, _ input: FormInput, error: CaseWorkError? = nil
    ) async throws -> PageAnswer {
        let (key, words, author) = (try request.recordKey, request.words, try request.person)
        let content = try await request.node.inspect { access in
            guard let concern = try access.reading.safetyConcern(of: key) else { throw PageFailure.notFound }
            let now = ShanghaiTime(instant: access.now / 60_000 * 60_000).map { "\($0.date)T\($0.timeText)" } ?? ""
            return Form(
                which: try ShownValues(access, words).which(key), whatText: what(concern, access, words),
                action: PagePath.safety(of: key), by: input["form_by"] ?? access.directory.name(ofUser: author),
                at: input["form_at"] ?? now, what: input["form_what"] ?? "", told: input["form_told"] ?? "",
                seen: input["form_seen"] ?? concern.raises.map(\.change.description).joined(separator: "."),
                problem: error?.message(in: words.language),
                answers: concern.answers.map { answer in
                    words.text(
                        "care.answered",
                        ["who": answer.by, "time": answer.at.map { DayText.time($0) } ?? "", "what": answer.what])
                }, hasAnswers: !concern.answers.isEmpty)
        }
        return .page(
            template: "safety-answer", title: words.text("care.answer"), content: content,
            status: error == nil ? .ok : .unprocessableContent)
    }
}
