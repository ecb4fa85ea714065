import Hummingbird
import HummingbirdCore
import Logging
import Synchronization
import WireProtocol

/// `POST /v1/enrol`: the one endpoint for machines that have no certificate yet, and so for anybody.
struct EnrolmentEndpoint {
    /// A request for a certificate and two names, twice over.
    static let bodyBytesMax = 2 * (WireLimits.certificateBytes + 2 * WireLimits.nameBytes)
    /// Enrolments in hand at once; they wait for the center behind a hub, never for each other.
    static let concurrentMax = 8

    private let service: any PeerService
    private let logger: Logger
    private let slots = Allowance(limit: EnrolmentEndpoint.concurrentMax)
    private let body: FrameBody
    private let throttle = ThrottleClock()
    private let retryAfterSeconds: ClosedRange<UInt32>

    init(configuration: PeerServerConfiguration, service: any PeerService, logger: Logger) {
        self.service = service
        self.logger = logger
        body = FrameBody(
            limit: EnrolmentEndpoint.bodyBytesMax,
            allowance: Allowance(limit: EnrolmentEndpoint.concurrentMax * EnrolmentEndpoint.bodyBytesMax),
            patienceSeconds: configuration.bodyPatienceSeconds)
        retryAfterSeconds = configuration.retryAfterSeconds
    }

    func respond(to request: Request, address: String) async throws -> Response {
        try request.requireFrame()
        var taken = 0
        defer { body.allowance.giveBack(taken) }
        let frame = try await body.read(request, taken: &taken, busy: busy)
        guard slots.take() else { throw busy() }
        defer { slots.giveBack() }
        let enrolment = try ReceivedMessage.enrolment(frame)
        if let seconds = throttle.take(address) {
            throw ErrorBody(
                .tooManyTries, "too many wrong codes were tried; wait \(seconds) seconds", retryAfterSeconds: seconds)
        }
        do {
            let answer = try await service.enrol(enrolment)
            throttle.giveBack(address)
            logger.info("machine enrolled", metadata: ["issuer": "\(answer.nodeID)"])
            return .frame(try Frame.encode(WireCodec.encode(answer)))
        } catch let error as ErrorBody where error.code == PeerErrorCode.wrongCode.rawValue {
            logger.notice("enrolment with a wrong code", metadata: ["address": "\(address)"])
            throw error
        } catch {
            throttle.giveBack(address)
            throw error
        }
    }

    private func busy() -> ErrorBody {
        ErrorBody(.busy, "the node is busy with other enrolments", retryAfterSeconds: .random(in: retryAfterSeconds))
    }
}

/// The throttle with a clock that never goes back, shared by all connections.
private final class ThrottleClock: Sendable {
    private let throttle = Mutex(EnrolmentThrottle())
    private let start = ContinuousClock.now

    func take(_ address: String) -> UInt32? {
        let now = Int64((ContinuousClock.now - start) / .milliseconds(1))
        return throttle.withLock { $0.take(address, now: now) }
    }

    func giveBack(_ address: String) {
        throttle.withLock { $0.giveBack(address) }
    }
}
