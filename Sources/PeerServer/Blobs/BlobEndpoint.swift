import Hummingbird
import HummingbirdCore
import Identity
import Logging
import NIOCore
import Replication
import WireProtocol

/// `PUT` and `GET /v1/blobs/{sha256}`: one piece of a blob in, or out.
///
/// Pieces and not whole blobs: what a cut line loses is one piece, and what a request costs in memory has a bound.
struct BlobEndpoint {
    static let contentType = "application/octet-stream"

    private let service: any PeerService
    private let logger: Logger
    private let slots: Allowance
    private let body: FrameBody
    private let retryAfterSeconds: ClosedRange<UInt32>

    init(configuration: PeerServerConfiguration, service: any PeerService, logger: Logger) {
        self.service = service
        self.logger = logger
        slots = Allowance(limit: configuration.maximumConcurrentExchanges)
        body = FrameBody(
            limit: Limits.blobPieceBytes, allowance: Allowance(limit: configuration.maximumBodyBytes),
            patienceSeconds: configuration.bodyPatienceSeconds)
        retryAfterSeconds = configuration.retryAfterSeconds
    }

    func take(_ hash: Hash, _ request: Request, from peer: PeerIdentity) async throws -> Response {
        guard request.headers[.contentType] == BlobEndpoint.contentType else {
            throw ErrorBody(.wrongContentType, "the content type must be \(BlobEndpoint.contentType)")
        }
        guard !slots.isUsedUp else { throw busy() }
        var taken = 0
        defer { body.allowance.giveBack(taken) }
        let bytes = try await body.read(request, taken: &taken, busy: busy)
        let (offset, total) = try BlobRange.content(request.headers[.contentRange], count: bytes.count)
        guard slots.take() else { throw busy() }
        defer { slots.giveBack() }
        let piece = BlobPiece(sha256: hash, offset: offset, bytes: bytes, total: total)
        let state = try await service.take(piece, from: peer)
        if state.isHeld {
            logger.info("blob taken in", metadata: ["peer": "\(peer.node)", "bytes": "\(total)"])
        }
        return .frame(try Frame.encode(WireCodec.encode(state)))
    }

    func give(_ hash: Hash, _ request: Request, to peer: PeerIdentity) async throws -> Response {
        let (offset, count) = try BlobRange.asked(request.headers[.range])
        guard slots.take() else { throw busy() }
        defer { slots.giveBack() }
        let question = BlobQuestion(sha256: hash, offset: offset, count: count)
        let part = try await service.part(question, for: peer)
        let last = offset + part.bytes.count - 1
        return Response(
            status: .partialContent,
            headers: [
                .contentType: BlobEndpoint.contentType, .contentRange: "bytes \(offset)-\(last)/\(part.total)",
            ], body: .init(byteBuffer: ByteBuffer(bytes: part.bytes)))
    }

    private func busy() -> ErrorBody {
        ErrorBody(.busy, "the node is busy with other blobs", retryAfterSeconds: .random(in: retryAfterSeconds))
    }
}
