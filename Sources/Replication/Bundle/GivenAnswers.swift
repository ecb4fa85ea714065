import Causality

/// What an upper node remembers of the answers that it gave to one asker by stick, the newest last.
///
/// An answer names those before it, so that the asker can tell which of two was given later. A node that was put back does
/// not remember what it gave since, and its answers name none of that: then neither is later, and only what both say counts.
///
/// Sixteen bytes each in the store, of this store only; what cannot be read counts as none.
struct GivenAnswers: Hashable, Sendable {
    private let key: String
    private(set) var ids: [BundleID] = []

    /// Those given to the owner of a key. Throws what the store throws.
    init(to asker: Hash, _ transaction: some ReplicaTransaction) throws {
        key = "answers-given-\(asker)"
        let bytes = try transaction.localValue(key) ?? []
        for start in stride(from: 0, to: bytes.count - bytes.count % 16, by: 16) {
            if let id = BundleID(bytes: bytes[start..<start + 16]) { ids.append(id) }
        }
    }

    /// Adds an answer, and forgets the oldest where there are too many. Throws what the store throws.
    mutating func add(_ id: BundleID, _ transaction: some ReplicaTransaction) throws {
        ids = Array((ids.filter { $0 != id } + [id]).suffix(Limits.answersRemembered))
        try transaction.setLocalValue(key, ids.flatMap(\.bytes))
    }
}
