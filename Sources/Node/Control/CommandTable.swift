public import Foundation

/// All commands that the daemon's socket takes, by name.
struct CommandTable: Sendable {
    typealias Handler = @Sendable (Data, LocalNode) async throws -> Data

    /// Looked up by name; never iterated.
    private let handlers: [String: Handler]

    init(_ types: [any NodeCommand.Type]) {
        var handlers: [String: Handler] = [:]
        for type in types { handlers[type.name] = CommandTable.handler(type) }
        self.handlers = handlers
    }

    func handler(named name: String) -> Handler? { handlers[name] }

    private static func handler<Command: NodeCommand>(_ type: Command.Type) -> Handler {
        { data, node in
            let command: Command
            do {
                command = try JSONDecoder().decode(type, from: data)
            } catch {
                throw CommandFailure(
                    kind: .badInput, code: "bad-command", zhHans: "命令内容无法读取：\(error)",
                    en: "the command is not readable: \(error)")
            }
            return try ReplyJSON.encode(await command.run(on: node))
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
