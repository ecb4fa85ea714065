/// How two events, or two sets of events, stand to each other.
///
/// A partial order: `concurrent` is an answer of its own, which is why nothing that is compared this way is
/// `Comparable`.
///
/// Source: Lamport 1978; Mattern 1989; Fidge 1988.
public enum CausalOrder: Hashable, Sendable, CaseIterable {
    /// The same knowledge.
    case equal
    /// The other one has all of this, and more.
    case before
    /// This has all of the other one, and more.
    case after
    /// Each has something that the other lacks.
    case concurrent

    /// The same relation seen from the other side.
    public var reversed: CausalOrder {
        switch self {
        case .before: .after
        case .after: .before
        case .equal, .concurrent: self
        }
    }
}
