import Identity
import Logging
import PeerServer
import ServiceLifecycle

/// A server that runs beside a test.
struct ServerRun {
    let port: Int
    private let group: ServiceGroup

    /// Begins the graceful stop and returns at once.
    func stop() async {
        await group.triggerGracefulShutdown()
    }

    /// Runs `use` beside the server, and stops it gracefully at its end.
    static func with(
        _ county: ServerCounty, _ service: any PeerService, _ configuration: PeerServerConfiguration? = nil,
        logger: Logger? = nil, use: (ServerRun) async throws -> Void
    ) async throws {
        let configuration = try configuration ?? county.serverConfiguration()
        let (ports, portFound) = AsyncStream<Int>.makeStream()
        var silent = Logger(label: "server-test")
        silent.logLevel = .critical
        let logger = logger ?? silent
        let server = try PeerServer(
            configuration: configuration, service: service, root: county.authority.root, logger: logger,
            onRunning: { portFound.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { portFound.finish() }
                try await group.run()
            }
            do {
                var iterator = ports.makeAsyncIterator()
                if let port = await iterator.next() { try await use(ServerRun(port: port, group: group)) }
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
