import ArgumentParser
import CaseFile
import Identity
import Logging
import Node
import Replication

/// `tingsu center …`
struct CenterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "center", abstract: "县中心 the county center", subcommands: [Initialise.self])

    /// `tingsu center init`
    struct Initialise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "建立县中心：证书、密钥、目录 make the county: its authority, its key, its directory")

        @Option(name: .long, help: "县名 name of the county")
        var county: String

        @Flag(name: .long, help: "练习县 a training county, for practice only")
        var training = false

        @Option(name: .long, help: "监听地址 host to listen on")
        var host = "0.0.0.0"

        @Option(name: .long, help: "监听端口 port to listen on")
        var port = NodeSettings.standardPort

        @Option(name: .long, help: "管理员姓名 the administrator's name")
        var admin: String

        @OptionGroup var options: GlobalOptions

        private struct Reply: Encodable {
            let county: String
            let folder: String
            let fingerprint: String
            let node: String
        }

        func run() async throws {
            try await Output.run(options) {
                let node = try await CenterSetup(
                    county: county, isTraining: training, listen: .init(host: host, port: port), administrator: admin
                ).run(in: options.folder, logger: options.logger())
                let reply = Reply(
                    county: county, folder: options.folder.path,
                    fingerprint: node.credentials.root.fingerprint.readAloud,
                    node: node.credentials.identity.node.description)
                try await node.close()
                try Output.show(reply, options) {
                    options.text(
                        """
                        已建立 \($0.county) 县中心，数据在 \($0.folder)
                        县证书指纹：\($0.fingerprint)
                        下一步：tingsu areas import 导入区划表，再用 tingsu invite 邀请乡镇和村
                        """,
                        """
                        made the center of \($0.county) in \($0.folder)
                        fingerprint of the county: \($0.fingerprint)
                        next: `tingsu areas import`, then `tingsu invite` for each hub and device
                        """)
                }
            }
        }
    }
}
