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
    /// Pieces that are coming in at once, all machines' together.
    static let piecesInHandMax = 32
    static let contentType = "application/octet-stream"

    private let service: any PeerService
    private let logger: Logger
    private let intake: RequestIntake

    init(configuration: PeerServerConfiguration, service: any PeerService, logger: Logger) {
        self.service = service
        self.logger = logger
        intake = RequestIntake(
            of: "blobs", limit: configuration.maximumConcurrentExchanges, bodyBytesMax: Limits.blobPieceBytes,
            allBodiesBytesMax: BlobEndpoint.piecesInHandMax * Limits.blobPieceBytes, configuration: configuration,
            logger: logger)
    }

    func take(_ hash: Hash, _ request: Request, from peer: PeerIdentity) async throws -> Response {
        guard request.headers[.contentType] == BlobEndpoint.contentType else {
            throw ErrorBody(.wrongContentType, "the content type must be \(BlobEndpoint.contentType)")
        }
        return try await intake.withBody(of: request) { bytes in
            let (offset, total) = try BlobRange.content(request.headers[.contentRange], count: bytes.count)
            let piece = BlobPiece(sha256: hash, offset: offset, bytes: bytes, total: total)
            let state = try await service.take(piece, from: peer)
            if state.isHeld {
                logger.info("blob taken in", metadata: ["peer": "\(peer.node)", "bytes": "\(total)"])
            }
            return .frame(try Frame.encode(WireCodec.encode(state)))
        }
    }

    func give(_ hash: Hash, _ request: Request, to peer: PeerIdentity) async throws -> Response {
        let (offset, count) = try BlobRange.asked(request.headers[.range])
        return try await intake.withSlot {
            let question = BlobQuestion(sha256: hash, offset: offset, count: count)
            let part = try await service.part(question, for: peer)
            let last = offset + part.bytes.count - 1
            return Response(
                status: .partialContent,
                headers: [
                    .contentType: BlobEndpoint.contentType, .contentRange: "bytes \(offset)-\(last)/\(part.total)",
                ], body: .init(byteBuffer: ByteBuffer(bytes: part.bytes)))
        }
    }
}
