import Replication

/// Bounds of bundles; a writer keeps to them as a reader does.
public enum BundleLimits {
    /// What a file is called on the line, where it is handed on (`/v1/relay`).
    public static let contentType = "application/vnd.tingsu.bundle"
    /// A file that is handed on: below what a request may have, with room for what seals it.
    public static let relayedBytes = FrameLimits.compressedBytes / 2
    /// The header in the clear has some eighty bytes.
    public static let headerBytes = 1024
    /// A piece before it is sealed: its kind, and the largest frame that may travel. Blobs come in pieces of 1 MiB.
    public static let pieceBytes = FrameLimits.compressedBytes + 1
    /// What sealing adds to a piece: the tag of AES-GCM.
    public static let sealBytes = 16
    /// Pieces of one file: a million batches are ten million changes many times over, and numbers stay far from overflow.
    public static let pieces = 1 << 20
    /// Files of one set: forty gigabytes on the smallest sticks.
    public static let parts = 10_000
    /// A certificate, and room for later fields.
    public static let openingBytes = 32 * 1024
    /// A signature, and room for later fields.
    public static let endBytes = 1024
    /// What a program says of itself.
    public static let programBytes = 256
}
