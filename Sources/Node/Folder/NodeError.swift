/// Why a node cannot do what it was asked, with the next step in the sentence.
public enum NodeError: Error, Hashable, Sendable {
    case notSetUp(folder: String)
    case alreadySetUp(folder: String)
    case settings(path: String, problem: String)
    case schedule(time: String)
    /// The proxy's address is not usable; the sentence does not repeat a password.
    case proxy(problem: String)
    case noUpstream
    case wrongRole(needed: String, isRole: String)
    /// The sync ended before both sides stood equal.
    case sync(SyncFailure)
}

extension NodeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notSetUp(let folder):
            "there is no node in \(folder): run `tingsu setup` first, or name another --data"
        case .alreadySetUp(let folder): "\(folder) holds a node already: choose an empty folder with --data"
        case .settings(let path, let problem): "\(path) is not usable: \(problem)"
        case .schedule(let time): "\(time) is no time of day: write it as 17:30"
        case .proxy(let problem): "the proxy's address is not usable (\(problem)): write it as http://10.1.1.1:8080"
        case .noUpstream: "this node has no upstream to sync to"
        case .wrongRole(let needed, let isRole): "this is done on the \(needed); this node is a \(isRole)"
        case .sync(let failure): failure.description
        }
    }
}
