import Foundation

@testable import Node

extension FuzzTarget {
    /// Commands as they come over the daemon's socket: the name, a line end, and JSON.
    static let command = FuzzTarget("command") { _ in
        let samples = [
            ("ping", "{}"), ("import-areas", #"{"csv":"Y29kZSxuYW1l","isDryRun":true}"#),
            ("list-cases", #"{"limit":20,"offset":0}"#), ("verify", "{}"), ("doctor", #"{"rebuild":true}"#),
            ("show-record", #"{"record":"00112233445566778899aabbccddeeff","language":"zhHans"}"#),
            (
                "save-records",
                #"{"area":"360825","records":[{"kind":"visit","fields":{"narrative":"水渠","started":"2026-04-15 15:10"}}]}"#
            ),
            ("rule", #"{"change":"00112233445566778899aabbccddeeff","admits":true,"reason":"r"}"#),
        ]
        return samples.map { Array("\($0)\n\($1)".utf8) }
            // The same content as any command would have it.
            + CommandTable.types.map { Array("\($0.name)\n{}".utf8) }
    } run: { bytes in
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let name = String(decoding: bytes[..<end], as: UTF8.self)
        let content = Data(bytes[min(end + 1, bytes.count)...])
        for type in CommandTable.types where type.name == name { try FuzzTarget.read(type, content) }
        if let failure = try? JSONDecoder().decode(CommandFailure.self, from: content) {
            _ = try ReplyJSON.encode(failure)
        }
    }

    /// What can be read can be written, and is read again.
    private static func read<Command: NodeCommand>(_ type: Command.Type, _ content: Data) throws {
        guard let command = try? CommandTable.decode(type, content) else { return }
        let written = try ReplyJSON.encode(command)
        let again = try ReplyJSON.encode(CommandTable.decode(type, written))
        try FuzzFinding.expect(again == written, "written and read \(type.name) is another command")
    }
}
