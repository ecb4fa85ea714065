import CaseFile
import CaseWork
import Foundation
import Replication

/// 导入台账: takes in the cases of a ledger that somebody has.
enum LedgerPage {
    private static let page = ImportPage(path: "/ledger", prefix: "ledger", isLedger: true, backHref: "/board")

    static let routes: [PageRoute] = [
        .get("/ledger") { request in
            try request.demandOffice()
            return try await page.show(request)
        },
        .post("/ledger", takesFile: true) { request in
            try request.demandOffice()
            let (options, words) = (options(request.form), request.words)
            return try await page.take(request) { file, access, writing in
                try told(try writing.importLedger(file, options, access), access, words)
            }
        },
    ]

    private static func options(_ input: FormInput) -> LedgerOptions {
        var options = LedgerOptions()
        options.area = input.typed("form_area")
        options.keepsUnreadable = input["form_keep"] != nil
        options.isDryRun = ImportPage.isDryRun(input)
        return options
    }

    private static func told(_ outcome: LedgerOutcome, _ access: PageAccess, _ words: Words) throws -> ImportReport {
        try ImportReport(
            "ledger", outcome.records, counts: ["cases": "\(outcome.cases)"],
            columns: outcome.columns.map {
                .init(
                    heading: $0.heading,
                    target: $0.isKnown ? meaning($0.target, access.catalog, words) : words.text("ledger.unknown"))
            }, passed: outcome.passed, access, words)
    }

    /// What a target is called on the pages.
    private static func meaning(_ target: String, _ catalog: Catalog, _ words: Words) -> String {
        LedgerOutcome.label(ofTarget: target, catalog).map { $0.text(in: words.language) }
            ?? words.text("ledger.target.\(target)")
    }
}
