public import Replication

/// One piece of a blob that a downstream brings: `Content-Range: bytes 0-32767/1234567`.
///
/// Without bytes (`bytes */1234567`) it asks how far the blob has come.
public struct BlobPiece: Hashable, Sendable {
    public let sha256: Hash
    /// Where the piece begins.
    public let offset: Int
    public let bytes: [UInt8]
    /// Bytes of the whole blob, 1 to `Limits.blobBytes`.
    public let total: Int

    public init(sha256: Hash, offset: Int, bytes: [UInt8], total: Int) {
        self.sha256 = sha256
        self.offset = offset
        self.bytes = bytes
        self.total = total
    }

    /// Whether the blob ends with this piece.
    public var isLast: Bool { offset + bytes.count == total }
}
