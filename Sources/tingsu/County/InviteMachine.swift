import ArgumentParser
import Foundation
import Identity
import Node

/// `tingsu invite`
struct InviteMachine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "邀请一台机器加入 make the file that lets one machine join (at the center)")

    @Option(name: .long, help: "机器名称 name of the machine")
    var name: String

    @Option(name: .long, help: "device（村）或 hub（乡镇） device or hub")
    var role = "device"

    @Option(name: .long, help: "区划代码或名称 code or name of its area")
    var area: String

    @Option(name: .long, help: "使用人，可多次；姓名 或 姓名:角色 a person who writes on it, NAME or NAME:ROLE; repeat")
    var person: [String] = []

    @Option(name: .long, help: "上级地址 https://主机:端口，可多次 address of its upstream; repeat")
    var address: [String]

    @Option(name: .long, help: "该地址是哪台机器（乡镇的名称）；不写即县中心 the machine at the address, by name; default: this center")
    var server: String?

    @Option(name: .long, help: "有效天数 days until the code expires")
    var days = 14

    @Option(name: .shortAndLong, help: "写到文件 write the invite to this file")
    var output: String

    @Option(
        name: .customLong("as"),
        help: "谁邀请：县中心使用人的姓名或编号；不写即第一位使用人 who invites, by name or id; default: the first person")
    var author: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard NodeRole(rawValue: role) != nil, role != "center" else {
            throw ValidationError("--role \(role)：请用 device 或 hub; use device or hub")
        }
        guard (1...365).contains(days) else { throw ValidationError("--days \(days)：1–365") }
    }

    func run() async throws {
        let people = person.map { text in
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            return LocalNode.InvitedPerson(
                name: parts.first ?? text,
                role: parts.count > 1 ? parts[1] : (role == "hub" ? "township_staff" : "village_cadre"))
        }
        let command = InviteCommand(
            device: name, role: NodeRole(rawValue: role) ?? .device, area: area, people: people, addresses: address,
            server: server, validDays: days, author: author)
        try await Output.run(options) {
            let connection = try await NodeConnection.open(options.folder, logger: options.logger())
            let reply = try await connection.perform(command)
            try await connection.close()
            try ServiceUser.asCaller { try DurableFile(output).write(reply.file.utf8, readers: .owner) }
            try Output.show(reply, options) {
                options.text(
                    "邀请已写到 \(output)\n一次性口令：\($0.code)\n县证书指纹（电话里核对）：\($0.fingerprint)\n"
                        + "在那台机器上运行：tingsu join \(output)",
                    "wrote the invite to \(output)\none-time code: \($0.code)\n"
                        + "fingerprint to compare on the telephone: \($0.fingerprint)\non that machine run: tingsu join \(output)"
                )
            }
        }
    }
}
