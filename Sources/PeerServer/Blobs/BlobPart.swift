/// The part of a blob that a downstream gets.
public struct BlobPart: Hashable, Sendable {
    /// Never empty.
    public let bytes: [UInt8]
    /// Bytes of the whole blob.
    public let total: Int

    public init(bytes: [UInt8], total: Int) {
        self.bytes = bytes
        self.total = total
    }
}
