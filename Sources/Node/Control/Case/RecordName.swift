import CaseFile
import CaseWork
import Replication

/// How replies name a record.
public struct RecordName: Codable, Hashable, Sendable {
    public let id: String
    /// The last eight digits of the id, by which commands find it again.
    public let short: String
    public let kind: String
    public let kindLabel: Wording
    public let scope: String
    public let area: String
    /// What people call it: a case's title, a person's name, the day of a visit.
    public let title: Wording
}

extension RecordTitles {
    func name(of key: RecordKey) throws -> RecordName {
        RecordName(
            id: key.id.description, short: RecordTitles.short(key.id),
            kind: access.catalog.kind(key.kind)?.name ?? "\(key.kind.rawValue)",
            kindLabel: Wording(access.catalog.label(of: key.kind)), scope: key.scope.description,
            area: access.areaName(of: key.scope), title: try title(of: key).map(Wording.init) ?? Wording("", ""))
    }
}
