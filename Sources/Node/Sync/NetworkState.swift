import Foundation

/// Where this machine can send to, as the kernel's tables of routes tell it: a cable, a radio, a telephone that came back
/// shows there at once, and looking costs nothing on the line.
struct NetworkState: Hashable, Sendable {
    /// Interface, destination and gateway of each route that leads off the machine, sorted; counters left out.
    let routes: [String]

    /// Whether anything leads off the machine.
    var isConnected: Bool { !routes.isEmpty }

    init(ipv4: String, ipv6: String) {
        var routes: [String] = []
        // Iface Destination Gateway Flags RefCnt Use Metric Mask …, under one line of headings.
        for line in ipv4.split(separator: "\n").dropFirst() {
            let columns = line.split(whereSeparator: \.isWhitespace)
            guard columns.count >= 8, columns[0] != "lo" else { continue }
            routes.append("4 \(columns[0]) \(columns[1]) \(columns[2]) \(columns[7])")
        }
        // Destination and its length, source and its length, next hop, metric, counters, flags, interface.
        for line in ipv6.split(separator: "\n") {
            let columns = line.split(whereSeparator: \.isWhitespace)
            guard columns.count >= 10, let name = columns.last, name != "lo" else { continue }
            // Link-local and multicast routes lead nowhere that an upstream is.
            guard !columns[0].hasPrefix("fe80"), !columns[0].hasPrefix("ff") else { continue }
            routes.append("6 \(name) \(columns[0]) \(columns[1]) \(columns[4])")
        }
        self.routes = Array(Set(routes)).sorted()
    }

    /// As it is now. No routes where the kernel does not tell.
    static func now() -> NetworkState {
        func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
        return NetworkState(ipv4: text("/proc/net/route"), ipv6: text("/proc/net/ipv6_route"))
    }
}
