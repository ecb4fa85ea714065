import Hummingbird
import Synchronization

/// Which requests come from a page of ours in a browser of this machine.
///
/// Names that lead to loopback are everybody's to hand out (DNS rebinding), so the Host must be one of ours; and any page
/// of the web may post to loopback, so what changes something must come from our own origin.
final class Gate: Sendable {
    private let port = Mutex<Int?>(nil)

    /// From now on the pages are at this port.
    func open(port number: Int) { port.withLock { $0 = number } }

    /// Whether the request names this server, by one of its three loopback names and its port.
    func isAddressed(by host: String?) -> Bool {
        guard let host, let port = port.withLock({ $0 }) else { return false }
        return ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"].contains(host.lowercased())
    }

    /// Whether a request that changes something comes from a page of this origin: its Origin says so, or, where there is
    /// none, the browser does in Sec-Fetch-Site. A request that says neither is refused.
    func isOwn(_ headers: HTTPFields, host: String?) -> Bool {
        let site = headers[values: .secFetchSite]
        guard site.allSatisfy({ $0 == "same-origin" }) else { return false }
        let origins = headers[values: .origin]
        guard !origins.isEmpty else { return !site.isEmpty }
        return origins.count == 1 && origins[0].lowercased() == "http://" + (host ?? "").lowercased()
    }
}
