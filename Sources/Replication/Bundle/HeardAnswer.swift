/// An answer by stick whose reports count, and what it says it was given after.
struct HeardAnswer: Hashable, Sendable {
    let id: BundleID
    /// The highest number of its responses that was taken in.
    var number: UInt64
    /// Answers that its sender had given to this node before it.
    let earlier: [BundleID]
}
