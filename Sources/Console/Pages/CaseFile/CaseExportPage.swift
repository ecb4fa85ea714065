import CaseFile
import CaseWork
import Replication

/// 导出案卷: the whole case as one page to keep and to print, and how the folder with its proof is made.
enum CaseExportPage {
    private struct Content: Sendable {
        let caseTitle: String
        let backHref: String
        let pageHref: String
        let command: String
    }

    static let routes: [PageRoute] = [
        .get("/case/:scope/:id/export") { request in
            let (key, words) = (try request.recordKey(CaseSchema.recordKind), request.words)
            let content = try await request.node.inspect { access in
                let record = try access.reading.record(key)
                let title = try ShownValues(access, words).text(CaseSchema.title, of: record)
                return Content(
                    caseTitle: title ?? words.text("case_page.untitled"), backHref: PagePath.case(key),
                    pageHref: PagePath.export(of: key) + "/page",
                    // The whole id: nobody types it, and it means one case.
                    command: "tingsu case export \(key.id) --to \(words.text("case_export.folder"))")
            }
            return .page(template: "case-export", title: words.text("case_state.export"), content: content)
        },
        .get("/case/:scope/:id/export/page") { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            // What is not there is answered as everywhere.
            _ = try await request.node.inspect { try $0.reading.record(key) }
            let page = try await request.node.exportedPage(of: key, in: request.words.language)
            return .file(
                name: "case-\(key.id.description.suffix(8)).html", contentType: "text/html; charset=utf-8", bytes: page)
        },
    ]
}
