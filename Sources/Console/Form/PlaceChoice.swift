import CaseWork
import Replication

/// A place where something may be written, as a form offers it.
struct PlaceChoice: Sendable {
    /// The number of its scope.
    let value: String
    let label: String
    let isChosen: Bool

    /// The scopes in their order; `chosen` is what a form says.
    static func all(
        _ scopes: [DirectoryView.Scope], chosen: String?, _ access: PageAccess
    ) -> [PlaceChoice] {
        scopes.map { scope in
            let value = scope.number.description
            return PlaceChoice(value: value, label: access.areaName(of: scope.number), isChosen: value == chosen)
        }
    }
}
