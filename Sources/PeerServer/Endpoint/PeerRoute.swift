import Hummingbird

/// The endpoints, with the one method that each takes.
enum PeerRoute: String, CaseIterable {
    case exchange = "/v1/exchange"
    case enrolment = "/v1/enrol"
    case health = "/v1/health"

    var method: HTTPRequest.Method {
        switch self {
        case .exchange, .enrolment: .post
        case .health: .get
        }
    }
}
