import Causality

/// The replicas of the center that the receipts taken here of a scope have called past, and whose receipt did so last.
///
/// A receipt says which issuers are past only as far as its issuer was told; one that is taken later, by way of another hub,
/// may say less. Forgetting with it what was known would let the word of before a restore count again where a hub that lags
/// behind still hands it out (I31).
///
/// Text lines in the store, of this store only; what cannot be read counts as nothing heard.
struct PastIssuers: Hashable, Sendable {
    private static let key = "past-issuers"
    private static let title = "tingsu-past-issuers 1"

    private var callers: [ScopeID: [ReplicaID: ReplicaID]] = [:]

    /// Of nobody who was called past.
    init() {}

    /// Reads the book. Throws what the store throws.
    init(_ transaction: some ReplicaTransaction) throws {
        guard let bytes = try transaction.localValue(PastIssuers.key) else { return }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
        guard lines.first == PastIssuers.title.split(separator: " ") else { return }
        for line in lines.dropFirst() {
            let numbers = line.compactMap { UInt64($0, radix: 16) }
            guard numbers.count == 3 else { continue }
            callers[ScopeID(rawValue: numbers[0]), default: [:]][ReplicaID(rawValue: numbers[1])] = ReplicaID(
                rawValue: numbers[2])
        }
    }

    /// Writes the book. Throws what the store throws.
    func save(_ transaction: some ReplicaTransaction) throws {
        var lines = [PastIssuers.title]
        for (scope, pairs) in callers.sorted(by: { $0.key < $1.key }) {
            lines += pairs.sorted { $0.key < $1.key }.map { "\(scope) \($0.key) \($0.value)" }
        }
        try transaction.setLocalValue(PastIssuers.key, Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// All that were called past, rising.
    var all: [ReplicaID] { Set(callers.values.flatMap(\.keys)).sorted() }

    /// Whether the receipt is older than what was taken: its issuer is past, and it does not call back.
    func callPast(_ receipt: Receipt) -> Bool {
        guard let caller = callers[receipt.scope]?[receipt.issuer] else { return false }
        return !receipt.past.contains(caller)
    }

    /// Notes a receipt that is taken. Where each calls the other past, nothing is proven, and what comes later stands.
    mutating func note(_ receipt: Receipt) {
        callers[receipt.scope]?[receipt.issuer] = nil
        for issuer in receipt.past { call(issuer, pastBy: receipt.issuer, in: receipt.scope) }
    }

    /// A scope has no more of them than one receipt can name.
    private mutating func call(_ issuer: ReplicaID, pastBy caller: ReplicaID, in scope: ScopeID) {
        let known = callers[scope] ?? [:]
        guard known.count < Limits.pastIssuers || known[issuer] != nil, issuer != caller else { return }
        callers[scope, default: [:]][issuer] = caller
    }
}
