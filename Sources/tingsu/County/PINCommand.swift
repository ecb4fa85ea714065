import ArgumentParser
import CaseWork
import Node

/// `tingsu pin`
struct PINCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "忘记密码 forgotten PINs", subcommands: [PINCode.self])
}

/// `tingsu pin code`
struct PINCode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "答复忘记密码的人 answer somebody who forgot their PIN (at the hub or the center)",
        discussion: """
            先确认打电话的就是本人，再念出答复。对方设备不用联网，没有同步的记录不会丢。
            Make sure who is calling before you read it out. The device needs no line, and loses no record.
            """)

    @Option(name: .long, help: "对方机器的名称或编号 name or id of their machine")
    var device: String

    @Option(name: .long, help: "对方姓名 their name")
    var person: String

    @Argument(help: "对方屏幕上的 12 位数字 the 12 digits on their screen")
    var challenge: [String]

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let command = PINCodeCommand(device: device, person: person, challenge: challenge.joined())
        try await Output.perform(command, options) { reply in
            let code = ChallengeDigits.grouped(reply.code)
            return options.text(
                "请念给\(reply.person)（\(reply.device)）：\(code)", "read to \(reply.person) (\(reply.device)): \(code)")
        }
    }
}
