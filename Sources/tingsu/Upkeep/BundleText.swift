import CaseFile
import Node

/// What is said about files that were brought.
struct BundleText {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) {
        self.options = options
    }

    /// One file, as `inspect` shows it.
    func line(_ file: BundleFileReply) -> String {
        var lines = [file.path]
        if let part = file.part, let parts = file.parts, let direction = file.direction, let set = file.set {
            let isUp = direction == "up"
            let kind = isUp ? options.text("上送", "requests") : options.text("回执", "answer")
            lines.append(
                options.text(
                    "  \(kind)，第 \(part)/\(parts) 个文件，编号 \(set.prefix(8))，\(Text.time(file.madeAt)) 制作",
                    "  \(kind), file \(part) of \(parts), number \(set.prefix(8)), made \(Text.time(file.madeAt))"))
        }
        if let sender = file.sender {
            lines.append(
                options.text(
                    "  “\(sender)”做的，完好，可以收", "  made by \"\(sender)\", sound, can be taken"))
        }
        if let problem = file.problem { lines.append("  " + options.text(problem.zhHans, problem.en)) }
        return lines.joined(separator: "\n")
    }

    /// What came of a `take`.
    func text(_ reply: TakeBundlesCommand.Reply, answers: [String], isAnswerWanted: Bool) -> String {
        var lines = reply.sets.flatMap { self.lines($0) }
        for file in reply.files {
            guard let problem = file.problem else { continue }
            lines.append("\(file.path)\n  " + options.text(problem.zhHans, problem.en))
        }
        if reply.passedOver > 0 {
            lines.append(
                options.text(
                    "另有 \(reply.passedOver) 个文件是给别的机器的，没有动",
                    "\(reply.passedOver) files are for other machines and were left alone"))
        }
        if !answers.isEmpty {
            lines.append(options.text("回执写好了，请带回去：", "the answers are written, bring them back:"))
            lines += answers.map { "  \($0)" }
        } else if !isAnswerWanted, reply.sets.contains(where: { $0.answer != nil }) {
            lines.append(
                options.text(
                    "没有写回执：要让对方知道已收到，请再收一次，并加上 --answer U盘",
                    "no answer was written: take it once more with --answer and the stick, so that they know"))
        }
        return lines.joined(separator: "\n")
    }

    private func lines(_ taken: TakeBundlesCommand.Taken) -> [String] {
        var lines: [String] = []
        switch taken.standing {
        case "requests":
            lines.append(
                options.text(
                    "收下“\(taken.sender)”送来的：新增 \(taken.received) 条改动，\(taken.files) 个附件",
                    "taken from \"\(taken.sender)\": \(taken.received) new changes, \(taken.files) files"))
        case "complete":
            lines.append(
                options.text(
                    "收下“\(taken.sender)”的回执：收到 \(taken.received) 条改动，本机送的都已到上级",
                    "answer of \"\(taken.sender)\" taken: \(taken.received) changes received, all of this machine has arrived"
                ))
        case "unfinished":
            lines.append(
                options.text(
                    "收下“\(taken.sender)”的回执：收到 \(taken.received) 条改动，还有没送完的，请再送一次",
                    "answer of \"\(taken.sender)\" taken: \(taken.received) changes received, there is more: make another"
                ))
        case "late":
            lines.append(
                options.text(
                    "“\(taken.sender)”的这份回执来晚了，后来的已经收过：收到 \(taken.received) 条改动，其余不算",
                    "this answer of \"\(taken.sender)\" is late, a later one was taken: \(taken.received) changes received"
                ))
        default:
            if let problem = taken.problem {
                lines.append("\(taken.sender): " + options.text(problem.zhHans, problem.en))
            }
        }
        if taken.standing != "requests", taken.files > 0 {
            lines.append(options.text("  带来 \(taken.files) 个附件", "  \(taken.files) files came with it"))
        }
        if !taken.missing.isEmpty {
            let parts = taken.missing.map { "\($0)" }.joined(separator: options.text("、", ", "))
            lines.append(
                options.text(
                    "  共 \(taken.partCount) 个文件，缺第 \(parts) 个：收到后再收一次就齐了，已收的不会重复",
                    "  of \(taken.partCount) files \(parts) is missing: take it when it comes; nothing is doubled"))
        }
        for refused in taken.refused {
            lines.append(
                options.text(
                    "  未被接收：\(refused.scope) \(refused.replica ?? "")（\(refused.reason)）",
                    "  not taken: \(refused.scope) \(refused.replica ?? "") (\(refused.reason))"))
        }
        return lines
    }
}
