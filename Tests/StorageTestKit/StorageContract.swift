import Causality
package import Replication
import Testing

/// The rules that every `ReplicaStorage` keeps, one case each.
///
/// Written once and run on each storage: `MemoryStorageTests` and `StorageContractTests` (SQLite) do it with one function
/// each, and so does any other storage. A rule is given an empty storage.
package enum StorageContract: String, CaseIterable, Sendable {
    // Replicas and transactions
    case retiredReplicaStaysTheLatest
    case genesisIsKeptOnce
    case transactionSeesItsOwnWrites
    case failedTransactionLeavesNothing
    // Logs
    case scopesAndHeadsAreSortedUnsigned
    case headAndHashesFollowTheLog
    case byteLimitReturnsAtLeastOne
    case signedHeadsComeByRisingSeqWithinRange
    case removedBranchTakesItsHeadsAlong
    case removedLogIsGone
    // Records
    case statesAreSortedAndKeptApart
    case changesOfARecordComeFromAllLogs
    case heldIsNotApplied
    case copyCountsInItsOwnScopeOnly
    case namedChangeIsFoundByItsRecord
    case standingsAreFound
    case reissuedChangesKeepTheirEvidence
    case logsAreFoundByTheirSigner
    // Peers
    case reportReplacesTheFormerOne
    case receiptReplacesTheFormerOne
    case formerReceiptsAreKeptOnceAndSorted
    case stagedSegmentsKeepTheirOrder
    // This store only
    case localValueReplacesTheFormerOne

    /// Runs this rule on an empty storage; what does not hold is an issue of the running test.
    package func check(on storage: some ReplicaStorage) throws {
        switch self {
        case .retiredReplicaStaysTheLatest: try retiredReplica(storage)
        case .genesisIsKeptOnce: try genesisOnce(storage)
        case .transactionSeesItsOwnWrites: try ownWrites(storage)
        case .failedTransactionLeavesNothing: try failedTransaction(storage)
        case .scopesAndHeadsAreSortedUnsigned: try unsignedOrder(storage)
        case .headAndHashesFollowTheLog: try headAndHashes(storage)
        case .byteLimitReturnsAtLeastOne: try byteLimit(storage)
        case .signedHeadsComeByRisingSeqWithinRange: try signedHeads(storage)
        case .removedBranchTakesItsHeadsAlong: try removedBranch(storage)
        case .removedLogIsGone: try removedLog(storage)
        case .statesAreSortedAndKeptApart: try states(storage)
        case .changesOfARecordComeFromAllLogs: try changesOfARecord(storage)
        case .heldIsNotApplied: try heldIsNotApplied(storage)
        case .copyCountsInItsOwnScopeOnly: try copiesByScope(storage)
        case .namedChangeIsFoundByItsRecord: try namedLater(storage)
        case .standingsAreFound: try standings(storage)
        case .reissuedChangesKeepTheirEvidence: try reissued(storage)
        case .logsAreFoundByTheirSigner: try logsBySigner(storage)
        case .reportReplacesTheFormerOne: try reportReplaced(storage)
        case .receiptReplacesTheFormerOne: try receiptReplaced(storage)
        case .formerReceiptsAreKeptOnceAndSorted: try formerReceiptsKept(storage)
        case .stagedSegmentsKeepTheirOrder: try staging(storage)
        case .localValueReplacesTheFormerOne: try localValues(storage)
        }
    }

    // MARK: Replicas and transactions

    private func retiredReplica(_ storage: some ReplicaStorage) throws {
        let first = ReplicaID(rawValue: .max)
        let second = ReplicaID(rawValue: 5)
        try storage.read { transaction throws in
            #expect(try transaction.currentReplica() == nil)
            #expect(try transaction.latestReplica() == nil)
        }
        try storage.write { try $0.setCurrentReplica(first) }
        try storage.write { transaction throws in
            #expect(try transaction.currentReplica() == first)
            try transaction.setCurrentReplica(nil)
            #expect(try transaction.currentReplica() == nil)
            #expect(try transaction.latestReplica() == first)
        }
        try storage.write { try $0.setCurrentReplica(second) }
        try storage.read { transaction throws in
            #expect(try transaction.currentReplica() == second)
            #expect(try transaction.latestReplica() == second)
        }
    }

    private func genesisOnce(_ storage: some ReplicaStorage) throws {
        let scope = ScopeID(rawValue: 9)
        let previous = LogPosition(
            log: LogID(scope: scope, replica: ReplicaID(rawValue: 4)), seq: 3, hash: Hash(of: [1]))
        let genesis = Genesis(
            deviceKeyHash: Hash(of: [2]), nonce: RecordID(rawValue: 8), previous: previous.replica,
            previousHeads: [previous])
        try storage.write {
            try $0.insert(genesis)
            try $0.insert(genesis)
        }
        try storage.read { transaction throws in
            #expect(try transaction.genesis(of: genesis.replica) == genesis)
            #expect(try transaction.genesis(of: ReplicaID(rawValue: 4)) == nil)
        }
    }

    private func ownWrites(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.low)
        let change = log.next([1])
        try storage.write { transaction throws in
            try transaction.insert(log.genesis)
            try transaction.append(change)
            try transaction.setState(.marked(4), of: change.record)
            #expect(try transaction.scopes() == [Scopes.low])
            #expect(try transaction.heads(in: Scopes.low) == [change.position])
            #expect(try transaction.changes(of: log.log, from: 1, byteLimit: 10) == [change])
            #expect(try transaction.isApplied(change.change, to: change.record))
            #expect(try transaction.state(of: change.record) == .marked(4))
            #expect(try transaction.states(in: Scopes.low).map(\.state) == [.marked(4)])
        }
    }

    /// Also what a storage remembers beside its tables must go.
    private func failedTransaction(_ storage: some ReplicaStorage) throws {
        var log = LogFixture(scope: Scopes.low)
        let kept = log.next([1])
        let branch = log
        let lost = log.next([2])
        let other = LogFixture(scope: Scopes.high, number: 2)
        try storage.write {
            try $0.insert(log.genesis)
            try $0.append(kept)
            try $0.setCurrentReplica(log.log.replica)
            try $0.setState(.marked(1), of: kept.record)
        }
        #expect(throws: Abandoned.self) {
            try storage.write { transaction in
                try transaction.append(lost)
                try transaction.insert(other.genesis)
                var another = other
                try transaction.append(another.next([3]))
                try transaction.setCurrentReplica(other.log.replica)
                try transaction.setState(.marked(2), of: kept.record)
                try transaction.setUpstreamReport(
                    UpstreamReport(vector: VersionVector(), receivedAt: 1), of: Scopes.low)
                try transaction.setLocalValue("key", [1])
                throw Abandoned()
            }
        }
        try storage.read { transaction throws in
            #expect(try transaction.head(of: log.log) == kept.position)
            #expect(try transaction.heads(in: Scopes.low) == [kept.position])
            #expect(try transaction.scopes() == [Scopes.low])
            #expect(try transaction.hash(of: log.log, at: 2) == nil)
            #expect(try transaction.holds(lost.change, of: lost.record) == false)
            #expect(try transaction.currentReplica() == log.log.replica)
            #expect(try transaction.latestReplica() == log.log.replica)
            #expect(try transaction.genesis(of: other.log.replica) == nil)
            #expect(try transaction.head(of: other.log) == nil)
            #expect(try transaction.state(of: kept.record) == .marked(1))
            #expect(try transaction.upstreamReport(of: Scopes.low) == nil)
            #expect(try transaction.localValue("key") == nil)
        }
        var again = branch
        let next = again.next([9])
        try storage.write { try $0.append(next) }
        try storage.read { transaction throws in #expect(try transaction.head(of: log.log) == next.position) }
    }
}

/// What a test throws to have its transaction undone.
package struct Abandoned: Error {
    package init() {}
}
