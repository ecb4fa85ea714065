import Causality

extension ReplicaEngine {
    /// Brings everything of a moved record to where it lives, and word of its moves to wherever it has been.
    ///
    /// `known` are scopes that have the record; others follow from what is found there. Nothing for a record that never moved.
    /// Only this machine's own scopes are written (`mayMove`). Idempotent: what is where it belongs stays. Answers how many
    /// changes were brought. Throws what the store and the signer throw; the transaction must then be given up.
    ///
    /// Source: SyncProtocol/Decisions/2026-11-27-moves-between-areas.md, "Following".
    public mutating func follow(
        _ kind: RecordKind, _ id: RecordID, in known: [ScopeID], by rule: some MoveRule,
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Int {
        func record(_ scope: ScopeID) -> RecordKey { RecordKey(scope: scope, kind: kind, id: id) }
        let (places, named, homes) = try whereabouts(kind, id, known, rule, transaction)
        // Where the homes are places no more, that is still said wherever one of them once was.
        guard !named.isEmpty else { return 0 }
        var brought = 0
        for target in Array(Set(places + named)).sorted() {
            brought += try bring(
                places.map(record), into: target, writing: rule.home, transaction, environment: environment)
        }
        for place in places {
            let own = [record(place)] + (try rule.parts(of: record(place)))
            let mentioned = try rule.named(by: own).filter { !own.contains($0) }
            for home in homes where home != place {
                brought += try bring(own + mentioned, into: home, transaction, environment: environment)
                // Who lives there is corrected there, whoever found the mistake.
                let theirs = mentioned.map { RecordKey(scope: home, kind: $0.kind, id: $0.id) }
                brought += try bring(theirs, into: place, transaction, environment: environment)
            }
        }
        return brought
    }

    /// Where a record is held, which scopes its moves name, and where it lives by all of them together; each sorted.
    ///
    /// A scope that a later move left is found by the change that once named it: nobody may have told it yet.
    private func whereabouts(
        _ kind: RecordKind, _ id: RecordID, _ known: [ScopeID], _ rule: some MoveRule,
        _ transaction: some ReplicaTransaction
    ) throws -> (places: [ScopeID], named: [ScopeID], homes: [ScopeID]) {
        var open = Array(Set(known.filter(isOpenToMoves))).sorted()
        var seen = Set(open)
        var places: [ScopeID] = []
        var named: Set<ScopeID> = []
        var applied: [ChangeID: ChangeBody] = [:]
        while let scope = open.popLast() {
            let changes = try transaction.changes(touching: RecordKey(scope: scope, kind: kind, id: id))
                .filter { $0.standing == .applied }
            if changes.isEmpty { continue }
            places.append(scope)
            for stored in changes {
                let body = try? codec.decodeBody(stored.body)
                var found = [stored.origin?.position?.scope].compactMap(\.self)
                if let body, let write = body.writes.first(where: { $0.register == rule.home }) {
                    applied[stored.change] = body
                    if let target = rule.scope(ofHome: write.value) {
                        found.append(target)
                        named.insert(target)
                    }
                }
                for scope in found where isOpenToMoves(scope) && seen.insert(scope).inserted { open.append(scope) }
            }
        }
        // One state of the changes of all places: a place that lags behind must not send anything to a home of before.
        let state = RecordState(folding: applied.keys.sorted().compactMap { id in applied[id].map { (id, $0) } })
        let homes = Set(state[rule.home].compactMap { rule.scope(ofHome: $0.value) })
        return (places.sorted(), named.sorted(), homes.sorted())
    }
}
