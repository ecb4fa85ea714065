import CaseFile
import CaseWork
import Replication

/// What a file that was imported came to, or would come to.
struct ImportReport: Sendable {
    /// What a column of it was taken for.
    struct Column: Sendable {
        let heading: String
        let target: String
    }

    let summary: String
    /// What to do next; nil behind an import.
    let hint: String?
    let columns: [Column]
    let hasColumns: Bool
    let lines: [String]
    let hasLines: Bool

    /// Lines of problems and notes that a page shows; the command shows all.
    private static let linesMax = 200

    /// `prefix` names the words of the page; `passed` are rows that were left out, with the reason.
    init(
        _ prefix: String, _ outcome: ImportOutcome, counts: [String: String] = [:], columns: [Column] = [],
        passed: [ImportProblem] = [], _ access: PageAccess, _ words: Words
    ) throws {
        let counts = counts.merging([
            "created": "\(outcome.created.count)", "present": "\(outcome.present)",
        ]) { $1 }
        summary = words.text("\(prefix).\(outcome.isDryRun ? "checked" : "imported")", counts)
        hint = outcome.isDryRun ? words.text("\(prefix).checked_hint") : nil
        self.columns = columns
        hasColumns = !columns.isEmpty
        let differing = try outcome.differing.map { difference in
            let fields = difference.registers.map {
                access.catalog.label(of: $0, in: difference.key.kind).text(in: words.language)
            }
            return words.text(
                "import_page.differs",
                [
                    "line": "\(difference.line)", "fields": fields.joined(separator: "、"),
                    "record": try ShownValues(access, words).title(of: difference.key),
                ])
        }
        let notes = outcome.warnings.map { $0.text(in: words.language) } + differing
        lines = ImportReport.cut(notes + passed.map { $0.text(in: words.language) }, words)
        hasLines = !lines.isEmpty
    }

    /// As many as a page shows, and how many more there are.
    static func cut(_ lines: [String], _ words: Words) -> [String] {
        guard lines.count > linesMax else { return lines }
        return lines.prefix(linesMax) + [words.text("import_page.more", ["count": "\(lines.count - linesMax)"])]
    }
}
