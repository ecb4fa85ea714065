import Causality

/// Places of one log that the center signed for once and that are not here any more.
///
/// Every disk that held them may be destroyed. What cannot be brought back can at least be named: people may still know
/// what they wrote, or have it on paper.
///
/// Source: FAILURES.md F2; SyncProtocol/Specification.md, section 14.1.
public struct Gap: Hashable, Sendable {
    public let log: LogID
    /// The first place that is missing. 0 where another branch of the log is here now: how much of the signed one it has
    /// cannot be told, and what others had of it was issued again.
    public let first: UInt64
    /// The last place that was signed for.
    public let last: UInt64

    public init(log: LogID, first: UInt64, last: UInt64) {
        self.log = log
        self.first = first
        self.last = last
    }

    /// Whether the log here went another way than the one that was signed for.
    public var isOfOtherBranch: Bool { first == 0 }
}

extension ReplicaEngine {
    /// What the center signed for, as far as anybody has shown or told it here, and what is not here; by log.
    ///
    /// Nothing of it is known to be lost for good: whoever still holds it brings it with the next sync.
    public func gaps(_ transaction: some ReplicaTransaction) throws -> [Gap] {
        var gaps: [LogID: Gap] = [:]
        for receipt in try transaction.formerReceipts() {
            for entry in receipt.vector.entries {
                let log = LogID(scope: receipt.scope, replica: entry.replica)
                let height = try transaction.head(of: log)?.seq ?? 0
                let here = try transaction.hash(of: log, at: entry.seq)
                if here?.tag == entry.tag { continue }
                let gap = Gap(log: log, first: here == nil ? height + 1 : 0, last: entry.seq)
                guard let known = gaps[log] else {
                    gaps[log] = gap
                    continue
                }
                gaps[log] = Gap(log: log, first: min(known.first, gap.first), last: max(known.last, gap.last))
            }
        }
        return gaps.keys.sorted().compactMap { gaps[$0] }
    }

    /// Keeps a receipt that says more than the center holds now, as far as that is known here.
    ///
    /// Such a receipt is of before a restore, and proves what was there: the center signed it (`isGenuine`, which the caller
    /// has checked). One that says nothing more is passed over, and so is one too many.
    func keepFormer(_ receipt: Receipt, _ transaction: some ReplicaTransaction, isCenter: Bool) throws {
        guard try !isCoveredNow(receipt, transaction, isCenter: isCenter) else { return }
        let known = try transaction.formerReceipts()
        guard known.count < Limits.formerReceipts, !known.contains(receipt) else { return }
        try transaction.keepFormerReceipt(receipt)
    }

    /// Whether a center of this county signed exactly this receipt.
    func isGenuine(_ receipt: Receipt) -> Bool {
        anchors.key(receipt.signerKeyHash).map(receipt.isValid) ?? false
    }

    /// Forgets receipts that say nothing any more that the center does not hold: what was missing came back.
    func forgetCoveredReceipts(_ transaction: some ReplicaTransaction, isCenter: Bool) throws {
        for receipt in try transaction.formerReceipts()
        where try isCoveredNow(receipt, transaction, isCenter: isCenter) {
            try transaction.removeFormerReceipt(receipt)
        }
    }

    /// Whether the center holds all that a receipt says: by its logs, if this is the center, else by its newest receipt.
    private func isCoveredNow(
        _ receipt: Receipt, _ transaction: some ReplicaTransaction, isCenter: Bool
    ) throws -> Bool {
        guard isCenter else {
            return try transaction.receipt(of: receipt.scope).map { receipt.isCovered(by: $0.vector) } ?? false
        }
        return try receipt.vector.entries.allSatisfy { entry in
            let log = LogID(scope: receipt.scope, replica: entry.replica)
            return try transaction.hash(of: log, at: entry.seq)?.tag == entry.tag
        }
    }
}
