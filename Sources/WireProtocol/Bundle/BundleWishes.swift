import FoundationEssentials
public import Replication

/// Blobs that somebody at the asker wishes for, who has no line to fetch them by.
///
/// A piece of its own, which a program that does not know it passes over.
public struct BundleWishes: Hashable, Sendable {
    /// 1 to `Limits.blobsOffered`.
    public let hashes: [Hash]

    /// Nil where there is nothing to wish for, or more than goes into one set.
    public init?(_ hashes: [Hash]) {
        guard (1...Limits.blobsOffered).contains(hashes.count) else { return nil }
        self.hashes = hashes
    }
}

extension Tingsu_V1_BundleWishes {
    init(_ wishes: BundleWishes) {
        self.init()
        sha256 = wishes.hashes.map { Data($0.bytes) }
    }

    func wishes() throws(WireError) -> BundleWishes {
        try WireError.check(sha256.count, limit: Limits.blobsOffered, of: "BundleWishes.sha256")
        var hashes: [Hash] = []
        for hash in sha256 { hashes.append(try Field.hash(hash, "BundleWishes.sha256")) }
        guard let wishes = BundleWishes(hashes) else { throw .invalid("BundleWishes.sha256", "is missing") }
        return wishes
    }
}
