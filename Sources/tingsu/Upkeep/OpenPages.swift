import ArgumentParser
import Foundation
import Identity
import Node

/// `tingsu open`
struct OpenPages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "在浏览器里打开听诉 open Tingsu in the browser",
        discussion: """
            地址里的钥匙只能用一次，五分钟内有效。用 --print 只显示地址，不打开浏览器。
            The key in the address works once, within five minutes. --print shows the address and opens no browser.
            """)

    @OptionGroup var options: GlobalOptions

    @Flag(name: .long, help: "只显示地址 show the address only")
    var print = false

    func run() async throws {
        try await Output.run(options) {
            let connection = try await NodeConnection.open(options.folder, logger: options.logger())
            let reply: OpenPagesCommand.Reply
            do {
                reply = try await connection.perform(OpenPagesCommand())
            } catch {
                try? await connection.close()
                throw error
            }
            try await connection.close()
            if !print, !options.json, try opened(reply.address) { return }
            try Output.show(reply, options, text: \.address)
        }
    }

    /// Hands the address to the desktop's browser; false where there is no desktop.
    ///
    /// Other users see the arguments of a process, so the browser is given a file that only its owner can read, and the
    /// key stands in that.
    private func opened(_ address: String) throws -> Bool {
        let environment = options.environment
        guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil,
            let path = (environment["PATH"] ?? "").split(separator: ":").map({ "\($0)/xdg-open" }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { return false }
        let file = "\(options.folder.runPath)/open.html"
        let page = "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=\(address)\">\n"
        try DurableFile(file).write(Array(page.utf8), readers: .owner)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [file]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
