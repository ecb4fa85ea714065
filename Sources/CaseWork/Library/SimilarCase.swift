/// A library case that is like a case in hand, and why.
public struct SimilarCase: Sendable {
    /// One thing that both have.
    public enum Reason: Hashable, Sendable {
        /// The same code of `event_category`.
        case category(String)
        /// Both lie in the same group of event categories.
        case categoryGroup(String)
        case mediationCategory(String)
        /// Codes of `visit_method`.
        case methods([String])
        /// Words of the demands, the telling ones first.
        case words([String])
    }

    public let record: RecordView
    /// From 1 to 100; 100 has everything.
    public let score: Int
    public let reasons: [Reason]
}
