extension ReplicaTransaction {
    /// Whether the last answer in a bundle left a fork that the next set is to probe. Throws what the store throws.
    public func hasCarriedForks() throws -> Bool { try !BundleBook(self).forks.isEmpty }

    /// The sets whose answers count, in the order in which they were made. Throws what the store throws.
    public func outstandingBundles() throws -> [OutstandingBundle] { try BundleBook(self).outstanding }

    /// Notes a set, so that its answer counts. To be committed before its first file leaves the machine.
    ///
    /// The oldest is forgotten where there are too many: its answer would still bring its changes.
    public func noteBundle(_ made: OutstandingBundle) throws {
        try BundleBook.update(self) { book in
            book.outstanding.removeAll { $0.set == made.set }
            book.outstanding.append(made)
            book.outstanding.removeFirst(max(0, book.outstanding.count - Limits.outstandingBundles))
        }
    }

    /// Forgets a set that never left the machine, as where the stick was full. Throws what the store throws.
    public func forgetBundle(_ set: BundleID) throws {
        try BundleBook.update(self) { book in book.outstanding.removeAll { $0.set == set } }
    }
}
