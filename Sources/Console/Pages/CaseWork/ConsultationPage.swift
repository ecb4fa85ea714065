import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// 分级会诊: the question, what each side said, the conclusion, and the way to the next level.
enum ConsultationPage {
    /// An opinion.
    private struct Opinion: Sendable {
        let opinionHref: String
        let opinionBy: String
        let opinionText: String
        /// It lies where only named readers have it.
        let isRestricted: Bool
    }

    /// One of the three aspects.
    private struct Aspect: Sendable {
        let aspectText: String
        let opinions: [Opinion]
        /// That nobody has spoken to it; nil where somebody did.
        let openText: String?
    }

    /// A consultation that this one was escalated from or to.
    private struct Level: Sendable {
        let levelHref: String
        let levelText: String
    }

    private struct Content: Sendable {
        let heading: String
        let caseTitle: String
        let backHref: String?
        let saved: SavedNotice?
        let problem: String?
        let facts: String
        let question: String
        let aspects: [Aspect]
        let conclusion: String?
        let levels: [Level]
        let mayWrite: Bool
        let opinionAction: String
        let opinionFields: [FormField]
        let mayConclude: Bool
        let concludeAction: String
        let concludeFields: [FormField]
        let escalateText: String?
        let isEscalated: Bool
        /// The id that the new opinion will have.
        let opinionRecord: String
        let seen: String
        let fieldsHref: String
    }

    static let routes: [PageRoute] = [
        .get("/consult/:scope/:id") { request in try await shown(request, nil) },
        .post("/consult/:scope/:id/opinion") { request in
            try await saved(request) { key, access, writing in
                try addOpinion(key, request, access, &writing)
            }
        },
        .post("/consult/:scope/:id/conclude") { request in
            try await saved(request) { key, access, writing in
                let input = request.form
                guard let today = access.today else { throw PageFailure.notFound }
                // A form that was sent twice concludes once.
                let stands = try access.reading.consultation(key).record.shown(ConsultationSchema.conclusion)
                typealias Member = ConsultationSchema.Conclusion
                let isThere =
                    stands[member: Member.text].plainText == input["form_conclusion"]?.trimmed
                    && (stands[member: Member.escalateTo] != .none) == (input["form_escalate"] == "1")
                if isThere { return }
                let conclusion = ConsultationConclusion(
                    text: input["form_conclusion"] ?? "",
                    on: try input.typed("form_concluded").map { try access.day(meantBy: $0) } ?? today,
                    isEscalated: input["form_escalate"] == "1")
                _ = try writing.conclude(
                    key, conclusion, seen: try input.typed("form_seen").map { try SeenToken($0) }, access)
            }
        },
    ]

