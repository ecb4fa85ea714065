/// A set of bundles that this node made and of whose answers the reports may count.
///
/// It stands in the store until an answer comes by the line, which is later than any to it.
public struct OutstandingBundle: Hashable, Sendable {
    public let set: BundleID
    /// Hash of the key that it is sealed to; nobody else's answer counts.
    public let receiver: Hash
    /// Milliseconds since 1970 by this machine's clock; shown to people, decides nothing.
    public let madeAt: Int64
    public let parts: Int
    /// Whether an answer to it, or to a set that was made later, has been taken in: nobody waits for it any more.
    public internal(set) var isAnswered = false
    /// The answers that spoke for the upstream when it was made: whatever answers it was given after them.
    var madeAfter: [BundleID] = []

    public init(set: BundleID, receiver: Hash, madeAt: Int64, parts: Int) {
        self.set = set
        self.receiver = receiver
        self.madeAt = madeAt
        self.parts = parts
    }
}
