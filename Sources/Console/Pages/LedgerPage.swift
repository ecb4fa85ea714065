import CaseFile
import CaseWork
import Foundation
import Hummingbird
import Replication

/// 导入台账: takes in the cases of a ledger that somebody has; checks first, and says by row what it did.
enum LedgerPage {
    private struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    private struct Column: Sendable {
        let heading: String
        let target: String
    }

    /// What the last file came to.
    private struct Report: Sendable {
        let summary: String
        let hint: String?
        let columns: [Column]
        let lines: [String]
        let hasLines: Bool
    }

    private struct Content: Sendable {
        let areas: [Choice]
        let keepsUnreadable: Bool
        let isImport: Bool
        let problems: [String]
        let hasProblems: Bool
        let report: Report?
    }

    /// Lines of problems and notes that a page shows; the command shows all.
    private static let linesMax = 200

    static let routes: [PageRoute] = [
        .get("/ledger") { request in
            try request.demandOffice()
            return try await show(request)
        },
        .post("/ledger", takesFile: true) { request in
            try request.demandOffice()
            let (input, person, words) = (request.form, try request.person, request.words)
            do {
                guard let file = input.file("form_file") else { throw CaseWorkError.fileMissing }
                let options = options(input)
                let report = try await request.node.record(as: person) { access, writing in
                    let outcome = try writing.importLedger(Data(file), options, access)
                    return try told(outcome, access, words)
                }
                return try await show(request, report: report)
            } catch let error as CaseWorkError {
                guard case .importRefused(let problems) = error else {
                    return try await show(request, problems: [error.message(in: words.language)])
                }
                return try await show(request, problems: problems.map { $0.text(in: words.language) })
            }
        },
    ]

    private static func options(_ input: FormInput) -> LedgerOptions {
        var options = LedgerOptions()
        options.area = input["form_area"].flatMap { $0.isEmpty ? nil : $0 }
        options.keepsUnreadable = input["form_keep"] != nil
        options.isDryRun = input["form_do"] != "import"
        return options
    }

    private static func told(_ outcome: LedgerOutcome, _ access: PageAccess, _ words: Words) throws -> Report {
        let records = outcome.records
        let counts = [
            "cases": "\(outcome.cases)", "created": "\(records.created.count)", "present": "\(records.present)",
        ]
        let differing = try records.differing.map { difference in
            let fields = difference.registers.map {
                access.catalog.label(of: $0, in: difference.key.kind).text(in: words.language)
            }
            return words.text(
                "ledger.differs",
                [
                    "line": "\(difference.line)", "fields": fields.joined(separator: "、"),
                    "record": try ShownValues(access, words).title(of: difference.key),
                ])
        }
        let lines =
            records.warnings.map { $0.text(in: words.language) } + differing
            + outcome.passed.map { $0.text(in: words.language) }
        return Report(
            summary: words.text(records.isDryRun ? "ledger.checked" : "ledger.imported", counts),
            hint: records.isDryRun ? words.text("ledger.checked_hint") : nil,
            columns: outcome.columns.map {
                Column(
                    heading: $0.heading,
                    target: $0.isKnown ? meaning($0.target, access.catalog, words) : words.text("ledger.unknown"))
            },
            lines: cut(lines, words), hasLines: !lines.isEmpty)
    }

    /// What a target is called on the pages.
    private static func meaning(_ target: String, _ catalog: Catalog, _ words: Words) -> String {
        LedgerOutcome.label(ofTarget: target, catalog).map { $0.text(in: words.language) }
            ?? words.text("ledger.target.\(target)")
    }

    private static func cut(_ lines: [String], _ words: Words) -> [String] {
        guard lines.count > linesMax else { return lines }
        return lines.prefix(linesMax) + [words.text("ledger.more", ["count": "\(lines.count - linesMax)"])]
    }

    private static func show(
        _ request: PageRequest, problems: [String] = [], report: Report? = nil
    ) async throws -> PageAnswer {
        let (words, input) = (request.words, request.form)
        let areas = try await request.node.inspect { access in
            access.areaScopes.map { scope in
                Choice(
                    value: scope.number.description, label: access.areaName(of: scope.number),
                    isChosen: scope.number.description == input["form_area"])
            }
        }
        let content = Content(
            areas: areas, keepsUnreadable: input["form_keep"] != nil,
            isImport: report.map { $0.hint != nil } ?? (input["form_do"] == "import"),
            problems: cut(problems, words), hasProblems: !problems.isEmpty, report: report)
        return .page(
            template: "ledger", title: words.text("ledger.title"), content: content,
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
