import Synchronization

/// Set from any thread when the task is cancelled; read by libcurl's callback, and before a transfer starts.
final class CancellationFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() {
        raised.store(true, ordering: .relaxed)
    }
}
