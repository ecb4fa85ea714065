import Causality
public import Replication

extension SQLiteTransaction {
    public func upstreamReport(of scope: ScopeID) throws -> UpstreamReport? {
        try statement(.upstreamReport).first({ try $0.bind(scope.rawValue, at: 1) }) {
            UpstreamReport(vector: try StoredEncoding.vector($0.bytes(0)), receivedAt: $0.integer(1))
        }
    }

    public func setUpstreamReport(_ report: UpstreamReport, of scope: ScopeID) throws {
        try statement(.setUpstreamReport).run {
            try $0.bind(scope.rawValue, at: 1)
            try $0.bind(StoredEncoding.encode(report.vector), at: 2)
            try $0.bind(report.receivedAt, at: 3)
        }
    }

    public func receipt(of scope: ScopeID) throws -> Receipt? {
        try statement(.receipt).first({ try $0.bind(scope.rawValue, at: 1) }) {
            Receipt(
                scope: scope, signerKeyHash: try $0.hash(0), vector: try StoredEncoding.vector($0.bytes(1)),
                issuedAt: $0.integer(2), signature: $0.bytes(3))
        }
    }

    public func setReceipt(_ receipt: Receipt) throws {
        try statement(.setReceipt).run {
            try $0.bind(receipt.scope.rawValue, at: 1)
            try $0.bind(receipt.signerKeyHash, at: 2)
            try $0.bind(StoredEncoding.encode(receipt.vector), at: 3)
            try $0.bind(receipt.issuedAt, at: 4)
            try $0.bind(receipt.signature, at: 5)
        }
    }

    public func stagedBranch(of log: LogID) throws -> [Segment] {
        try statement(.stagedBranch).all({ try $0.bind(log) }) { try StoredEncoding.segment($0.bytes(0)) }
    }

    public func stage(_ segment: Segment) throws {
        try statement(.stage).run {
            try $0.bind(segment.log)
            try $0.bind(StoredEncoding.encode(segment), at: 3)
        }
    }

    public func clearStagedBranch(of log: LogID) throws {
        try statement(.clearStaged).run { try $0.bind(log) }
    }

    public func stagedLogs() throws -> [LogID] {
        try statement(.stagedLogs).all {
            LogID(scope: ScopeID(rawValue: $0.unsigned(0)), replica: ReplicaID(rawValue: $0.unsigned(1)))
        }.sorted()
    }
}

extension HotStatement {
    /// Binds scope and replica to the first two places.
    fileprivate func bind(_ log: LogID) throws {
        try bind(log.scope.rawValue, at: 1)
        try bind(log.replica.rawValue, at: 2)
    }
}
