/// Receipts of before a restore that somebody showed and that said nothing which is missing, by tag, the newest last.
///
/// Should what covers them now be lost, its own receipt becomes a former one and says as much.
///
/// Eight bytes each in the store, of this store only; what cannot be read counts as none, and is shown once more.
struct SeenReceipts: Hashable, Sendable {
    private static let key = "seen-receipts"
    /// As many as anybody may hold, of two who hold different ones.
    private static let countMax = 2 * Limits.formerReceipts

    private var tags: [UInt64] = []

    /// Throws what the store throws.
    init(_ transaction: some ReplicaTransaction) throws {
        let bytes = try transaction.localValue(SeenReceipts.key) ?? []
        for start in stride(from: 0, to: bytes.count - bytes.count % 8, by: 8) {
            tags.append(bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    func contains(_ tag: UInt64) -> Bool { tags.contains(tag) }

    /// Answers whether anything is new.
    mutating func note(_ shown: [UInt64]) -> Bool {
        let new = shown.filter { !tags.contains($0) }
        tags = Array((tags + new).suffix(SeenReceipts.countMax))
        return !new.isEmpty
    }

    func save(_ transaction: some ReplicaTransaction) throws {
        var bytes: [UInt8] = []
        for tag in tags { bytes.append(bigEndian: tag) }
        try transaction.setLocalValue(SeenReceipts.key, bytes)
    }
}
