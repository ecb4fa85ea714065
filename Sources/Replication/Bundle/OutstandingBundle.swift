/// A set of bundles that this node made and of whose answer the reports count.
///
/// It stands in the store until an answer comes that was given later: by the line, or to a set that was made later.
public struct OutstandingBundle: Hashable, Sendable {
    /// The answer that was taken in of this set, as far as it was.
    public struct Answer: Hashable, Sendable {
        public let id: BundleID
        /// The highest part of the set that had been taken in for it.
        public let part: Int
        /// The highest number of its responses that was taken in.
        public let number: UInt64

        public init(id: BundleID, part: Int, number: UInt64) {
            self.id = id
            self.part = part
            self.number = number
        }
    }

    public let set: BundleID
    /// Hash of the key that it is sealed to; nobody else's answer counts.
    public let receiver: Hash
    /// Milliseconds since 1970 by this machine's clock; shown to people, decides nothing.
    public let madeAt: Int64
    public let parts: Int
    /// Nil until one came.
    public internal(set) var answer: Answer?

    public init(set: BundleID, receiver: Hash, madeAt: Int64, parts: Int) {
        self.set = set
        self.receiver = receiver
        self.madeAt = madeAt
        self.parts = parts
    }
}
