import Hummingbird
import HummingbirdCore
import Logging
import WireProtocol

/// How many requests of one kind are in hand at once, and what their bodies take: whoever comes beyond is told when to come
/// back, and nobody stands in line.
struct RequestIntake {
    /// What the requests are, as whoever is turned away reads it: `exchanges`.
    private let kind: String
    private let slots: Allowance
    private let body: FrameBody
    private let retryAfterSeconds: ClosedRange<UInt32>
    private let logger: Logger

    /// `bodyBytesMax` bounds one body, `allBodiesBytesMax` those that are coming in together.
    init(
        of kind: String, limit: Int, bodyBytesMax: Int, allBodiesBytesMax: Int, configuration: PeerServerConfiguration,
        logger: Logger
    ) {
        self.kind = kind
        slots = Allowance(limit: limit)
        body = FrameBody(
            limit: bodyBytesMax, allowance: Allowance(limit: allBodiesBytesMax),
            patienceSeconds: configuration.bodyPatienceSeconds)
        retryAfterSeconds = configuration.retryAfterSeconds
        self.logger = logger
    }

    /// Reads the body, and has the request answered when it is all here. Throws `ErrorBody` `busy` where there is no room.
    func withBody(of request: Request, _ answer: ([UInt8]) async throws -> Response) async throws -> Response {
        // Before the body as well, so that a slow line does not carry it in vain.
        guard !slots.isUsedUp else { throw busy() }
        var taken = 0
        defer { body.allowance.giveBack(taken) }
        let bytes = try await body.read(request, taken: &taken, busy: busy)
        // Only a body that is here takes a slot: sixteen slow lines would hold up the county.
        return try await withSlot { try await answer(bytes) }
    }

    /// Has a request without a body answered.
    func withSlot(_ answer: () async throws -> Response) async throws -> Response {
        guard slots.take() else { throw busy() }
        defer { slots.giveBack() }
        return try await answer()
    }

    private func busy() -> ErrorBody {
        logger.notice("turned away", metadata: ["kind": "\(kind)", "limit": "\(slots.limit)"])
        return ErrorBody(
            .busy, "the node is busy with other \(kind)", retryAfterSeconds: .random(in: retryAfterSeconds))
    }
}
