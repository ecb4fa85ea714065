import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication

/// The foot of a printed sheet: which changes it was printed from and the heads of their logs, so that paper and file can
/// be held against each other years later.
struct SheetFoot: Sendable {
    /// One line in small type.
    struct Line: Sendable {
        let footText: String
    }

    let printedText: String
    let lines: [Line]

    /// A sheet with more changes than these has an appendix and not a foot; the number of the others is told.
    private static let changesMax = 16
    /// A record is written on two or three machines.
    private static let logsMax = 4

    init(_ records: [RecordView], for person: RecordID, _ values: ShownValues) throws {
        let (access, words) = (values.access, values.words)
        printedText = words.text(
            "sheet.printed", ["name": access.directory.name(ofUser: person), "time": DayText.time(access.now)])
        var bases: [RecordOrigin.Basis] = []
        for record in records {
            for basis in try access.reading.origin(of: record).bases where !bases.contains(basis) {
                bases.append(basis)
            }
        }
        let changes = bases.prefix(Self.changesMax).map { $0.change.description }
        let rest = bases.count - changes.count
        var texts = [
            words.text("sheet.changes", ["ids": changes.joined(separator: " ")])
                + (rest > 0 ? " " + words.text("sheet.more_changes", ["count": "\(rest)"]) : "")
        ]
        let logs = Array(Set(bases.map(\.position.log))).sorted().prefix(Self.logsMax)
        texts += try logs.compactMap { log in
            try access.transaction.head(of: log).map { head in
                words.text(
                    "sheet.head",
                    ["replica": head.replica.description, "seq": "\(head.seq)", "hash": head.hash.description])
            }
        }
        lines = texts.map { Line(footText: $0) }
    }
}
