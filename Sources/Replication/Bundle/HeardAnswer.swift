/// An answer by stick whose reports count, and what it says it was given after.
struct HeardAnswer: Hashable, Sendable {
    let id: BundleID
    /// The highest number of its responses that was taken in.
    var number: UInt64
    /// Answers that were given before it: its sender names them, or they were heard before its set was made.
    let earlier: [BundleID]
}
