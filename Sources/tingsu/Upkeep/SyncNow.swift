import ArgumentParser
import Foundation
import Node

/// `tingsu sync`
struct SyncNow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "现在与上级同步 sync with the upstream now")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.run(options) {
            let connection = try await NodeConnection.open(options.folder, logger: options.logger())
            let reply: SyncCommand.Reply
            do {
                if options.json {
                    reply = try await connection.perform(SyncCommand())
                } else {
                    let progress = SyncProgress(options.language, isTerminal: isatty(STDERR_FILENO) == 1)
                    defer { progress.end() }
                    reply = try await connection.perform(SyncCommand()) { progress.show($0) }
                }
            } catch {
                try? await connection.close()
                throw error
            }
            try await connection.close()
            try Output.show(reply, options, text: text)
        }
    }

    private func text(_ reply: SyncCommand.Reply) -> String {
        var lines = [
            options.text(
                "同步完成：送出 \(reply.sent) 条，收到 \(reply.received) 条，\(reply.requests) 次请求，"
                    + "上行 \(reply.bytesSent) 字节，下行 \(reply.bytesReceived) 字节",
                "synced: \(reply.sent) sent, \(reply.received) received, \(reply.requests) requests, "
                    + "\(reply.bytesSent) bytes up, \(reply.bytesReceived) bytes down")
        ]
        if reply.filesSent + reply.filesReceived + reply.filesLeft > 0 {
            lines.append(
                options.text(
                    "附件：送出 \(reply.filesSent) 个，取回 \(reply.filesReceived) 个，还剩 \(reply.filesLeft) 个，下次再试",
                    "files: \(reply.filesSent) sent, \(reply.filesReceived) fetched, \(reply.filesLeft) left for the next time"
                ))
        }
        if reply.reissued > 0 {
            lines.append(
                options.text(
                    "这份数据曾被复制或恢复：\(reply.reissued) 条已重新登记，没有丢失",
                    "this store was copied or put back: \(reply.reissued) changes were issued again, none is lost"))
        }
        if reply.isClockSuspect {
            lines.append(
                options.text(
                    "注意：本机时钟与上级相差 \(reply.clockOffset / 60_000) 分钟，请校准；上次同步以来在本机记录的时间已标为存疑",
                    "note: this machine's clock is \(reply.clockOffset / 60_000) minutes off the upstream's: set it. Times "
                        + "recorded here since the last sync are marked as suspect"))
        }
        for refused in reply.refused {
            lines.append(
                options.text(
                    "未被接收：\(refused.scope) \(refused.replica ?? "")（\(refused.reason)），仍保存在本机",
                    "not taken: \(refused.scope) \(refused.replica ?? "") (\(refused.reason)); kept on this machine"))
        }
        return lines.joined(separator: "\n")
    }
}
