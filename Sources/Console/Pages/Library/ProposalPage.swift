import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// Makes a library case of a reviewed case: what the program made of it, what it replaced, and what is still to look at.
enum ProposalPage {
    /// Something that was replaced, or that somebody should look at.
    struct Line: Sendable {
        let lineKind: String
        let lineText: String
    }

    private struct Content: Sendable {
        let which: String
        let action: String
        let backHref: String
        let reviewHref: String?
        let draftTitle: String
        let draftText: String
        let draftMethod: String
        let draftProcedure: String
        let replacing: String
        let replaced: [Line]
        let hasReplaced: Bool
        let suspicions: [Line]
        let hasSuspicions: Bool
        let problem: String?
    }

    /// Where a case is proposed for the library.
    static func path(_ key: RecordKey) -> String { PagePath.case(key) + "/propose" }

    static let routes: [PageRoute] = [
        .get("/case/:scope/:id/propose") { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            let content = try await filled(key, request)
            return .page(template: "proposal", title: request.words.text("proposal.title"), content: content)
        },
        .post("/case/:scope/:id/propose") { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            let input = request.form
            guard input["form_button"] == "save" else {
                let content = try await filled(key, request)
                return .page(template: "proposal", title: request.words.text("proposal.title"), content: content)
            }
            do {
                let saved = try await request.node.record(as: try request.person) { access, writing in
                    try access.demandWritable(key.scope)
                    let proposal = try access.reading.proposal(of: key, wording(input))
                    return try writing.propose(proposal, for: key, in: key.scope).key
                }
                return .see(LibraryCasePage.path(saved) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                let content = try await filled(key, request, problem: error.message(in: request.words.language))
                return .page(
                    template: "proposal", title: request.words.text("proposal.title"), content: content,
                    status: .unprocessableContent)
            }
        },
    ]

    private static func wording(_ input: FormInput) -> LibraryWording {
        let lines = (input["form_replacing"] ?? "").split(whereSeparator: \.isNewline)
        let replacing = lines.compactMap { line -> (text: String, placeholder: String)? in
            let parts = line.split(maxSplits: 1) { "=＝".contains($0) }.map { $0.trimmed }
            guard let first = parts.first, !first.isEmpty else { return nil }
            return (first, parts.count > 1 ? parts[1] : "〔隐去〕")
        }
        return LibraryWording(
            title: input["form_title"], text: input["form_text"], method: input["form_method"],
            procedure: input["form_procedure"], replacing: replacing)
    }

    private static func filled(
        _ key: RecordKey, _ request: PageRequest, problem: String? = nil
    ) async throws -> Content {
        let (words, input) = (request.words, request.form)
        return try await request.node.inspect { access in
            let which = try ShownValues(access, words).title(of: key)
            do {
                let proposal = try access.reading.proposal(of: key, wording(input))
                return Content(
                    which: which, action: path(key), backHref: PagePath.case(key), reviewHref: nil,
                    draftTitle: proposal.title.text, draftText: proposal.text.text, draftMethod: proposal.method.text,
                    draftProcedure: proposal.procedure.text, replacing: input["form_replacing"] ?? "",
                    replaced: proposal.replacements.map {
                        Line(
                            lineKind: words.text("library.kind.\($0.kind.rawValue)"),
                            lineText: "\(Masking.masked($0.original)) → \($0.placeholder)"
                                + ($0.count > 1 ? " ×\($0.count)" : ""))
                    }, hasReplaced: !proposal.replacements.isEmpty,
                    suspicions: proposal.suspicions.map {
                        Line(
                            lineKind: words.text("library.reason.\($0.reason.rawValue)"),
                            lineText: $0.text + ($0.count > 1 ? " ×\($0.count)" : ""))
                    }, hasSuspicions: !proposal.suspicions.isEmpty, problem: problem)
            } catch CaseWorkError.reviewMissing {
                return Content(
                    which: which, action: path(key), backHref: PagePath.case(key),
                    reviewHref: NewRecordPage.path(key, ReviewSchema.recordKind), draftTitle: "", draftText: "",
                    draftMethod: "", draftProcedure: "", replacing: "", replaced: [], hasReplaced: false,
                    suspicions: [],
                    hasSuspicions: false, problem: problem)
            }
        }
    }
}
