import PeerTransport
import WireProtocol

/// One request to a peer, with every way of failing named.
struct PeerCall {
    let client: PeerClient

    /// Sends `body` and returns an answer of the same content type.
    func post(
        _ path: String, body: [UInt8], contentType: String,
        onTransfer: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws(SyncFailure) -> PeerResponse {
        let request = PeerRequest(
            method: .post, path: path, body: body, contentType: contentType,
            maxResponseBytes: FrameLimits.compressedBytes)
        return try await send(request, expecting: contentType, onTransfer: onTransfer)
    }

    /// Sends a request and returns its answer, which has one of the statuses of a success and the content type
    /// `contentType`. Throws `SyncFailure.refused` for an error that the peer puts into words.
    func send(
        _ request: PeerRequest, expecting contentType: String,
        onTransfer: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws(SyncFailure) -> PeerResponse {
        let response: PeerResponse
        do {
            response = try await client.send(request, progress: onTransfer)
        } catch {
            throw error == .cancelled ? .cancelled : .transport(error)
        }
        if (300...399).contains(response.status) { throw .redirected(status: response.status) }
        let isSuccess = (200...299).contains(response.status)
        guard response.contentType == (isSuccess ? contentType : Frame.contentType) else {
            throw .notTingsu(status: response.status, contentType: response.contentType ?? "no content type")
        }
        guard isSuccess else {
            let body = (try? Frame.decode(response.body)).flatMap { try? WireCodec.decodeErrorBody($0) }
            throw .refused(
                status: response.status,
                body ?? ErrorBody(code: "http-\(response.status)", message: "no reason was given"))
        }
        return response
    }
}
