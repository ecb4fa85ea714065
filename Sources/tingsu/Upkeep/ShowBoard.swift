import ArgumentParser
import CaseWork
import Node

/// `tingsu board`
struct ShowBoard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board", abstract: "今日填报：谁已报、谁无记录、谁没有消息 who returned the day, who is silent, what is missing")

    @OptionGroup var options: GlobalOptions

    @Option(name: .long, help: "哪一天，如 2026-06-03 which day, such as 2026-06-03; default: today")
    var date: String?

    func run() async throws {
        try await Output.perform(BoardCommand(date: date), options) { board in
            let head = options.text(
                "\(board.date)  说法不一 \(board.conflicts) 处，待裁定 \(board.heldBack) 条",
                "\(board.date)  \(board.conflicts) conflicts, \(board.heldBack) changes held")
            return ([head] + (board.devices + board.servers).flatMap(lines)).joined(separator: "\n")
        }
    }

    private func lines(_ row: Board.Row) -> [String] {
        let contact = options.text("上次联系 ", "last contact ") + Text.time(row.lastContact)
        let gaps = row.logs.filter(\.isIncomplete).map { log in
            options.text(
                "    写了 1–\(log.wrote ?? 0)，收到 1–\(log.held)", "    wrote 1–\(log.wrote ?? 0), held 1–\(log.held)")
        }
        let held =
            row.heldBack == 0
            ? [] : [options.text("    待裁定 \(row.heldBack) 条", "    \(row.heldBack) changes held")]
        let signed = [row.signedBy, row.remark].compactMap(\.self).map { "  \($0)" }.joined()
        let program = row.program.map { "  " + $0.sentence(Words(options.language)) } ?? ""
        let failure = row.failure.map { ["    " + Text.failure($0, options)] } ?? []
        return ["\(row.area)  \(row.name)  \(state(row))\(signed)  \(contact)\(program)"] + failure + gaps + held
    }

    private func state(_ row: Board.Row) -> String {
        if row.role != "device", row.state != .revoked { return options.text("服务器", "server") }
        let since = row.silentSince ?? "—"
        return switch row.state {
        case .returned: options.text("已报 \(row.visits ?? 0) 次走访", "returned \(row.visits ?? 0) visits")
        case .zero: options.text("已报：无记录", "returned: nothing to report")
        case .incomplete: options.text("没有传完", "not all arrived")
        case .unsigned: options.text("已同步，未签", "was here, not signed")
        case .silent: options.text("\(since) 起没有消息", "silent since \(since)")
        case .never: options.text("从未同步", "never seen")
        case .revoked: options.text("已停用", "revoked")
        }
    }
}
