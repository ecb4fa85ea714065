import Console
import Foundation
import Identity
import Logging
import PeerServer
import ServiceLifecycle
import UnixSignals

/// `tingsu run`: serves downstreams and the pages of this machine, syncs upstream at the set times, and answers commands
/// on its socket.
///
/// SIGTERM and SIGINT end it gracefully: requests in hand are finished, and every transaction is whole by
/// construction. A second daemon on one store is refused by the store's lock.
public struct Daemon: Sendable {
    let node: LocalNode
    let onReady: @Sendable (Int?) -> Void

    /// `onReady` is told the port of the peer server, nil on a device, once everything listens.
    public init(node: LocalNode, onReady: @escaping @Sendable (Int?) -> Void = { _ in }) {
        self.node = node
        self.onReady = onReady
    }

    /// Runs until it is told to stop. Throws `PeerServerError` where a port is not to be had.
    public func run() async throws {
        try await node.flushWitness()
        let pagesPort = node.settings.pagesPort
        let ready = ReadyCount(
            awaited: (node.settings.role == .device ? 1 : 2) + (pagesPort == nil ? 0 : 1), onReady: onReady)
        var services: [any Service] = [
            ControlServer(node: node, onRunning: { ready.mark(port: nil) }),
            SyncService(node: node, schedule: try DailySchedule(times: node.settings.syncTimes)),
            BackupService(node: node),
            TextIndexService(node: node),
        ]
        if node.settings.role != .device {
            let listen = node.settings.listen ?? .init(host: "127.0.0.1", port: NodeSettings.standardPort)
            var configuration = PeerServerConfiguration(
                host: listen.host, port: listen.port, certificateChainPath: node.credentials.certificatePath,
                privateKeyPath: node.credentials.keyPath)
            configuration.program = TingsuVersion.program
            configuration.maximumConnections = OpenFileLimit.makeRoom(
                forConnections: configuration.maximumConnections)
            services.append(
                try PeerServer(
                    configuration: configuration,
                    service: NodePeerService(node: node), root: node.credentials.root, logger: node.logger,
                    onRunning: { ready.mark(port: $0) }))
        }
        if let pagesPort {
            services.append(
                try PageServer(
                    configuration: PageServerConfiguration(port: pagesPort), node: NodePages(node: node),
                    launchKeys: node.pagesDoor.launchKeys, logger: node.logger,
                    onRunning: { [node] port in
                        node.pagesDoor.open(at: port)
                        ready.mark(port: nil)
                    }))
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map {
                    .init(
                        service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: node.logger))
        defer { try? FileManager.default.removeItem(atPath: node.folder.socketPath) }
        try await group.run()
        ReadinessNotice.send("STOPPING=1")
        try await node.close()
    }
}
