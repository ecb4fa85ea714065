import CaseFile
import Foundation
import Identity
import Logging
import Node
import Replication
import Synchronization

/// A progress bar on the error stream while it is a terminal; elsewhere it says nothing, and the summary follows.
final class ProgressBar: Sendable {
    private let isTerminal: Bool
    private let isDrawn = Mutex(false)
    private static let width = 24

    init(isTerminal: Bool) {
        self.isTerminal = isTerminal
    }

    /// Draws how many changes have moved of those known to move.
    func show(_ progress: UpstreamSync.Progress) {
        guard isTerminal else { return }
        let tally = progress.tally
        let done = tally.changesSent + tally.changesReceived
        let all = max(done + tally.changesToSend + tally.changesToReceive, 1)
        let filled = Self.width * done / all
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: Self.width - filled)
        isDrawn.withLock { $0 = true }
        FileHandle.standardError.write(
            Data("\r\(bar) ↑\(tally.changesSent) ↓\(tally.changesReceived) \u{1B}[K".utf8))
    }

    /// Ends the line where one was drawn.
    func end() {
        if isDrawn.withLock({ $0 }) { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}
