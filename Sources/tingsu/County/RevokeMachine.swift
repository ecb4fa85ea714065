import ArgumentParser
import Node

/// `tingsu revoke`
struct RevokeMachine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "停用一台机器 end all grants of a machine (at the center)",
        discussion: "已到县中心的记录仍然有效；之后才到的先保留、待裁定。What has arrived stays admitted; what comes later is kept and held.")

    @Argument(help: "机器名称或编号 name or id of the machine")
    var machine: String

    @Option(name: .long, help: "原因 reason")
    var reason: String

    @Option(
        name: .customLong("as"),
        help: "谁停用：县中心使用人的姓名或编号；不写即第一位使用人 who revokes, by name or id; default: the first person")
    var author: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.perform(RevokeCommand(device: machine, reason: reason, author: author), options) { reply in
            let lines = reply.logs.map {
                options.text(
                    "  \($0.scope) \($0.replica)：有效到第 \($0.lastAdmitted) 条",
                    "  \($0.scope) \($0.replica): admitted up to \($0.lastAdmitted)")
            }
            let head = options.text(
                "已停用 \(reply.name)。县中心没有收到的，以后到达时先保留待裁定：",
                "revoked \(reply.name); what the center has not got is held when it comes:")
            return ([head] + lines).joined(separator: "\n")
        }
    }
}
