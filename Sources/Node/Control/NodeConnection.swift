import Foundation
public import Logging
import PeerTransport
import ReplicaStore

/// The way from a command line to a node: through the running daemon's socket, or by opening the store itself.
public enum NodeConnection: Sendable {
    case daemon(NodeFolder)
    case own(LocalNode)

    /// Finds the way. Throws `NodeError` and `CommandFailure` of kind `busy` where another process has the store open
    /// without answering on the socket.
    public static func open(_ folder: NodeFolder, logger: Logger) async throws -> NodeConnection {
        let settings = try await NodeSettings.load(from: folder)
        if await answers(folder) { return .daemon(folder) }
        do {
            return .own(try LocalNode(folder: folder, settings: settings, logger: logger))
        } catch StoreError.alreadyOpen {
            // A daemon that is just starting holds the lock before it listens.
            let limit = ContinuousClock.now + .seconds(10)
            while ContinuousClock.now < limit {
                try await Task.sleep(for: .milliseconds(50))
                if await answers(folder) { return .daemon(folder) }
                if let node = try? LocalNode(folder: folder, settings: settings, logger: logger) { return .own(node) }
            }
            throw CommandFailure(
                kind: .busy, code: "store-busy", zhHans: "另一个程序正在使用 \(folder.path)，请稍后再试",
                en: "another process is using \(folder.path): wait for it to end, then try again")
        }
    }

    /// Has the command done and returns its reply. Throws `CommandFailure`.
    public func perform<Command: NodeCommand>(_ command: Command) async throws -> Command.Reply {
        switch self {
        case .own(let node):
            do {
                return try await command.run(on: node)
            } catch {
                throw CommandFailure(describing: error)
            }
        case .daemon(let folder):
            let (status, body) = try await NodeConnection.post(command, to: folder)
            if status == 200 { return try JSONDecoder().decode(Command.Reply.self, from: Data(body)) }
            throw try JSONDecoder().decode(CommandFailure.self, from: Data(body))
        }
    }

    /// The same with its progress, on this machine's daemon as well as here. `onProgress` may be called on any thread.
    public func perform<Command: ProgressingCommand>(
        _ command: Command, onProgress: @escaping @Sendable (Command.Progress) -> Void
    ) async throws -> Command.Reply {
        switch self {
        case .own(let node):
            do {
                return try await command.run(on: node, onProgress: onProgress)
            } catch {
                throw CommandFailure(describing: error)
            }
        case .daemon(let folder):
            @Sendable func event(_ line: [UInt8]) throws -> CommandEvent<Command> {
                try JSONDecoder().decode(CommandEvent<Command>.self, from: Data(line))
            }
            let (status, body) = try await NodeConnection.post(
                command, to: folder, accepting: CommandEventStream.contentType,
                onLine: { line in
                    if let progress = try? event(line).progress { onProgress(progress) }
                })
            guard status == 200 else { throw try JSONDecoder().decode(CommandFailure.self, from: Data(body)) }
            let last = try event(Array(body.split(separator: UInt8(ascii: "\n")).last ?? []))
            if let reply = last.reply { return reply }
            throw last.failure
                ?? CommandFailure(
                    kind: .line, code: "daemon-gone", zhHans: "后台程序没有答完就结束了", en: "the daemon ended before it replied")
        }
    }

    private static func post<Command: NodeCommand>(
        _ command: Command, to folder: NodeFolder, accepting contentType: String = "application/json",
        onLine: (@Sendable ([UInt8]) -> Void)? = nil
    ) async throws -> (status: Int, body: [UInt8]) {
        let body = Array(try JSONEncoder().encode(command))
        do {
            return try await ControlSocket(path: folder.socketPath).post(
                "/v1/command/\(Command.name)", body: body, accepting: contentType, onLine: onLine)
        } catch {
            throw CommandFailure(
                kind: .line, code: "daemon-gone", zhHans: "后台程序没有回应：\(error)",
                en: "the daemon does not answer: \(error)")
        }
    }

    /// Gives the store up, where it was opened here.
    public func close() async throws {
        if case .own(let node) = self { try await node.close() }
    }

    private static func answers(_ folder: NodeFolder) async -> Bool {
        guard FileManager.default.fileExists(atPath: folder.socketPath) else { return false }
        let ping = try? await ControlSocket(path: folder.socketPath).post("/v1/command/ping", body: Array("{}".utf8))
        return ping?.status == 200
    }
}
