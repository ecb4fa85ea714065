import Causality

extension ReplicaTransaction {
    /// Whether the last answer in a bundle left a fork that the next set is to probe. Throws what the store throws.
    public func hasCarriedForks() throws -> Bool { try !BundleBook(self).forks.isEmpty }

    /// The sets whose answers may count, in the order in which they were made. Throws what the store throws.
    public func outstandingBundles() throws -> [OutstandingBundle] { try BundleBook(self).outstanding }

    /// Notes a set, so that its answer counts, and which answers were heard before it. To be committed before its first file
    /// leaves the machine.
    ///
    /// The oldest is forgotten where there are too many: its answer would still bring its changes.
    public func noteBundle(_ made: OutstandingBundle) throws {
        try BundleBook.update(self) { book in
            book.outstanding.removeAll { $0.set == made.set }
            var set = made
            set.madeAfter = book.heard.map(\.id)
            book.outstanding.append(set)
            book.outstanding.removeFirst(max(0, book.outstanding.count - Limits.outstandingBundles))
        }
    }

    /// Forgets a set that never left the machine, as where the stick was full. Throws what the store throws.
    public func forgetBundle(_ set: BundleID) throws {
        try BundleBook.update(self) { book in book.outstanding.removeAll { $0.set == set } }
    }

    /// The answers that this node gave to an asker by stick, which the next one to him names. To be read before the first
    /// response of that is made. Throws what the store throws.
    public func answersGiven(to asker: Hash) throws -> [BundleID] { try GivenAnswers(to: asker, self).ids }

    /// Notes an answer when its last response is made, and before a file of it leaves. Throws what the store throws.
    public func noteAnswer(_ id: BundleID, to asker: Hash) throws {
        var given = try GivenAnswers(to: asker, self)
        try given.add(id, self)
    }

    /// Keeps of each report what it and that of an answer both say, which may be earlier or later. Throws what the store
    /// throws.
    func lowerReports(to response: ExchangeResponse) throws {
        for state in response.scopes {
            guard let known = try upstreamReport(of: state.scope) else { continue }
            let common = UpstreamReport(vector: known.vector.meet(state.vector), receivedAt: known.receivedAt)
            try setUpstreamReport(common, of: state.scope)
        }
    }
}
