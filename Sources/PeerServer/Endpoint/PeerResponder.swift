import Causality
import Hummingbird
import HummingbirdCore
import Identity
import Logging
import NIOCore
import Synchronization
import WireProtocol

/// Takes each request to its endpoint, and turns whatever goes wrong into an `ErrorBody`.
struct PeerResponder: HTTPResponder {
    /// Characters of a foreign path that are repeated in an answer.
    private static let pathCharactersMax = 100

    private let connections: PeerConnections
    private let exchanges: ExchangeEndpoint
    private let relays: RelayEndpoint
    private let enrolments: EnrolmentEndpoint
    private let blobs: BlobEndpoint
    private let service: any PeerService
    private let program: ProgramVersion?
    private let logger: Logger

    init(configuration: PeerServerConfiguration, service: any PeerService, root: CountyRoot, logger: Logger) {
        connections = PeerConnections(root: root)
        exchanges = ExchangeEndpoint(configuration: configuration, service: service, logger: logger)
        relays = RelayEndpoint(configuration: configuration, service: service, logger: logger)
        enrolments = EnrolmentEndpoint(configuration: configuration, service: service, logger: logger)
        blobs = BlobEndpoint(configuration: configuration, service: service, logger: logger)
        self.service = service
        program = configuration.program
        self.logger = logger
    }

    /// Throws only where the connection broke, which Hummingbird then closes.
    func respond(to request: Request, context: PeerRequestContext) async throws -> Response {
        let path = request.uri.path
        guard let route = PeerRoute(path: path) else {
            return .error(
                ErrorBody(.notFound, "there is no \(path.prefix(PeerResponder.pathCharactersMax)) on this node"))
        }
        guard route.methods.contains(request.method) else {
            let methods = route.methods.map(\.rawValue).joined(separator: ", ")
            return .error(ErrorBody(.methodNotAllowed, "\(route.name) takes \(methods) only"), allow: methods)
        }
        do {
            switch route {
            case .health: return .text("tingsu \(WireCodec.protocolVersion)\n")
            case .enrolment: return try await enrolments.respond(to: request, address: context.address)
            case .exchange: return try await exchange(request, at: context.channel)
            case .relay: return try await relays.respond(to: request, from: caller(of: request, at: context.channel))
            case .blob(let hash):
                let peer = try await node(at: context.channel)
                return request.method == .put
                    ? try await blobs.take(hash, request, from: peer) : try await blobs.give(hash, request, to: peer)
            }
        } catch let error as ErrorBody {
            logger.info(
                "request refused",
                metadata: ["path": "\(route.name)", "code": "\(error.code)", "status": "\(error.status)"])
            return .error(error)
        } catch let error as LostConnection {
            throw error.cause
        } catch {
            return .error(internalError(error, on: route))
        }
    }

    /// Tells the service where an exchange of a proven caller fails, and who answers where it does not.
    private func exchange(_ request: Request, at channel: any Channel) async throws -> Response {
        let caller = try await caller(of: request, at: channel)
        do {
            var response = try await exchanges.respond(to: request, from: caller)
            if let program { response.headers[.server] = program.field }
            return response
        } catch {
            let failure: ExchangeFailure =
                switch error {
                case let error as ErrorBody: .refused(code: error.code)
                case is LostConnection: .lineLost
                default: .refused(code: PeerErrorCode.internalError.rawValue)
                }
            await service.exchangeFailed(failure, of: caller)
            throw error
        }
    }

    private func caller(of request: Request, at channel: any Channel) async throws -> PeerCaller {
        PeerCaller(identity: try await node(at: channel), program: ProgramVersion(field: request.headers[.userAgent]))
    }

    private func node(at channel: any Channel) async throws -> PeerIdentity {
        switch try await connections.peer(of: channel) {
        case .node(let identity): return identity
        case .anonymous:
            throw ErrorBody(
                .certificateRequired, "no client certificate was shown; run `tingsu join` with an invite of this county"
            )
        case .unusable(let error): throw ErrorBody(.certificateUnusable, error.description)
        }
    }

    /// The peer learns a number; what happened stands in the log under it. The sentence of an unknown error may hold
    /// anything, so it is not in the log unless somebody asks for details.
    private func internalError(_ error: any Error, on route: PeerRoute) -> ErrorBody {
        let number = Hexadecimal.encode((0..<4).map { _ in UInt8.random(in: .min ... .max) })
        logger.error(
            "request failed",
            metadata: [
                "path": "\(route.name)", "failure": "\(number)",
                "type": "\(String(reflecting: type(of: error)))",
            ])
        logger.debug("request failed", metadata: ["failure": "\(number)", "error": "\(error)"])
        return ErrorBody(
            .internalError, "the node failed to answer; its log tells more under failure \(number)")
    }
}

extension Request {
    /// Refuses a body that does not say it is a frame.
    func requireFrame() throws(ErrorBody) {
        guard headers[.contentType] == Frame.contentType else {
            throw ErrorBody(.wrongContentType, "the content type must be \(Frame.contentType)")
        }
    }
}
