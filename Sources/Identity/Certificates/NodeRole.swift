/// What a node is in the tree; the codes are those of the directory's device records.
///
/// In a certificate it is information for people. What a node may do follows from the directory alone.
///
/// Source: DESIGN.md sections 1 and 8.
public enum NodeRole: String, Hashable, Sendable, Codable, CaseIterable {
    case device
    case hub
    case center
}
