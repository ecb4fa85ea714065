import Dispatch
import Synchronization

/// HTTPS client of one upstream: mutual TLS 1.3, one connection kept alive, one request at a time.
///
/// The server must show a certificate of the county CA *and* one of the expected node ids. Both are settled before any
/// byte of a request leaves, on new connections and on those used again. libcurl blocks, so it runs on a queue of its
/// own; requests sent together wait for each other.
public final class PeerClient: Sendable {
    public let configuration: PeerClientConfiguration
    private let address: PeerAddress
    private let queue = DispatchQueue(label: "tingsu.peer-client")
    /// Only the queue locks it; the mutex tells the compiler so.
    private let handle: Mutex<EasyHandle>

    /// Checks the settings; opens no connection and reads no file.
    ///
    /// - Throws: `invalidURL`, `invalidConfiguration`.
    public init(configuration: PeerClientConfiguration) throws(PeerTransportError) {
        try configuration.validate()
        self.address = try PeerAddress(configuration.baseURL)
        self.configuration = configuration
        self.handle = Mutex(try EasyHandle())
    }

    /// Sends `request` and waits for the whole answer.
    ///
    /// Cancelling the task closes the connection, usually within 0.1 s and at most after about 1 s while the line is
    /// silent. Redirects are handed back like any other status, never followed. `progress` is called on the client's
    /// queue whenever the numbers change, so it must return at once.
    public func send(
        _ request: PeerRequest, progress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws(PeerTransportError) -> PeerResponse {
        try request.validate()
        let cancellation = CancellationFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    continuation.resume(
                        returning: self.perform(request, cancellation: cancellation, progress: progress))
                }
            }
        } onCancel: {
            cancellation.raise()
        }
        return try result.get()
    }

    private func perform(
        _ request: PeerRequest, cancellation: CancellationFlag, progress: (@Sendable (TransferProgress) -> Void)?
    ) -> Result<PeerResponse, PeerTransportError> {
        guard !cancellation.isRaised else { return .failure(.cancelled) }
        return handle.withLock { handle in
            Result { () throws(PeerTransportError) -> PeerResponse in
                try handle.perform(
                    request, to: address, with: configuration, cancellation: cancellation, progress: progress)
            }
        }
    }
}
