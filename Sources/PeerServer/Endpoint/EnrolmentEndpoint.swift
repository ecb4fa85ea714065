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
    private let intake: RequestIntake
    private let throttle = ThrottleClock()

    init(configuration: PeerServerConfiguration, service: any PeerService, logger: Logger) {
        self.service = service
        self.logger = logger
        intake = RequestIntake(
            of: "enrolments", limit: EnrolmentEndpoint.concurrentMax, bodyBytesMax: EnrolmentEndpoint.bodyBytesMax,
            allBodiesBytesMax: EnrolmentEndpoint.concurrentMax * EnrolmentEndpoint.bodyBytesMax,
            configuration: configuration, logger: logger)
    }

    func respond(to request: Request, address: String) async throws -> Response {
        try request.requireFrame()
        return try await intake.withBody(of: request) { try await enrol($0, at: address) }
    }

    private func enrol(_ frame: [UInt8], at address: String) async throws -> Response {
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
