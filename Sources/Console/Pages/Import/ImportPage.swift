import CaseFile
import CaseWork
import Foundation
import Hummingbird
import Replication

/// A page that takes a file in: it is checked first, and the page says by row what was done.
struct ImportPage: Sendable {
    private struct Content: Sendable {
        let title: String
        let path: String
        let lead: String
        let choose: String
        let areaLabel: String
        let areaHint: String
        /// What is chosen before anybody chooses; nil where there is but one place.
        let noArea: String?
        let areas: [PlaceChoice]
        let keep: String?
        let isKept: Bool
        let isImport: Bool
        let problems: [String]
        let hasProblems: Bool
        let report: ImportReport?
        let backHref: String
        let back: String
    }

    let path: String
    /// Of its words.
    let prefix: String
    /// Whether the rows of the file may say where they belong, and cells that cannot be read may be kept.
    let isLedger: Bool
    let backHref: String

    /// Whether the form asks to look at the file only.
    static func isDryRun(_ input: FormInput) -> Bool { input["form_do"] != "import" }

    /// Takes the file of the form in; `body` does it, with what else the form says.
    func take(
        _ request: PageRequest, _ body: @Sendable @escaping (Data, PageAccess, inout PageWriting) throws -> ImportReport
    ) async throws -> PageAnswer {
        do {
            guard let file = request.form.file("form_file") else { throw CaseWorkError.fileMissing }
            let report = try await request.node.record(as: try request.person) { access, writing in
                try body(Data(file), access, &writing)
            }
            return try await show(request, report: report)
        } catch let error as CaseWorkError {
            guard case .importRefused(let problems) = error else {
                return try await show(request, problems: [error.message(in: request.words.language)])
            }
            return try await show(request, problems: problems.map { $0.text(in: request.words.language) })
        }
    }

    func show(
        _ request: PageRequest, problems: [String] = [], report: ImportReport? = nil
    ) async throws -> PageAnswer {
        let (words, input) = (request.words, request.form)
        let areas = try await request.node.inspect { access in
            PlaceChoice.all(access.areaScopes, chosen: input["form_area"], access)
        }
        let title = words.text("\(prefix).title")
        let content = Content(
            title: title, path: path, lead: words.text("\(prefix).lead"), choose: words.text("\(prefix).choose"),
            areaLabel: words.text("\(prefix).area"), areaHint: words.text("\(prefix).area_hint"),
            noArea: isLedger || areas.count > 1 ? words.text("\(prefix).no_area") : nil, areas: areas,
            keep: isLedger ? words.text("ledger.keep") : nil, isKept: input["form_keep"] != nil,
            isImport: report.map { $0.hint != nil } ?? !ImportPage.isDryRun(input),
            problems: ImportReport.cut(problems, words), hasProblems: !problems.isEmpty, report: report,
            backHref: backHref, back: words.text("\(prefix).back"))
        return .page(
            template: "import", title: title, content: content,
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
