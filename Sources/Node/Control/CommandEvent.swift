import Foundation

/// One line of a running command's answer on the daemon's socket, as JSON: lines with `progress` first, then one with
/// `reply` or `failure`. Exactly one member is there.
struct CommandEvent<Command: ProgressingCommand>: Codable, Sendable {
    var progress: Command.Progress?
    var reply: Command.Reply?
    var failure: CommandFailure?

    /// The line with its end.
    func line() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + [UInt8(ascii: "\n")]
    }
}

/// How a client asks for the lines of a running command, and how they are called in the answer.
enum CommandEventStream {
    static let contentType = "application/x-ndjson"
}
