/// What a township says that was asked to take a case over: the codes of the catalog's `handover_answer`.
public enum HandoverVerdict: String, Codable, Hashable, Sendable {
    /// The case lives there from then on.
    case accepted
    /// It stays where it is; the reason is written down.
    case objected
}
