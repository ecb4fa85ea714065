import Foundation
import Hummingbird
import HummingbirdCore
import Identity
import Logging
import NIOCore
import ServiceLifecycle

/// The daemon's Unix socket: `POST /v1/command/NAME` with a command as JSON, answered by its reply as JSON.
///
/// Only the owner of the data folder can reach it. A failure is answered with status 422 and a `CommandFailure`. A client
/// that accepts `application/x-ndjson` gets the progress of a command that has one, line by line, and the reply as the
/// last line (`CommandEvent`); a command that was begun is done also when its client goes away.
struct ControlServer: Service {
    /// A batch import is the largest command; its lines are bounded again when they are read.
    static let commandBytesMax = 64 * 1024 * 1024
    /// Progress is a state: the newest lines say all that the older ones said.
    static let linesWaitingMax = 64

    let node: LocalNode
    let onRunning: @Sendable () -> Void

    func run() async throws {
        try DurableFile.makeFolder(node.folder.runPath)
        // A socket that a killed daemon left behind: the store's lock, which is ours, says that nobody listens on it.
        try? FileManager.default.removeItem(atPath: node.folder.socketPath)
        let router = Router()
        let node = node
        router.post("/v1/command/:name") { request, context in
            let name = context.parameters.get("name") ?? ""
            guard let handler = CommandTable.all.handler(named: name) else {
                return ControlServer.respond(
                    CommandFailure(
                        kind: .badInput, code: "unknown-command", zhHans: "没有命令 \(name)",
                        en: "there is no command \(name)"))
            }
            guard let body = await ControlServer.body(of: request) else {
                return ControlServer.respond(
                    CommandFailure(
                        kind: .badInput, code: "command-too-large",
                        zhHans: "命令超过 \(ControlServer.commandBytesMax) 字节：请分几次做",
                        en: "the command is larger than \(ControlServer.commandBytesMax) bytes: do it in parts"))
            }
            let command = Data(body.readableBytesView)
            if request.headers[.accept] == CommandEventStream.contentType,
                let streamer = CommandTable.all.streamer(named: name)
            {
                return ControlServer.stream { try await streamer(command, node, $0) }
            }
            do {
                let reply = try await handler(command, node)
                return ControlServer.respond(.ok, reply)
            } catch {
                return ControlServer.respond(CommandFailure(describing: error))
            }
        }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: node.folder.socketPath)),
            onServerRunning: { [onRunning] _ in onRunning() }, logger: node.logger)
        try await application.run()
    }

    /// The command's bytes; nil where they are too many, or say that they will be, or never come.
    private static func body(of request: Request) async -> ByteBuffer? {
        let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard declared <= commandBytesMax else { return nil }
        return try? await request.body.collect(upTo: commandBytesMax)
    }

    /// Answers with the lines that `run` hands out, and the one that it returns behind them.
    private static func stream(
        _ run: @escaping @Sendable (@escaping @Sendable (Data) -> Void) async throws -> Data
    ) -> Response {
        Response(
            status: .ok, headers: [.contentType: CommandEventStream.contentType],
            body: ResponseBody { writer in
                // Whoever reads slowly misses lines, and holds nothing up.
                let (lines, continuation) = AsyncStream.makeStream(
                    of: Data.self, bufferingPolicy: .bufferingNewest(ControlServer.linesWaitingMax))
                async let last = {
                    defer { continuation.finish() }
                    return try await run { continuation.yield($0) }
                }()
                var isThere = true
                for await line in lines where isThere {
                    do { try await writer.write(ByteBuffer(bytes: line)) } catch { isThere = false }
                }
                try await writer.write(ByteBuffer(bytes: last))
                try await writer.finish(nil)
            })
    }

    private static func respond(_ failure: CommandFailure) -> Response {
        respond(.unprocessableContent, (try? ReplyJSON.encode(failure)) ?? Data())
    }

    private static func respond(_ status: HTTPResponse.Status, _ data: Data) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }
}
