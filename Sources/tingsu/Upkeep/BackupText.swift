import CaseFile
import Node

/// How copies are described to people.
struct BackupText {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) {
        self.options = options
    }

    /// The lines of `status` and `doctor`: the last good copy, and what is wrong.
    func lines(_ standing: BackupStanding) -> [String] {
        var lines: [String] = []
        if let good = standing.last?.good {
            lines.append(
                options.text(
                    "上次备份成功 \(Text.time(good.at))（已核验，\(good.changes) 条改动）",
                    "last good backup \(Text.time(good.at)) (verified, \(good.changes) changes)"))
        } else {
            lines.append(options.text("从未备份成功", "no good backup yet"))
        }
        if standing.isLate, standing.last?.good != nil {
            lines.append(
                options.text("警告：超过两天没有新的备份", "warning: the last good backup is more than two days old"))
        }
        if let problem = standing.problem {
            let sentence = problem.sentence(in: options.language)
            lines.append(options.text("警告：\(sentence)", "warning: \(sentence)"))
        }
        return lines
    }

    /// One line for a copy in a list.
    func line(_ copy: BackupCopy) -> String {
        let manifest = copy.manifest
        let keys = manifest.hasKeys ? options.text("  含密钥", "  with keys") : ""
        return options.text(
            "\(Text.time(manifest.madeAt))  \(manifest.name)  \(manifest.changes) 条改动  \(size(manifest.bytes))  已核验\(keys)",
            "\(Text.time(manifest.madeAt))  \(manifest.name)  \(manifest.changes) changes  \(size(manifest.bytes))  verified\(keys)"
        )
    }

    private func size(_ bytes: Int64) -> String {
        bytes < 10_000_000 ? "\((bytes + 999) / 1000) kB" : "\(bytes / 1_000_000) MB"
    }
}
