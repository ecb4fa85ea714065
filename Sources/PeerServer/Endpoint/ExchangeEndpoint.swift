import Hummingbird
import HummingbirdCore
import Identity
import Logging
import Replication
import WireProtocol

/// `POST /v1/exchange`: one request of a downstream and its answer.
struct ExchangeEndpoint {
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
            limit: FrameLimits.compressedBytes, allowance: Allowance(limit: configuration.maximumBodyBytes),
            patienceSeconds: configuration.bodyPatienceSeconds)
        retryAfterSeconds = configuration.retryAfterSeconds
    }

    func respond(to request: Request, from caller: PeerCaller) async throws -> Response {
        try request.requireFrame()
        // Before the body as well, so that a slow line does not carry it in vain.
        guard !slots.isUsedUp else { throw busy() }
        var taken = 0
        defer { body.allowance.giveBack(taken) }
        let frame = try await body.read(request, taken: &taken, busy: busy)
        // Only a body that is here takes a slot: sixteen slow lines would hold up the county.
        guard slots.take() else { throw busy() }
        defer { slots.giveBack() }
        let start = ContinuousClock.now
        let exchange = try ReceivedMessage.exchange(frame)
        var answer = try await service.exchange(exchange, from: caller)
        answer.readsColumns = true
        let bytes = try Frame.encode(WireCodec.encode(answer, inColumns: exchange.readsColumns))
        logger.info(
            "exchange answered",
            metadata: [
                "peer": "\(caller.identity.node)", "bytes_received": "\(frame.count)", "bytes_sent": "\(bytes.count)",
                "changes_received": "\(exchange.segments.changeCount)",
                "changes_sent": "\(answer.segments.changeCount)", "refusals": "\(answer.refusals.count)",
                "milliseconds": "\(Int64((ContinuousClock.now - start) / .milliseconds(1)))",
            ])
        return .frame(bytes)
    }

    private func busy() -> ErrorBody {
        logger.notice("exchange turned away", metadata: ["exchanges_limit": "\(slots.limit)"])
        return ErrorBody(
            .busy, "the node is busy with other exchanges", retryAfterSeconds: .random(in: retryAfterSeconds))
    }
}

extension [Segment] {
    fileprivate var changeCount: Int { reduce(0) { $0 + $1.entries.count } }
}
