import Replication

/// Bounds of messages that are the wire's own; those of what a message carries stand in `Replication.Limits`.
public enum WireLimits {
    /// Any number of a change: what a signed 64-bit column holds, so that neither a store nor `seq + 1` overflows.
    public static let seq = UInt64(Int64.max)
    /// Entries of all vectors of one message: 4,096 scopes with 128 replicas each; 20 MiB when decoded.
    public static let vectorEntries = 512 * 1024
    /// Segments, forks or refusals of one message: one for each log; 4,096 scopes with 16 writers each.
    public static let logs = 64 * 1024
    /// Changes of one message: no body is below 48 bytes (salt, kind, two ids), so that a full batch has 87,000.
    public static let changes = 128 * 1024
    /// Values of bodies in columns in one message, some ten for a change.
    public static let columnValues = 1024 * 1024
    /// Bytes of the numbers of the columns of one message, some ten for a change; 32 MiB when decoded.
    public static let columnNumberBytes = 4 * 1024 * 1024
    /// Fork probes in one message; a node whose every scope forked would settle these first.
    public static let probes = 4096
    /// A whole enrolment message: two certificates, the keys and ids below, and room for later fields.
    public static let enrolmentBytes = 64 * 1024
    /// What is said of one blob, with room for later fields.
    public static let blobStateBytes = 1024
    /// A whole error body, with room for later fields.
    public static let errorBytes = 16 * 1024
    /// Names, codes and other one-line texts in bytes.
    public static let nameBytes = 256
    /// A certificate or a request for one. An ECDSA one is below 1 KiB; 16 KiB leaves room for long names.
    public static let certificateBytes = 16 * 1024
    /// Keys of a county's center: the current one, and those it had before.
    public static let centerKeys = 16
    /// Nodes that one device may sync to.
    public static let serverNodes = 64
    /// The word for programs in an error body.
    public static let errorCodeBytes = 64
    /// The sentence for people in an error body.
    public static let errorMessageBytes = 4096
}