    private static func saved(
        _ request: PageRequest,
        _ write: @escaping @Sendable (RecordKey, PageAccess, inout PageWriting) throws -> Void
    ) async throws -> PageAnswer {
        let (key, person) = (try request.recordKey(ConsultationSchema.recordKind), try request.person)
        do {
            try await request.node.record(as: person) { access, writing in try write(key, access, &writing) }
            return .see(PagePath.consultation(key) + "?saved=1")
        } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
            return try await shown(request, error)
        }
    }

    private static func addOpinion(
        _ key: RecordKey, _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws {
        let input = request.form
        try access.demandWritable(key.scope)
        guard let file = try access.reading.record(key).shown(ConsultationSchema.case).reference,
            let today = access.today
        else { throw PageFailure.notFound }
        let fields: [(String, String?)] = [
            ("case", "\(file.id)" + (file.scope.map { $0 == key.scope ? "" : "@\($0)" } ?? "")),
            ("consultation", key.id.description), ("aspect", input.typed("form_aspect")),
            ("by", input.typed("form_by")), ("on", input.typed("form_on") ?? "\(today)"),
            ("text", input.typed("form_text")),
        ]
        let typed: TypedFields = fields.compactMap { name, text in text.map { (name, .string($0)) } }
        let named = try access.named(typed, of: OpinionSchema.recordKind, in: key.scope, by: try request.person)
        let id = try request.sentRecord
        if try !access.isMade(id, OpinionSchema.recordKind) {
            _ = try writing.create(RecordDraft(kind: "opinion", id: id, fields: named), in: key.scope)
        }
    }

    private static func shown(_ request: PageRequest, _ error: CaseWorkError?) async throws -> PageAnswer {
        let (key, words, query) = (
            try request.recordKey(ConsultationSchema.recordKind), request.words, request.query
        )
        let (input, person, record) = (request.form, try request.person, request.formRecord(request.form))
        let content = try await request.node.inspect { access in
            try access.demandHeld(key)
            let fields = WorkFields(input, access, words, error: error)
            return try filled(key, fields, person, record, SavedNotice(query))
        }
        return .page(
            template: "consultation", title: content.heading, content: content,
            status: error == nil ? .ok : .unprocessableContent)
    }

    private static func filled(
        _ key: RecordKey, _ fields: WorkFields, _ person: RecordID, _ opinionRecord: String,
        _ saved: SavedNotice?
    ) throws -> Content {
        let (access, words) = (fields.access, fields.words)
        let (view, values) = (try access.reading.consultation(key), ShownValues(access, words))
        let today = access.today.map { "\($0)" } ?? ""
        let file = view.record.shown(ConsultationSchema.case).reference.map {
            RecordKey(scope: $0.scope ?? key.scope, kind: $0.kind, id: $0.id)
        }
        let mayWrite = !view.record.isWithdrawn && access.mayWrite(key.scope)
        let (levels, aspects) = (
            access.catalog.codeTable(.consultationLevel), access.catalog.codeTable(.opinionAspect)
        )
        func label(_ code: String, in table: CodeTable?) -> String {
            table?.code(code)?.label.text(in: words.language) ?? code
        }
        let around =
            ([view.raisedFrom].compactMap(\.self).map { ($0, "consult.from") })
            + view.raisedTo.map { ($0, "consult.to") }
        return Content(
            heading: label(view.level, in: levels), caseTitle: try file.map { try values.title(of: $0) } ?? "",
            backHref: file.map(PagePath.case), saved: saved, problem: fields.problem,
            facts: values.line([
                try values.text(ConsultationSchema.on, of: view.record),
                try values.text(ConsultationSchema.specialists, of: view.record),
            ]), question: try values.text(ConsultationSchema.question, of: view.record) ?? "",
            aspects: try view.aspects.map { aspect in
                Aspect(
                    aspectText: label(aspect.code, in: aspects),
                    opinions: try aspect.opinions.map { opinion in
                        Opinion(
                            opinionHref: PagePath.record(opinion.key),
                            opinionBy: values.line([
                                try values.text(OpinionSchema.by, of: opinion),
                                try values.text(OpinionSchema.on, of: opinion),
                            ]),
                            opinionText: Excerpt.text(
                                try values.text(OpinionSchema.text, of: opinion) ?? "", max: 1000),
                            isRestricted: access.directory.scope(opinion.key.scope)?.isRestricted == true)
                    },
                    openText: aspect.opinions.isEmpty
                        ? words.text(
                            aspect.code == OpinionSchema.psychology ? "consult.none_restricted" : "consult.none")
                        : nil)
            }, conclusion: try values.text(ConsultationSchema.conclusion, of: view.record),
            levels: try around.map { other, word in
                let level =
                    try access.transaction.state(of: other) == nil
                    ? nil : access.reading.record(other).shown(ConsultationSchema.level).plainText
                return Level(
                    levelHref: PagePath.consultation(other),
                    levelText: words.text(word, ["level": label(level ?? "", in: levels)]))
            }, mayWrite: mayWrite, opinionAction: PagePath.consultation(key) + "/opinion",
            opinionFields: [
                fields.codes("form_aspect", "consult.f.aspect", .opinionAspect, isRequired: true),
                fields.line(
                    "form_by", "consult.f.by", hint: "consult.f.by_hint", isRequired: true,
                    standard: access.directory.name(ofUser: person)),
                fields.date("form_on", "consult.f.on", standard: today),
                fields.lines("form_text", "consult.f.text", isRequired: true),
            ], mayConclude: mayWrite && !view.isConcluded, concludeAction: PagePath.consultation(key) + "/conclude",
            concludeFields: [
                fields.lines("form_conclusion", "consult.f.conclusion", isRequired: true),
                fields.date("form_concluded", "consult.f.concluded", standard: today),
            ], escalateText: view.nextLevel.map { words.text("consult.escalate", ["level": label($0, in: levels)]) },
            isEscalated: fields.input["form_escalate"] == "1", opinionRecord: opinionRecord,
            seen: fields.input["form_seen"] ?? view.record.seen.description, fieldsHref: PagePath.fields(key))
    }
}
