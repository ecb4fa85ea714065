import ArgumentParser
import Node

/// `tingsu doctor`
struct CheckHealth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "体检；--rebuild 从日志重建 look the node over; rebuild what follows from the log")

    @Flag(name: .long, help: "从日志重建合并结果和列表 make states and lists anew from the log")
    var rebuild = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        var isSound = true
        try await Output.perform(DoctorCommand(rebuilds: rebuild), options) { reply in
            isSound = reply.isSound
            var lines: [String] = []
            if reply.isVolumeEncrypted != true {
                lines.append(
                    options.text(
                        "警告：数据所在的磁盘没有加密，请勿录入真实个人信息",
                        "warning: the volume is not encrypted: keep no real personal data here"))
            }
            if let backup = reply.backup { lines += BackupText(options).lines(backup) }
            if reply.isBackupVolumeEncrypted == false {
                lines.append(
                    options.text(
                        "警告：备份盘没有加密，备份里有个人信息",
                        "warning: the backup disk is not encrypted, and the copies hold personal data"))
            }
            lines += reply.integrityFaults + reply.unprojected
            lines += reply.movesPassedOver.map {
                options.text(
                    "已移交的记录在本机有损坏，没能送到新的地方，会再试：\($0)",
                    "of a record that moved something is damaged here; it was not brought to where it lives, and is tried again: \($0)"
                )
            }
            let isRebuilt = reply.recordsRebuilt != nil
            lines += reply.upstreamFaults.map {
                isRebuilt
                    ? options.text(
                        "上级说过的话在本机损坏，已去掉，下次同步会再问：\($0)",
                        "what the machine above had said was damaged here; it was dropped and is asked again at the next sync: \($0)"
                    )
                    : options.text(
                        "上级说过的话在本机损坏，请运行 tingsu doctor --rebuild：\($0)",
                        "what the machine above had said is damaged here, run `tingsu doctor --rebuild`: \($0)")
            }
            lines += reply.damagedFiles.map {
                options.text(
                    "附件损坏，已移到 blobs/parts/damaged-…：\($0)。别的机器上有的，同步时会送来",
                    "an attached file was damaged and is set aside as blobs/parts/damaged-…: \($0). Who still has it is asked"
                )
            }
            if reply.missingFiles > 0 {
                lines.append(
                    options.text(
                        "\(reply.missingFiles) 个附件不在本机", "\(reply.missingFiles) attached files are not on this machine")
                )
            }
            if let records = reply.recordsRebuilt {
                let same = reply.digest == reply.digestRebuilt
                lines.append(
                    options.text(
                        "已重建 \(records) 份记录，摘要\(same ? "一致" : "不一致")",
                        "rebuilt \(records) records, digest \(same ? "the same" : "DIFFERS")"))
            }
            lines.append(reply.isSound ? options.text("数据完好", "sound") : options.text("发现问题", "NOT sound"))
            return lines.joined(separator: "\n")
        }
        if !isSound { throw ExitCode(CommandFailure.Kind.unsound.rawValue) }
    }
}
