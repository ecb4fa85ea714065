import CaseFile
import Replication

/// What `place_item` holds of one record of a scope in the directory.
struct PlaceRow: Hashable {
    let scope: ScopeID
    /// One reading that says so is enough, as the engine takes it (`DirectoryReader`).
    let isWithdrawn: Bool
    let isRestricted: Bool
}

extension CaseProjector {
    /// The scopes that a record of the directory names, in any reading; none for other kinds.
    func places(_ key: RecordKey, _ state: RecordState?) -> [PlaceRow] {
        guard key.kind == DirectorySchema.scopeKind, let state else { return [] }
        let record = merged(key, state)
        let isWithdrawn = record.values(of: Lifecycle.register).contains {
            $0[member: Lifecycle.state] == .code(Lifecycle.withdrawn)
        }
        let isRestricted = record.values(of: DirectorySchema.Scope.purpose).contains(
            where: DirectorySchema.Scope.restricts)
        return record.values(of: DirectorySchema.Scope.number).compactMap { number in
            guard case .text(let digits) = number else { return nil }
            return ScopeID(lowerHexadecimal: digits).map {
                PlaceRow(scope: $0, isWithdrawn: isWithdrawn, isRestricted: isRestricted)
            }
        }
    }
}
