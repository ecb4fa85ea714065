import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// Where a case was handed over to, or a household moved to, and whether it is there.
struct MovedNotice: Sendable {
    let movedText: String
    /// Its page where it lives; nil where that is this one, or is not held here.
    let movedHref: String?
    /// Whether it lives elsewhere: what is to be done with it is done there.
    let isAway: Bool

    /// Nil for what lives where it was created.
    init?(_ record: RecordView, _ access: PageAccess, _ words: Words) throws {
        guard let move = try access.move(of: record) else { return nil }
        let key = record.key
        let isCase = key.kind == CaseSchema.recordKind
        let how = move.problem?.rawValue ?? (move.isAway ? "away" : "here")
        movedText = words.text(
            "moved.\(isCase ? "case" : "household")_\(how)",
            [
                "area": move.area, "day": "\(move.on)", "name": move.by,
                "reason": move.reason.map { words.text("moved.reason", ["reason": $0]) } ?? "",
            ])
        isAway = move.isAway
        let home = RecordKey(scope: move.home, kind: key.kind, id: key.id)
        let isThere = try move.isAway && access.transaction.state(of: home) != nil
        movedHref = isThere ? (isCase ? PagePath.case(home) : PagePath.record(home)) : nil
    }
}
