import Hummingbird
import HummingbirdCore
import Identity
import Logging
import NIOCore
import WireProtocol

/// `POST /v1/relay`: one sealed file up, one sealed file of the answer down, past a node that may not read them.
struct RelayEndpoint {
    /// Files that are in hand together; each is held in memory while the node above answers.
    static let filesInHandMax = 4

    private let service: any PeerService
    private let logger: Logger
    private let intake: RequestIntake

    init(configuration: PeerServerConfiguration, service: any PeerService, logger: Logger) {
        self.service = service
        self.logger = logger
        intake = RequestIntake(
            of: "sealed files", limit: RelayEndpoint.filesInHandMax, bodyBytesMax: FrameLimits.compressedBytes,
            allBodiesBytesMax: RelayEndpoint.filesInHandMax * FrameLimits.compressedBytes,
            configuration: configuration, logger: logger)
    }

    func respond(to request: Request, from caller: PeerCaller) async throws -> Response {
        guard request.headers[.contentType] == BundleLimits.contentType else {
            throw ErrorBody(.wrongContentType, "the content type must be \(BundleLimits.contentType)")
        }
        return try await intake.withBody(of: request) { bytes in
            let answer = try await service.relay(bytes, from: caller)
            logger.info(
                "sealed file handed on",
                metadata: [
                    "peer": "\(caller.identity.node)", "bytes_received": "\(bytes.count)",
                    "bytes_sent": "\(answer.count)",
                ])
            return Response(
                status: .ok, headers: [.contentType: BundleLimits.contentType],
                body: .init(byteBuffer: ByteBuffer(bytes: answer)))
        }
    }
}
