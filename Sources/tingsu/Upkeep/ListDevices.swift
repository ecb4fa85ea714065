import ArgumentParser
import CaseWork
import Node

/// `tingsu devices`
struct ListDevices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "机器、上次联系、程序版本、写到第几条到第几条 machines, last contact, program, what each wrote and what is held")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.perform(DevicesCommand(), options) { reply in
            reply.devices.map { device in
                let state = device.isRevoked ? options.text("  已停用", "  revoked") : ""
                let contact = options.text("上次联系 ", "last contact ") + Text.time(device.lastContact)
                let logs = device.logs.map { log in
                    let wrote = log.wrote.map { "1–\($0)" } ?? "?"
                    return options.text(
                        "    \(log.scope) \(log.replica)  写了 \(wrote)，收到 1–\(log.held)",
                        "    \(log.scope) \(log.replica)  wrote \(wrote), held 1–\(log.held)")
                }
                let program = device.program.map { "  " + $0.sentence(Words(options.language)) } ?? ""
                let failure = device.failure.map { ["    " + Text.failure($0, options)] } ?? []
                return
                    (["\(device.name)  \(device.role)  \(device.area)\(state)  \(contact)\(program)"] + failure + logs)
                    .joined(separator: "\n")
            }.joined(separator: "\n")
        }
    }
}
