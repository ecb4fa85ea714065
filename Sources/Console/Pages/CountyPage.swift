import CaseFile
import CaseWork
import Hummingbird
import Replication

/// 县级设置: what the county adds to forms and tables of codes. Only at the center.
enum CountyPage {
    /// A question or a code.
    private struct Item: Sendable {
        let title: String
        let detail: String
        let standing: String
        let isIgnored: Bool
        let canEnd: Bool
        let endPath: String
        /// Kind or table.
        let of: String
        /// Number or code.
        let which: String
        let today: String
    }

    private struct Content: Sendable {
        let fields: [Item]
        let hasFields: Bool
        let codes: [Item]
        let hasCodes: Bool
        let fieldForm: [FormField]
        let codeForm: [FormField]
        let problems: [String]
        let hasProblems: Bool
        let isDone: Bool
        /// Whose name an addition will bear.
        let inName: String
    }

    private static let path = "/county"

    static let routes: [PageRoute] = [
        .get(path) { request in
            try request.demandCenter()
            return try await show(request)
        },
        .post(path + "/field") { request in
            let draft = CountyForm.field(request.form)
            return try await change(request) { access, writing in try writing.add(draft, access) }
        },
        .post(path + "/code") { request in
            let draft = CountyForm.code(request.form)
            return try await change(request) { access, writing in try writing.add(draft, access) }
        },
        .post(path + "/field/end") { request in
            let (kind, number) = (request.form["form_of"] ?? "", request.form["form_which"] ?? "")
            return try await change(request) { access, writing in
                try writing.endCountyField(number, kind: kind, access)
            }
        },
        .post(path + "/code/end") { request in
            let (table, code) = (request.form["form_of"] ?? "", request.form["form_which"] ?? "")
            return try await change(request) { access, writing in
                try writing.endCountyCode(code, ofTable: table, access)
            }
        },
    ]

    private static func change(
        _ request: PageRequest,
        _ body: @escaping @Sendable (PageAccess, inout PageWriting) throws -> [RecordID]
    ) async throws -> PageAnswer {
        try request.demandCenter()
        let person = try request.person
        do {
            _ = try await request.node.record(as: person) { access, writing in try body(access, &writing) }
            return .see(path + "?done=1")
        } catch let error as CaseWorkError {
            return try await show(request, error: error)
        }
    }

    private static func show(_ request: PageRequest, error: CaseWorkError? = nil) async throws -> PageAnswer {
        let (words, input, person) = (request.words, request.form, try request.person)
        let isDone = request.query["done"] != nil
        let problems = error.map { $0.message(in: words.language).split(separator: "\n").map(String.init) } ?? []
        let content = try await request.node.inspect { access in
            let county = access.county
            let fields = county.questions.map { item($0, access, words) }
            let codes = county.codes.map { item($0, access, words) }
            let form = CountyForm(input, access, words)
            return Content(
                fields: fields, hasFields: !fields.isEmpty, codes: codes, hasCodes: !codes.isEmpty,
                fieldForm: form.fieldForm, codeForm: form.codeForm, problems: problems,
                hasProblems: !problems.isEmpty, isDone: isDone, inName: access.directory.name(ofUser: person))
        }
        return .page(
            template: "county", title: words.text("county.title"), content: content,
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private static func item(_ question: CountyQuestion, _ access: PageAccess, _ words: Words) -> Item {
        let language = words.language
        let kind = access.catalog.kind(named: question.kind)?.label.text(in: language) ?? question.kind
        let type =
            access.catalog.codeTable(.countyFieldType)?.code(question.type)?.label.text(in: language) ?? question.type
        return Item(
            title: "\(kind) · \(question.label.text(in: language))",
            detail: detail(
                [question.number.map { "\($0)" }, question.name, type, question.table],
                (question.from, question.until), words),
            standing: question.standing.label.text(in: language), isIgnored: question.field == nil,
            canEnd: question.standing == .inEffect || question.standing == .notYet, endPath: path + "/field/end",
            of: question.kind, which: question.number.map { "\($0)" } ?? "", today: access.today?.description ?? "")
    }

    private static func item(_ code: CountyCode, _ access: PageAccess, _ words: Words) -> Item {
        let language = words.language
        let table = access.catalog.codeTable(CodeTable.Name(code.table))?.label.text(in: language) ?? code.table
        let canEnd = code.standing == .inEffect || code.standing == .notYet
        let isIgnored = if case .ignored = code.standing { true } else { false }
        return Item(
            title: "\(table) · \(code.label.text(in: language))",
            detail: detail([code.table, code.code], (code.from, code.until), words),
            standing: code.standing.label.text(in: language), isIgnored: isIgnored, canEnd: canEnd,
            endPath: path + "/code/end", of: code.table, which: code.code, today: access.today?.description ?? "")
    }

    private static func detail(
        _ parts: [String?], _ dates: (from: CivilDate?, until: CivilDate?), _ words: Words
    ) -> String {
        let period: String? =
            switch dates {
            case (let from?, let until?): words.text("county.dates", ["from": "\(from)", "until": "\(until)"])
            case (let from?, nil): words.text("county.from", ["from": "\(from)"])
            case (nil, let until?): words.text("county.until", ["until": "\(until)"])
            case (nil, nil): nil
            }
        return (parts + [period]).compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
