public import Replication

/// Part of a blob that a downstream asks for.
public struct BlobQuestion: Hashable, Sendable {
    public let sha256: Hash
    public let offset: Int
    /// At most this many bytes, at most `Limits.blobPieceBytes`.
    public let count: Int

    public init(sha256: Hash, offset: Int, count: Int) {
        self.sha256 = sha256
        self.offset = offset
        self.count = count
    }
}
