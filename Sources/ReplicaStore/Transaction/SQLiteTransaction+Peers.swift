import Causality
public import Replication

extension SQLiteTransaction {
    public func upstreamReport(of scope: ScopeID) throws -> UpstreamReport? {
        try statement(.upstreamReport).first(scope) {
            UpstreamReport(vector: try StoredEncoding.vector($0.bytes(0)), receivedAt: $0.integer(1))
        }
    }

    public func setUpstreamReport(_ report: UpstreamReport, of scope: ScopeID) throws {
        try statement(.setUpstreamReport).run(scope, StoredEncoding.encode(report.vector), report.receivedAt)
    }

    public func receipt(of scope: ScopeID) throws -> Receipt? {
        try statement(.receipt).first(scope) { try SQLiteTransaction.receipt(of: scope, $0) }
    }

    /// Reads signer, vector, time, signature, issuer and past, in this order.
    static func receipt(of scope: ScopeID, _ row: HotStatement) throws -> Receipt {
        Receipt(
            scope: scope, signerKeyHash: try row.hash(0), vector: try StoredEncoding.vector(row.bytes(1)),
            issuedAt: row.integer(2), issuer: ReplicaID(rawValue: row.unsigned(4)),
            past: try StoredEncoding.replicas(row.bytes(5)), signature: row.bytes(3))
    }

    public func setReceipt(_ receipt: Receipt) throws {
        try statement(.setReceipt).run(
            receipt.scope, receipt.signerKeyHash, StoredEncoding.encode(receipt.vector), receipt.issuedAt,
            receipt.signature, receipt.issuer, StoredEncoding.encode(receipt.past))
    }

    public func formerReceipts() throws -> [Receipt] {
        try statement(.formerReceipts).all {
            try SQLiteTransaction.receipt(of: ScopeID(rawValue: $0.unsigned(6)), $0)
        }.sorted { ($0.scope, $0.tag) < ($1.scope, $1.tag) }
    }

    public func keepFormerReceipt(_ receipt: Receipt) throws {
        try statement(.keepFormerReceipt).run(
            receipt.scope, receipt.signerKeyHash, StoredEncoding.encode(receipt.vector), receipt.issuedAt,
            receipt.signature, receipt.issuer, StoredEncoding.encode(receipt.past), Int64(bitPattern: receipt.tag))
    }

    public func removeFormerReceipt(_ receipt: Receipt) throws {
        try statement(.removeFormerReceipt).run(receipt.scope, Int64(bitPattern: receipt.tag))
    }

    public func stagedBranch(of log: LogID) throws -> [Segment] {
        try statement(.stagedBranch).all(log) { try StoredEncoding.segment($0.bytes(0)) }
    }

    public func stage(_ segment: Segment) throws {
        try statement(.stage).run(segment.log, StoredEncoding.encode(segment))
    }

    public func clearStagedBranch(of log: LogID) throws {
        try statement(.clearStaged).run(log)
    }

    public func stagedLogs() throws -> [LogID] {
        try statement(.stagedLogs).all {
            LogID(scope: ScopeID(rawValue: $0.unsigned(0)), replica: ReplicaID(rawValue: $0.unsigned(1)))
        }.sorted()
    }
}
