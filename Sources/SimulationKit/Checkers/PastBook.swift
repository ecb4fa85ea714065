import Causality
import Replication

/// Whom the receipts that one machine took of each scope called past, by I31 and not by the code that is checked.
struct PastBook {
    private var callers: [ScopeID: [ReplicaID: ReplicaID]] = [:]

    /// Whether a receipt that was taken calls the issuer of this one past, which does not call back.
    func callsPast(_ receipt: Receipt) -> Bool {
        guard let caller = callers[receipt.scope]?[receipt.issuer] else { return false }
        return !receipt.past.contains(caller)
    }

    /// Where each calls the other past, nothing is proven, and what came later stands from now on.
    mutating func takes(_ receipt: Receipt) {
        callers[receipt.scope]?[receipt.issuer] = nil
        for replica in receipt.past { callers[receipt.scope, default: [:]][replica] = receipt.issuer }
    }
}
