import Causality

/// The replicas of the center that a receipt taken here has called past, and whose receipt did so.
///
/// A receipt says which issuers are past only as far as its issuer was told; one that is taken later, by way of another hub,
/// may say less. Forgetting with it what was known would let the word of before a restore count again where a hub that lags
/// behind still hands it out (I31). The center is one, so this is of all scopes.
///
/// Text lines in the store, of this store only; what cannot be read counts as nothing heard.
struct PastIssuers: Hashable, Sendable {
    private static let key = "past-issuers"
    private static let title = "tingsu-past-issuers 1"
    /// Each is a restored or copied center.
    private static let countMax = 256

    private var callers: [ReplicaID: ReplicaID] = [:]

    /// Of nobody who was called past.
    init() {}

    /// Reads the book; where there is none yet, what the receipts held say. Throws what the store throws.
    init(_ transaction: some ReplicaTransaction, held: @autoclosure () throws -> [Receipt]) throws {
        guard let bytes = try transaction.localValue(PastIssuers.key) else {
            for receipt in try held() { note(receipt) }
            return
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
        if lines.first == PastIssuers.title.split(separator: " ") {
            for line in lines.dropFirst() where line.count == 2 {
                guard let issuer = UInt64(line[0], radix: 16), let caller = UInt64(line[1], radix: 16) else { continue }
                callers[ReplicaID(rawValue: issuer)] = ReplicaID(rawValue: caller)
            }
        }
    }

    /// Writes the book, where something is in it.
    func save(_ transaction: some ReplicaTransaction) throws {
        guard !callers.isEmpty else { return }
        let pairs = callers.sorted { $0.key < $1.key }
        let lines = [PastIssuers.title] + pairs.map { "\($0.key) \($0.value)" }
        try transaction.setLocalValue(PastIssuers.key, Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// All that were called past, rising.
    var all: [ReplicaID] { callers.keys.sorted() }

    /// Whether the receipt is older than what was taken: its issuer is past, and it does not call back.
    func callPast(_ receipt: Receipt) -> Bool {
        guard let caller = callers[receipt.issuer] else { return false }
        return !receipt.past.contains(caller)
    }

    /// Notes a receipt that is taken. Where each calls the other past, nothing is proven, and what comes later stands.
    mutating func note(_ receipt: Receipt) {
        callers[receipt.issuer] = nil
        for issuer in receipt.past { call(issuer, pastBy: receipt.issuer) }
    }

    private mutating func call(_ issuer: ReplicaID, pastBy caller: ReplicaID) {
        guard callers.count < PastIssuers.countMax || callers[issuer] != nil, issuer != caller else { return }
        callers[issuer] = caller
    }
}
