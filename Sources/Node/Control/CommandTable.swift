public import Foundation

/// All commands that the daemon's socket takes, by name.
struct CommandTable: Sendable {
    typealias Handler = @Sendable (Data, LocalNode) async throws -> Data
    /// Hands out the lines of the progress, and returns the last line.
    typealias Streamer = @Sendable (Data, LocalNode, @escaping @Sendable (Data) -> Void) async throws -> Data

    // Looked up by name; never iterated.
    private let handlers: [String: Handler]
    private let streamers: [String: Streamer]

    init(_ types: [any NodeCommand.Type]) {
        var handlers: [String: Handler] = [:]
        var streamers: [String: Streamer] = [:]
        for type in types {
            handlers[type.name] = CommandTable.handler(type)
            if let type = type as? any ProgressingCommand.Type { streamers[type.name] = CommandTable.streamer(type) }
        }
        self.handlers = handlers
        self.streamers = streamers
    }

    func handler(named name: String) -> Handler? { handlers[name] }

    /// Nil for a command that has no progress to tell.
    func streamer(named name: String) -> Streamer? { streamers[name] }

    private static func handler<Command: NodeCommand>(_ type: Command.Type) -> Handler {
        { data, node in try ReplyJSON.encode(await decode(type, data).run(on: node)) }
    }

    private static func streamer<Command: ProgressingCommand>(_ type: Command.Type) -> Streamer {
        { data, node, hand in
            do {
                let reply = try await decode(type, data).run(on: node) { progress in
                    if let line = try? CommandEvent<Command>(progress: progress).line() { hand(line) }
                }
                return try CommandEvent<Command>(reply: reply).line()
            } catch {
                return try CommandEvent<Command>(failure: CommandFailure(describing: error)).line()
            }
        }
    }

    /// Reads a command. Throws `CommandFailure` for what is none.
    static func decode<Command: NodeCommand>(_ type: Command.Type, _ data: Data) throws -> Command {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw CommandFailure(
                kind: .badInput, code: "bad-command", zhHans: "命令内容无法读取：\(error)",
                en: "the command is not readable: \(error)")
        }
    }
}

/// How replies are written: sorted keys, so that the same reply has the same bytes.
public enum ReplyJSON {
    /// The reply's bytes.
    public static func encode(_ reply: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(reply)
    }
}
