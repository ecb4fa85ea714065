import CaseFile
import CaseStore
import CaseWork
import Replication

extension ShownValues {
    /// Where a case was handed over to, or a household moved to, and whether it is there; nil for one that lives where it was
    /// created.
    func moveText(of record: RecordView) throws -> String? {
        try access.move(of: record).map { move in
            let what = record.key.kind == HouseholdSchema.recordKind ? "household" : "case"
            return words.text(
                "moved.\(what)_\(ShownValues.word(of: move))",
                [
                    "area": move.area, "day": "\(move.on)", "name": move.by,
                    "reason": move.reason.map { words.text("moved.reason", ["reason": $0]) } ?? "",
                ])
        }
    }

    private static func word(of move: CaseMove) -> String {
        move.problem?.rawValue ?? (move.isAway ? "away" : "here")
    }
}
