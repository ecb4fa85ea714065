import Foundation

/// A cable between this machine and a network namespace of the test's own, unplugged at first.
final class Cable {
    private let name: String
    private let subnet: Int

    /// Whether this process may make namespaces, as root in most containers and in CI may.
    static let canBeMade: Bool = {
        guard geteuid() == 0 else { return false }
        let name = "tingsu-\(UInt16.random(in: .min ... .max))"
        guard (try? Cable.ip("netns", "add", name)) != nil else { return false }
        try? Cable.ip("netns", "del", name)
        return true
    }()

    init() throws {
        let number = UInt16.random(in: 1...0x0FFF)
        name = "ts\(number)"
        subnet = Int(number) % 200 + 20
        try Cable.ip("netns", "add", name)
        try Cable.ip("link", "add", "\(name)a", "type", "veth", "peer", "name", "\(name)b", "netns", name)
        try Cable.ip("addr", "add", "\(hostAddress)/24", "dev", "\(name)a")
        try Cable.ip("link", "set", "\(name)a", "up")
        // A machine without a line has its loopback all the same.
        try Cable.ip("-n", name, "link", "set", "lo", "up")
        try Cable.ip("-n", name, "addr", "add", "10.\(subnet).77.2/24", "dev", "\(name)b")
    }

    deinit {
        try? Cable.ip("netns", "del", name)
    }

    /// This machine's end.
    var hostAddress: String { "10.\(subnet).77.1" }

    /// Starts a program at the other end.
    var launcher: [String] { [Cable.path, "netns", "exec", name] }

    func plugIn() throws { try Cable.ip("-n", name, "link", "set", "\(name)b", "up") }

    /// Whether the kernel here can bound the rate of a cable.
    static let canBeLimited: Bool = {
        guard canBeMade, let cable = try? Cable() else { return false }
        return (try? cable.limit(kilobits: 30)) != nil
    }()

    /// Bounds the rate both ways, with a buffer of two seconds, as a base station has it.
    func limit(kilobits: Int) throws {
        let bound = ["root", "tbf", "rate", "\(kilobits)kbit", "burst", "1600", "latency", "2s"]
        try Cable.run(Cable.tool("tc"), ["qdisc", "add", "dev", "\(name)a"] + bound)
        try Cable.run(Cable.tool("tc"), ["-n", name, "qdisc", "add", "dev", "\(name)b"] + bound)
    }

    /// Bytes that this machine's end has received from the other one.
    func sentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/sys/class/net/\(name)a/statistics/rx_bytes", encoding: .utf8)
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    private static let path = tool("ip")

    private static func tool(_ name: String) -> String {
        ["/usr/sbin/", "/sbin/", "/usr/bin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
    }

    private static func ip(_ arguments: String...) throws { try run(path, arguments) }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NeverHappened(description: "\(program) \(arguments.joined(separator: " ")) failed")
        }
    }
}
