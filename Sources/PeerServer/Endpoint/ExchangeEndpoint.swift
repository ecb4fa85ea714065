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
    private let intake: RequestIntake

    init(configuration: PeerServerConfiguration, service: any PeerService, logger: Logger) {
        self.service = service
        self.logger = logger
        intake = RequestIntake(
            of: "exchanges", limit: configuration.maximumConcurrentExchanges, bodyBytesMax: FrameLimits.compressedBytes,
            allBodiesBytesMax: configuration.maximumBodyBytes, configuration: configuration, logger: logger)
    }

    func respond(to request: Request, from caller: PeerCaller) async throws -> Response {
        try request.requireFrame()
        return try await intake.withBody(of: request) { try await answer($0, from: caller) }
    }

    private func answer(_ frame: [UInt8], from caller: PeerCaller) async throws -> Response {
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
}

extension [Segment] {
    fileprivate var changeCount: Int { reduce(0) { $0 + $1.entries.count } }
}
