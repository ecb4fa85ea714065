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
        if let sealed = reply.sealed, sealed.sent + sealed.received + sealed.waiting > 0 {
            lines.append(
                options.text(
                    "限制阅读的记录密封直达县中心：送到 \(sealed.sent) 条，收到 \(sealed.received) 条，还没送到 \(sealed.waiting) 条",
                    "records with named readers, sealed to the county center: \(sealed.sent) sent, "
                        + "\(sealed.received) received, \(sealed.waiting) not there yet"))
        }
        if let failure = reply.sealed?.failure {
            lines.append(
                options.text(
                    "上级现在连不上县中心（\(failure)）：限制阅读的记录还在本机，下次同步再送",
                    "the machine above does not reach the county center now (\(failure)): records with named readers stay "
                        + "here until the next sync"))
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
