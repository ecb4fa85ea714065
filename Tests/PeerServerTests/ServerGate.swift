/// Holds one caller until the test lets it go, and tells the test that it came.
final class ServerGate: Sendable {
    private let arrivals = AsyncStream<Void>.makeStream()
    private let end = AsyncStream<Void>.makeStream()

    /// Waits, at the service, for `open`.
    func pass() async {
        arrivals.continuation.yield()
        for await _ in end.stream {}
    }

    /// Waits, at the test, for a caller.
    func caller() async {
        for await _ in arrivals.stream { return }
    }

    func open() {
        end.continuation.finish()
    }
}
