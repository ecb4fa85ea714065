/// How far one blob has come at the node that says so.
///
/// Blobs are what attachments name: scans, photographs. They travel apart from the records and by their hash, so that a
/// record never waits for its photograph. Source: DESIGN.md section 6.
public struct BlobState: Hashable, Sendable {
    public let sha256: Hash
    /// Bytes of the asking node's that are durable there, from the first on; 0 where the blob is held.
    public let received: Int
    /// Whether the whole blob is there.
    public let isHeld: Bool

    public init(sha256: Hash, received: Int, isHeld: Bool) {
        self.sha256 = sha256
        self.received = received
        self.isHeld = isHeld
    }
}
