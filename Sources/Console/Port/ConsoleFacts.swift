public import Replication

/// What a node is, as its pages tell it.
public struct ConsoleFacts: Sendable {
    /// Where in the county the node stands.
    public enum Role: String, Sendable, CaseIterable {
        case device
        case hub
        case center
    }

    public let role: Role
    public let county: String
    public let nodeName: String
    /// Tells this node's cookies from those of another node on the same machine: cookies do not know ports.
    public let nodeID: RecordID
    /// A training county (练习) has a banner on every page.
    public let isTraining: Bool
    /// Whether there is anybody to sync with.
    public let hasUpstream: Bool

    public init(
        role: Role, county: String, nodeName: String, nodeID: RecordID, isTraining: Bool, hasUpstream: Bool
    ) {
        self.role = role
        self.county = county
        self.nodeName = nodeName
        self.nodeID = nodeID
        self.isTraining = isTraining
        self.hasUpstream = hasUpstream
    }
}
