import ArgumentParser
import Foundation
import Node

/// Where a command's results go: the reply as JSON, or as text that somebody wrote for people.
enum Output {
    /// Prints a reply, as JSON where that was asked for.
    static func show<Reply: Encodable>(_ reply: Reply, _ options: GlobalOptions, text: (Reply) -> String) throws {
        if options.json {
            print(String(decoding: try ReplyJSON.encode(reply), as: UTF8.self))
        } else {
            print(text(reply))
        }
    }

    /// Writes to the error stream.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Runs the body of a command; a failure is shown and becomes the exit code.
    ///
    /// What root runs is done as the owner of the data, unless `keepsRights`.
    static func run(
        _ options: GlobalOptions, keepsRights: Bool = false, _ body: () async throws -> Void
    ) async throws {
        if !keepsRights { ServiceUser.enter(options.folder) }
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch {
            let failure = CommandFailure.describing(error)
            if options.json {
                print(String(decoding: (try? ReplyJSON.encode(["error": failure])) ?? Data(), as: UTF8.self))
            } else {
                note(options.text("错误：\(failure.zhHans)", "error: \(failure.en)"))
            }
            throw ExitCode(failure.kind.rawValue)
        }
    }

    /// Opens the node, has one command done, and closes it again; `before` is done when that has succeeded, before it is
    /// said.
    static func perform<Command: NodeCommand>(
        _ command: Command, _ options: GlobalOptions, text: (Command.Reply) -> String,
        before: () throws -> Void = {}
    ) async throws {
        try await run(options) {
            let reply = try await Output.reply(to: command, options)
            try before()
            try show(reply, options, text: text)
        }
    }

    /// Opens the node, has the command done, and closes it again.
    static func reply<Command: NodeCommand>(
        to command: Command, _ options: GlobalOptions
    ) async throws -> Command.Reply {
        let connection = try await NodeConnection.open(options.folder, logger: options.logger())
        let reply: Command.Reply
        do {
            reply = try await connection.perform(command)
        } catch {
            try? await connection.close()
            throw error
        }
        try await connection.close()
        return reply
    }

    /// Reads a file that somebody named; `-` is the standard input.
    static func contents(of path: String) throws -> Data {
        if path == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        guard let data = ServiceUser.asCaller({ FileManager.default.contents(atPath: path) }) else {
            throw CommandFailure(
                kind: .notFound, code: "file-not-found", zhHans: "读不到文件 \(path)", en: "cannot read the file \(path)")
        }
        return data
    }
}

extension Output {
    /// Hands what was printed to whoever reads, also where that is a pipe.
    static func flush() {
        fflush(nil)
    }
}
