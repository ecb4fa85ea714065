import ArgumentParser
import Node

/// `tingsu verify`
struct VerifyStore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "核验：链、签名、重算 check every chain and signature, fold every record again",
        discussion: "不改动任何数据。有问题时退出码为 7。Changes nothing; exits with 7 where something is wrong.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        var isSound = true
        try await Output.perform(VerifyCommand(), options) { reply in
            isSound = reply.isSound
            let counts = options.text(
                "\(reply.logs) 条链，\(reply.changes) 条改动，\(reply.signedHeads) 个签名",
                "\(reply.logs) logs, \(reply.changes) changes, \(reply.signedHeads) signed heads")
            let digest = options.text("合并结果摘要 ", "digest of the merged state ") + reply.digest.prefix(16)
            let verdict =
                reply.isSound
                ? options.text("核验无误", "sound") : options.text("发现问题：", "NOT sound:")
            var lines = [counts, digest, verdict] + reply.faults.map { "  " + $0 }
            if !reply.isSound {
                if let rebuilt = reply.digestRebuilt, rebuilt != reply.digest {
                    lines.append("  " + options.text("合并结果与日志不符", "the merged state is not what the log makes"))
                }
                lines.append(
                    options.text(
                        "请运行 tingsu doctor --rebuild，再核验一次；还是这样，请用 tingsu restore 恢复最近一次好的备份",
                        "run `tingsu doctor --rebuild` and verify again; if the same comes again, put the last good copy back "
                            + "with `tingsu restore`"))
            }
            return lines.joined(separator: "\n")
        }
        if !isSound { throw ExitCode(CommandFailure.Kind.unsound.rawValue) }
    }
}
