import ArgumentParser
import CaseWork
import Node

/// `tingsu held`
struct ListHeld: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "held", abstract: "已保存但待裁定的改动 changes that are kept but not admitted, and why")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.perform(HeldCommand(), options) { reply in
            if reply.changes.isEmpty { return options.text("没有待裁定的改动", "nothing is held") }
            return reply.changes.map { change in
                "\(change.change)  \(change.kind)  \(change.area)  \(change.author)@\(change.device)  "
                    + "\(Text.time(change.recordedAt))  \(reason(change.reason))"
            }.joined(separator: "\n")
        }
    }

    private func reason(_ code: String) -> String {
        switch code {
        case "grant-ended": options.text("机器已停用", "its machine was revoked")
        case "ruled": options.text("已裁定不采用", "ruled out")
        default: options.text("机器无权写此区划", "its machine may not write here")
        }
    }
}
