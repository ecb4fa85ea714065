import CaseFile
import CaseStore
public import Replication

/// Where a case or household lives since it moved, for people.
public struct CaseMove: Hashable, Sendable {
    /// The area where it lives.
    public let area: String
    public let on: CivilDate
    /// Who wrote it down.
    public let by: String
    public let reason: String?
    /// Whether what is shown is what was left behind.
    public let isAway: Bool
}

extension CaseAccess {
    /// The move of a record by the shown reading; nil for one that lives where it was created.
    public func move(of record: RecordView) -> CaseMove? {
        let home = record.shown(Home.register)
        guard let scope = Home.scope(of: home), let on = home[member: Home.on].date else { return nil }
        let author = record.field(Home.register)?.readings.first?.siblings.last?.author
        return CaseMove(
            area: areaName(of: scope), on: on, by: author.map { directory.name(ofUser: $0) } ?? "",
            reason: home[member: Home.reason].plainText, isAway: scope != record.key.scope)
    }
}
