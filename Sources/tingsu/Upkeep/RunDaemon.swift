import ArgumentParser
import CaseFile
import Identity
import Logging
import Node
import Replication

/// `tingsu run`
struct RunDaemon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "在后台运行：接收下级、按时同步 serve downstreams, sync at the set times, answer commands",
        discussion: "用 SIGTERM 结束，会做完手上的事务。End it with SIGTERM; the transaction in hand is finished.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.run(options) {
            let folder = options.folder
            let settings = try await NodeSettings.load(from: folder)
            let node = try LocalNode(folder: folder, settings: settings, logger: options.logger(level: .info))
            let (json, english) = (options.json, options.language == .en)
            try await Daemon(node: node) { port in
                let place = port.map { "\($0)" } ?? "-"
                if json {
                    print("{\"ready\":true,\"port\":\(port.map { "\($0)" } ?? "null")}")
                } else {
                    print(english ? "ready, port \(place)" : "已就绪，端口 \(place)")
                }
                Output.flush()
            }.run()
        }
    }
}
