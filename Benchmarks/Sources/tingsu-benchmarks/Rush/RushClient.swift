import ArgumentParser
import Foundation
import Logging
import Node
import PeerTransport
import ReplicaStore
import Replication

/// One of the processes that stand for the county's devices at half past five: all of its nodes sync at once, each with
/// waits of its own, as its daemon would.
struct RushClient: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rush-client", abstract: "Syncs the nodes of some folders at once; started by half_past_five.",
        shouldDisplay: false)

    /// Seconds within which the devices begin.
    @Option var spread: Double

    @Argument var folders: [String]

    func run() async throws {
        var logger = Logger(label: "rush-client")
        logger.logLevel = .critical
        var nodes: [LocalNode] = []
        for path in folders {
            let folder = NodeFolder(path: path)
            nodes.append(try LocalNode(folder: folder, settings: await NodeSettings.load(from: folder), logger: logger))
        }
        RushClient.say(Data("ready".utf8))
        guard readLine() != nil else { return }
        let start = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for (path, node) in zip(folders, nodes) {
                group.addTask {
                    let name = URL(fileURLWithPath: path).lastPathComponent
                    let device = await RushClient.evening(of: node, name, start, spread: spread)
                    if let line = try? JSONEncoder().encode(device) { RushClient.say(line) }
                }
            }
        }
        for node in nodes { try await node.close() }
        RushClient.say(Data("end".utf8))
    }

    /// A line at once, so that two tasks do not write into each other's.
    private static func say(_ line: Data) { FileHandle.standardOutput.write(line + [0x0A]) }

    /// Syncs until the center has signed for everything, with the waits of `SyncService`.
    private static func evening(
        of node: LocalNode, _ name: String, _ start: ContinuousClock.Instant, spread: Double
    ) async -> RushedDevice {
        var device = RushedDevice(name: name)
        var retries = RetrySchedule()
        do {
            try await Task.sleep(for: .seconds(Double.random(in: 0...spread)))
            while true {
                device.tries += 1
                do {
                    _ = try await UpstreamSync(node: node).run()
                    retries.succeeded()
                    if try await node.isSignedFor() { break }
                } catch let failure as SyncFailure where failure.isTransient {
                    device.count(failure)
                    let wait = retries.delayAfterFailureMilliseconds(
                        random: .random(in: .min ... .max), retryAfterSeconds: failure.retryAfterSeconds)
                    let begin = ContinuousClock.now
                    try await Task.sleep(for: .milliseconds(wait))
                    if ContinuousClock.now - begin < .seconds(failure.retryAfterSeconds ?? 0) { device.early += 1 }
                }
            }
        } catch {
            device.failure = "\(error)"
        }
        device.seconds = (ContinuousClock.now - start) / .seconds(1)
        return device
    }
}

extension RushedDevice {
    fileprivate mutating func count(_ failure: SyncFailure) {
        switch failure {
        case .refused where failure.code == "busy": busyAnswers += 1
        case .transport: lostLines += 1
        default: otherFailures += 1
        }
    }
}

extension LocalNode {
    /// Whether the center has signed for everything that is held here.
    func isSignedFor() throws -> Bool {
        try read { engine, transaction in
            try transaction.scopes().allSatisfy { scope in
                let count = try engine.custodyCount(of: scope, isCenter: false, transaction)
                return scope == .directory || count.atCounty == count.held
            }
        }
    }
}
