public import Replication

/// Why the authority did not issue a certificate.
public enum IssueError: Error, Hashable, Sendable {
    /// The node id asked for is not the one that the key has.
    case nodeMismatch(asked: RecordID, key: RecordID)
    case name(String, problem: String)
    case failed(reason: String)
}

extension IssueError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .nodeMismatch(let asked, let key):
            "no certificate for node \(asked): the key in the request is that of node \(key)"
        case .name(let name, let problem): "the name \"\(name)\" \(problem); choose another"
        case .failed(let reason): "the certificate could not be made: \(reason)"
        }
    }
}
