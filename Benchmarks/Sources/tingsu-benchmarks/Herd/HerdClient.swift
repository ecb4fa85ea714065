import ArgumentParser
import Foundation
import Logging
import Node
import ReplicaStore
import Replication

/// One of the processes that stand for the county's devices: opens their nodes, waits for a line, syncs them all.
struct HerdClient: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "herd-client", abstract: "Syncs the nodes of some folders; started by the herd measurement.",
        shouldDisplay: false)

    /// Nodes that sync at once in one process; eight processes fill the server's sixteen places.
    private static let atOnce = 2

    @Argument var folders: [String]

    func run() async throws {
        var logger = Logger(label: "herd-client")
        logger.logLevel = .error
        var nodes: [LocalNode] = []
        for path in folders {
            let folder = NodeFolder(path: path)
            nodes.append(
                try LocalNode(folder: folder, settings: await NodeSettings.load(from: folder), logger: logger))
        }
        HerdClient.say("ready")
        guard readLine() != nil else { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, node) in nodes.enumerated() {
                if index >= HerdClient.atOnce { try await group.next() }
                group.addTask { try await HerdClient.deliver(node) }
            }
            try await group.waitForAll()
        }
        HerdClient.say("done")
        for node in nodes { try await node.close() }
    }

    private static func say(_ word: String) {
        FileHandle.standardOutput.write(Data((word + "\n").utf8))
    }

    /// Syncs until the center has signed for everything that the node holds.
    static func deliver(_ node: LocalNode) async throws {
        while true {
            do {
                _ = try await UpstreamSync(node: node).run()
            } catch let failure as SyncFailure where failure.isTransient {
                // Turned away for the moment: again, as a device does.
                try await Task.sleep(for: .seconds(failure.retryAfterSeconds ?? 1))
                continue
            }
            if try await node.isSignedFor() { return }
        }
    }
}
