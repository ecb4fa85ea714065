import Causality
import Replication

/// The name of a node in its certificate: `urn:tingsu:node:` and the 32 digits of its id.
///
/// A node is recognised by this name and not by an address, because townships have no fixed names or numbers.
enum NodeName {
    static let prefix = "urn:tingsu:node:"

    static func uri(for node: RecordID) -> String {
        prefix + Hexadecimal.encode(node.bytes)
    }

    /// The id that `uri` names; nil for another form, also where only the case of the digits differs.
    static func node(in uri: String) -> RecordID? {
        guard uri.hasPrefix(prefix), let node = RecordID(uri.dropFirst(prefix.count)), self.uri(for: node) == uri else {
            return nil
        }
        return node
    }
}
