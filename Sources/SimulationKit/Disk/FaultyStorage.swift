import Replication

/// A storage whose commits fail when they are told to.
final class FaultyStorage<Base: ReplicaStorage>: ReplicaStorage {
    let base: Base
    /// What the next commit fails with.
    var failure: DiskFailure?
    /// Called after each commit.
    var didCommit: () -> Void = {}

    init(_ base: Base) {
        self.base = base
    }

    func read<Result>(_ body: (Base.Transaction) throws -> Result) throws -> Result { try base.read(body) }

    func write<Result>(_ body: (Base.Transaction) throws -> Result) throws -> Result {
        let result = try base.write { transaction in
            let result = try body(transaction)
            if let failure, failure != .powerCutAfterCommit { throw failure }
            return result
        }
        didCommit()
        if failure == .powerCutAfterCommit { throw DiskFailure.powerCutAfterCommit }
        return result
    }
}
