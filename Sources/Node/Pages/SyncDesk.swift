import CaseFile
import CaseWork
import Console
import Replication
import Synchronization

/// The sync that somebody began on a page: one at a time, and how it stands.
final class SyncDesk: Sendable {
    private let node: LocalNode
    private let shown = Mutex<ConsoleSync?>(nil)

    init(node: LocalNode) {
        self.node = node
    }

    /// Begins one unless one of these runs. It goes on when the page is closed.
    func begin() {
        let isFree = shown.withLock { shown in
            if case .running = shown { return false }
            shown = .running(.init())
            return true
        }
        guard isFree else { return }
        Task { await run() }
    }

    private func run() async {
        do {
            let summary = try await UpstreamSync(node: node) { [weak self] progress in
                self?.show(.running(.init(progress)))
            }.run()
            show(.finished(at: SystemClock.now(), .init(summary), refused: summary.refusals.count))
        } catch {
            let failure = CommandFailure(describing: error)
            show(.failed(at: SystemClock.now(), Label(failure.zhHans, failure.en)))
        }
    }

    private func show(_ state: ConsoleSync) { shown.withLock { $0 = state } }

    /// How it stands; what another sync of this node did last where no page began one.
    func state() async -> ConsoleSync {
        let own = shown.withLock { $0 }
        if case .running? = own { return own ?? .never }
        guard let last = try? await node.lastSync() else { return own ?? .never }
        switch own {
        case .finished(let at, _, _)? where at >= last.at: return own ?? .never
        case .failed(let at, _)? where at >= last.at: return own ?? .never
        default: break
        }
        guard let code = last.failure else { return .finished(at: last.at, nil, refused: last.refused ?? 0) }
        if let sentence = last.sentence { return .failed(at: last.at, Label(sentence.zhHans, sentence.en)) }
        return .failed(
            at: last.at,
            Label(
                Words(.zhHans).text("sync.failed_before", ["code": code]),
                Words(.en).text("sync.failed_before", ["code": code])))
    }
}

extension ConsoleSync.Counts {
    fileprivate init(_ progress: UpstreamSync.Progress) {
        self.init(progress.tally)
        guard let blobs = progress.blobs else { return }
        files = blobs.sent
        filesOnTheWay = .init(count: blobs.toSend, bytesSent: blobs.bytesSent, bytes: blobs.bytesToSend)
    }

    fileprivate init(_ summary: UpstreamSync.Summary) {
        self.init(summary.tally)
        files = summary.blobs.sent
    }

    private init(_ tally: ExchangeSession.Tally) {
        self.init()
        sent = tally.changesSent
        received = tally.changesReceived
        toSend = tally.changesToSend
        toReceive = tally.changesToReceive
    }
}
