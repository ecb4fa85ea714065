import CaseFile
import CaseStore
public import Replication

/// Where a case or household lives since it moved, for people.
public struct CaseMove: Hashable, Sendable {
    /// The scope where it is said to live.
    public let home: ScopeID
    /// Its area.
    public let area: String
    public let on: CivilDate
    /// Who wrote it down.
    public let by: String
    public let reason: String?
    /// Whether what is shown is what was left behind.
    public let isAway: Bool
    /// Why it does not live there although it is said to; nil where it does.
    public let problem: Problem?

    /// What keeps a record from living where it is said to live.
    public enum Problem: String, Hashable, Sendable {
        /// The directory does not name the place, or not any more.
        case unknown
        /// What lies there is for readers that were named.
        case restricted
        /// It has not arrived, although what lies there is held here.
        case awaited
    }
}

extension CaseAccess {
    /// The move of a record by the shown reading; nil for one that lives where it was created. Throws what the store throws.
    public func move(of record: RecordView) throws -> CaseMove? {
        let home = record.shown(Home.register)
        guard let scope = Home.scope(of: home), let on = home[member: Home.on].date else { return nil }
        let author = record.field(Home.register)?.readings.first?.siblings.last?.author
        let isAway = try queries.home(ofAway: record.key) != nil
        let named = home[member: Home.area].reference.flatMap { directory.area($0.id)?.name }
        return CaseMove(
            home: scope,
            area: directory.scopes.contains { $0.number == scope } ? areaName(of: scope) : named ?? scope.description,
            on: on, by: author.map { directory.name(ofUser: $0) } ?? "", reason: home[member: Home.reason].plainText,
            isAway: isAway, problem: problem(of: scope, isLeft: isAway || scope == record.key.scope))
    }

    private func problem(of home: ScopeID, isLeft: Bool) -> CaseMove.Problem? {
        let places = directory.scopes.filter { $0.number == home }
        if places.isEmpty { return .unknown }
        if places.contains(where: \.isRestricted) { return .restricted }
        return isLeft ? nil : .awaited
    }
}
