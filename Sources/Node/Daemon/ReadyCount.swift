import Synchronization

/// Says once that the daemon is ready, when the last of its servers listens.
final class ReadyCount: Sendable {
    private struct State {
        var missing: Int
        var port: Int?
    }

    private let state: Mutex<State>
    private let onReady: @Sendable (Int?) -> Void

    init(awaited: Int, onReady: @escaping @Sendable (Int?) -> Void) {
        state = Mutex(State(missing: awaited))
        self.onReady = onReady
    }

    /// One more server listens; the peer server gives its port.
    func mark(port: Int?) {
        let state = state.withLock { state in
            state.missing -= 1
            if let port { state.port = port }
            return state
        }
        guard state.missing == 0 else { return }
        ReadinessNotice.send("READY=1")
        onReady(state.port)
    }
}
