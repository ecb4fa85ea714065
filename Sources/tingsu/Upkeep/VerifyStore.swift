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
            return ([counts, digest, verdict] + reply.faults.map { "  " + $0 }).joined(separator: "\n")
        }
        if !isSound { throw ExitCode(CommandFailure.Kind.unsound.rawValue) }
    }
}
