import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// The pages, served to browsers of this machine only.
///
/// It listens on loopback and nowhere else. Who may see anything is decided per request (`PageResponder`); this is the
/// port. A port that another program has is no reason not to sync: the system then chooses one, and `tingsu open` knows
/// which.
public struct PageServer: Service {
    /// All header fields of one request together; a browser's cookies of other local programs have room.
    static let headerBytesMax = 32 * 1024
    static let headerCountMax = 100
    /// A browser keeps connections open while somebody reads.
    static let idleSeconds: Int64 = 60

    private let configuration: PageServerConfiguration
    private let console: Console
    private let onRunning: @Sendable (Int) async -> Void

    /// Reads the templates; opens no port. Throws `TemplateError` where one is broken.
    ///
    /// `onRunning` is told the port as soon as connections are accepted.
    public init(
        configuration: PageServerConfiguration, node: any ConsoleNode, launchKeys: LaunchKeys, logger: Logger,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws {
        self.configuration = configuration
        console = try Console(configuration: configuration, node: node, launchKeys: launchKeys, logger: logger)
        self.onRunning = onRunning
    }

    /// Serves until it is stopped. Throws where the system has no port at all.
    public func run() async throws {
        do {
            try await serve(port: configuration.port)
        } catch let error as IOError where configuration.port != 0 {
            console.logger.warning(
                "the port of the pages is taken, the system chooses another",
                metadata: ["port": "\(configuration.port)", "errno": "\(error.errnoCode)"])
            try await serve(port: 0)
        }
    }

    private func serve(port: Int) async throws {
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: PageServer.headerBytesMax, maxHeaderListSize: PageServer.headerBytesMax,
            maxHeaderFieldCount: PageServer.headerCountMax)
        let application = Application(
            responder: PageResponder(console: console),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(PageServer.idleSeconds), httpDecoderConfiguration: decoder)),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { [onRunning, console] channel in
                guard let port = channel.localAddress?.port else { return }
                console.gate.open(port: port)
                await onRunning(port)
            },
            logger: console.logger)
        try await application.run()
    }
}
