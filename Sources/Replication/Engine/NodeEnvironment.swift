/// The clock, the random numbers and the key that the engine does not have itself.
///
/// The simulator gives a virtual clock and a seeded stream, the node the real ones.
public struct NodeEnvironment {
    public let signer: any HeadSigner
    /// Milliseconds since 1970 by this machine's clock.
    public let now: () -> Int64
    /// Sixty-four random bits; on a real node from the operating system.
    public let random: () -> UInt64

    public init(signer: any HeadSigner, now: @escaping () -> Int64, random: @escaping () -> UInt64) {
        self.signer = signer
        self.now = now
        self.random = random
    }

    /// A new time-ordered id.
    public func newRecordID() -> RecordID {
        RecordID(unixMilliseconds: now(), random: (random(), random()))
    }
}
