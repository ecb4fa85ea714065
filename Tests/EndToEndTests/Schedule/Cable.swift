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

    private static let path =
        ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"].first { FileManager.default.isExecutableFile(atPath: $0) } ?? "ip"

    private static func ip(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NeverHappened(description: "ip \(arguments.joined(separator: " ")) failed")
        }
    }
}
