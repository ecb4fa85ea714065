import Synchronization

/// Calls the daemon's sync before its time: somebody may be in danger, and the township has to know now.
final class SyncWakeup: Sendable {
    private struct State {
        var isRaised = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Ends the wait that runs, or the next one at once.
    func raise() {
        let waiter = state.withLock { state in
            state.isRaised = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Whether somebody called and no wait has ended by it yet.
    var isRaised: Bool { state.withLock { $0.isRaised } }

    /// Waits so long at most, and answers whether it was raised meanwhile or before. For one waiter at a time; ends at once
    /// where the task is cancelled.
    func wait(milliseconds: Int64) async -> Bool {
        guard milliseconds > 0 else { return takeRaised() }
        let timer = Mutex<Task<Void, Never>?>(nil)
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Cancelled before this: nobody comes to end the wait.
                    if state.isRaised || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                guard !isOver else { return continuation.resume() }
                timer.withLock {
                    $0 = Task { [self] in
                        guard (try? await Task.sleep(for: .milliseconds(milliseconds))) != nil else { return }
                        release()
                    }
                }
            }
        } onCancel: {
            release()
        }
        timer.withLock { $0?.cancel() }
        return takeRaised()
    }

    private func takeRaised() -> Bool {
        state.withLock { state in
            defer { state.isRaised = false }
            return state.isRaised
        }
    }

    private func release() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
