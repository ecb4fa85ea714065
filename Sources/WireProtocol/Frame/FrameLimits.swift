import Replication

/// How large a frame may be, before and after decompression.
public enum FrameLimits {
    /// A frame as it travels. A full batch of bodies that do not compress is `Limits.batchBytes`; as much again is left
    /// for the unit that exceeds the batch and for hashes, signatures and vectors, which do not compress either.
    public static let compressedBytes = 2 * Limits.batchBytes
    /// What a frame may unpack to: a full batch, the unit that exceeds it, original headers and vectors. A zip bomb
    /// stops here; four MiB would refuse an honest batch, and every byte is held in memory twice while it is decoded.
    public static let decompressedBytes = 4 * Limits.batchBytes
}
