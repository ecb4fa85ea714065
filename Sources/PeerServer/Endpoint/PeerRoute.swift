import Hummingbird
import Replication

/// The endpoints, with the methods that each takes.
enum PeerRoute: Equatable {
    case exchange
    case relay
    case enrolment
    case health
    case blob(Hash)

    /// The route of a path; nil where there is none.
    init?(path: String) {
        switch path {
        case "/v1/exchange": self = .exchange
        case "/v1/relay": self = .relay
        case "/v1/enrol": self = .enrolment
        case "/v1/health": self = .health
        default:
            guard path.hasPrefix(PeerRoute.blobs), let hash = Hash(path.dropFirst(PeerRoute.blobs.count)) else {
                return nil
            }
            self = .blob(hash)
        }
    }

    private static let blobs = "/v1/blobs/"

    var methods: [HTTPRequest.Method] {
        switch self {
        case .exchange, .relay, .enrolment: [.post]
        case .health: [.get]
        case .blob: [.get, .put]
        }
    }

    /// What it is called in a log: which blob is nobody's business there.
    var name: String {
        switch self {
        case .exchange: "/v1/exchange"
        case .relay: "/v1/relay"
        case .enrolment: "/v1/enrol"
        case .health: "/v1/health"
        case .blob: "/v1/blobs"
        }
    }
}
