import CaseFile
import Foundation
import Node
import Synchronization

/// How far a sync has come, on the error stream: a bar on a terminal, elsewhere a line whenever changes have moved.
final class SyncProgress: Sendable {
    private struct State {
        var isDrawn = false
        var line = ""
    }

    private let language: Language
    private let isTerminal: Bool
    private let state = Mutex(State())
    private static let width = 24

    init(_ language: Language, isTerminal: Bool) {
        self.language = language
        self.isTerminal = isTerminal
    }

    /// Shows how many changes have moved of those known to move.
    func show(_ progress: SyncCommand.Progress) {
        if isTerminal { draw(progress) } else { write(progress) }
    }

    /// Ends the bar's line where one was drawn.
    func end() {
        if state.withLock({ $0.isDrawn }) { FileHandle.standardError.write(Data("\n".utf8)) }
    }

    private func draw(_ progress: SyncCommand.Progress) {
        var done = progress.sent + progress.received
        var all = max(done + progress.toSend + progress.toReceive, 1)
        if let sent = progress.fileBytesSent, let whole = progress.fileBytes { (done, all) = (sent, max(whole, 1)) }
        let filled = Self.width * done / all
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: Self.width - filled)
        let bytes = progress.bytesSent + progress.bytesReceived
        let kilobytes = bytes < 1024 ? "" : "  \(bytes / 1024) KiB"
        let file = fileText(progress).map { "  \($0)" } ?? ""
        state.withLock { $0.isDrawn = true }
        FileHandle.standardError.write(
            Data("\r\(bar) ↑\(progress.sent) ↓\(progress.received)\(kilobytes)\(file) \u{1B}[K".utf8))
    }

    /// A log does not want every packet: a line for each batch that both sides have, and nothing where nothing moves.
    private func write(_ progress: SyncCommand.Progress) {
        if let text = fileText(progress) {
            // A line when a file begins, not for each piece of it.
            let isNew = state.withLock { state in
                defer { state.line = text }
                return state.line != text
            }
            if isNew { Output.note(text) }
            return
        }
        let left = progress.toSend + progress.toReceive
        guard progress.sent + progress.received + left > 0 else { return }
        let line =
            language == .zhHans
            ? "同步中：已送出 \(progress.sent) 条，已收到 \(progress.received) 条，还有 \(left) 条"
            : "syncing: \(progress.sent) sent, \(progress.received) received, \(left) to go"
        let isNew = state.withLock { state in
            defer { state.line = line }
            return state.line != line
        }
        if isNew { Output.note(line) }
    }

    private func fileText(_ progress: SyncCommand.Progress) -> String? {
        guard let file = progress.file, let files = progress.files else { return nil }
        return language == .zhHans ? "记录已送完，正在送附件 \(file)/\(files)" : "records are done; file \(file) of \(files)"
    }
}
