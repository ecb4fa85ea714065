import Crypto

/// A SHA-256 that is computed while the bytes pass by: a blob is hashed without being held in memory.
public struct RunningHash: Sendable {
    private var function = SHA256()

    public init() {}

    /// Takes the next bytes.
    public mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { function.update(bufferPointer: $0) }
    }

    /// The hash of all bytes so far.
    public var value: Hash { Hash(function.finalize()) }
}
