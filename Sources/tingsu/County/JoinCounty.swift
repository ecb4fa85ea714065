import ArgumentParser
import CaseFile
import Foundation
import Identity
import Logging
import Node
import Replication

/// `tingsu join`
struct JoinCounty: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "用邀请文件加入县 join a county with an invite file")

    @Argument(help: "邀请文件 the invite file")
    var file: String

    @Option(name: .long, help: "监听地址（乡镇） host to listen on, for a hub")
    var host = "0.0.0.0"

    @Option(name: .long, help: "监听端口（乡镇） port to listen on, for a hub")
    var port = NodeSettings.standardPort

    @Option(name: .long, help: "代理服务器，如 http://10.1.1.1:8080 proxy; its password: see tingsu proxy (or TINGSU_PROXY)")
    var proxy: String?

    @OptionGroup var options: GlobalOptions

    private struct Reply: Encodable {
        let county: String
        let isTraining: Bool
        let name: String
        let role: String
        let node: String
        let area: String
        /// Why the first sync did not finish, where it did not; the machine has joined all the same.
        let firstSync: String?
    }

    func run() async throws {
        try await Output.run(options) {
            let invite = try Invite(decoding: Array(try Output.contents(of: file)))
            Output.note(
                options.text(
                    "邀请：\(invite.county) \(invite.deviceName)；县证书指纹 \(invite.fingerprint.readAloud)",
                    "invite: \(invite.county), \(invite.deviceName); fingerprint \(invite.fingerprint.readAloud)"))
            let chosen = try (proxy ?? options.environment["TINGSU_PROXY"]).map { try ProxySetting($0) }
            let node = try await DeviceJoin(invite: invite, listen: .init(host: host, port: port), proxy: chosen)
                .run(in: options.folder, logger: options.logger())
            var problem: String?
            do {
                _ = try await UpstreamSync(node: node).run()
            } catch {
                problem =
                    options.language == .zhHans
                    ? CommandFailure.describing(error).zhHans : CommandFailure.describing(error).en
            }
            try await node.close()
            let reply = Reply(
                county: invite.county, isTraining: invite.isTraining, name: invite.deviceName,
                role: invite.role.rawValue, node: node.credentials.identity.node.description, area: invite.areaName,
                firstSync: problem)
            try Output.show(reply, options) { reply in
                let training = reply.isTraining ? options.text("（练习县）", " (training county)") : ""
                let done = options.text(
                    "已加入 \(reply.county)\(training)：\(reply.name)，\(reply.area)",
                    "joined \(reply.county)\(training) as \(reply.name), \(reply.area)")
                guard let problem = reply.firstSync else { return done }
                return done + "\n" + options.text("首次同步没有完成：\(problem)", "the first sync did not finish: \(problem)")
            }
        }
    }
}
