import ArgumentParser
import Node

/// `tingsu status`
struct ShowStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "本机状况：记录到了哪里、上次同步、待处理 what this node holds and how far it has come")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.perform(StatusCommand(), options, text: text)
    }

    private func text(_ reply: StatusCommand.Reply) -> String {
        let training = reply.isTraining ? options.text("  【练习县】", "  [TRAINING]") : ""
        var lines = ["\(reply.name)  \(reply.county)\(training)  (\(reply.role))"]
        lines.append(
            options.text(
                "在本机 \(reply.held)  已到乡镇 \(reply.atUpstream)  已到县中心 \(reply.atCounty)／\(reply.held)",
                "here \(reply.held)  at the township \(reply.atUpstream)  at the county \(reply.atCounty) of \(reply.held)"
            ))
        for scope in reply.scopes where reply.scopes.count > 1 {
            lines.append("  \(scope.area)  \(scope.held) / \(scope.atUpstream) / \(scope.atCounty)")
        }
        if reply.alarmsWaiting > 0 {
            lines.append(
                options.text(
                    "有 \(reply.alarmsWaiting) 条平安预警还没送到上级，请打电话告诉上级，并让本机保持开着、连上网",
                    "\(reply.alarmsWaiting) safety alarms have not reached the upstream: telephone it, and keep this machine on and connected"
                ))
        }
        if let sync = reply.lastSync {
            let outcome =
                sync.failure.map { options.text("未完成（\($0)）", "did not finish (\($0))") }
                ?? options.text("完成", "done")
            let way = sync.isByBundle == true ? options.text("（用U盘）", " (by stick)") : ""
            lines.append(
                options.text(
                    "上次同步\(way) \(Text.time(sync.at)) \(outcome)", "last sync\(way) \(Text.time(sync.at)) \(outcome)"))
            if let offset = sync.clockOffset {
                lines.append(
                    options.text("时钟与上级相差 \(offset / 1000) 秒", "clock off the upstream's by \(offset / 1000) s")
                        + (reply.isClockSuspect ? options.text("，请校准", ", set it") : ""))
            }
        }
        if reply.bundlesOutstanding > 0 {
            lines.append(
                options.text(
                    "用U盘送出 \(reply.bundlesOutstanding) 次，回执还没有回来",
                    "\(reply.bundlesOutstanding) sent by stick, no answer yet"))
        }
        if let backup = reply.backup { lines += BackupText(options).lines(backup) }
        if let proxy = reply.proxy { lines.append(options.text("代理服务器 \(proxy)", "proxy \(proxy)")) }
        if reply.conflicts > 0 {
            lines.append(
                options.text(
                    "有 \(reply.conflicts) 处说法不一：tingsu conflicts", "\(reply.conflicts) disputed: tingsu conflicts"))
        }
        if reply.heldBack > 0 {
            lines.append(options.text("有 \(reply.heldBack) 条待裁定：tingsu held", "\(reply.heldBack) held: tingsu held"))
        }
        if reply.unapplied > 0 {
            lines.append(
                options.text(
                    "有 \(reply.unapplied) 条来自更新的版本，升级后可见",
                    "\(reply.unapplied) from a newer version, shown after an upgrade"))
        }
        return lines.joined(separator: "\n")
    }
}
