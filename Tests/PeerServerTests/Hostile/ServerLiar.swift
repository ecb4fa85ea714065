import Identity
import PeerServer
import Replication
import WireProtocol

/// A hub in front of a center that changes what goes through it as it likes.
struct ServerLiar: PeerService {
    /// Called twice: with the request before it goes on, and with both when the answer is there.
    typealias Lie = @Sendable (inout ExchangeRequest, inout ExchangeResponse) -> Void

    private let center: ServerCenter
    private let lie: Lie

    init(_ center: ServerCenter, _ lie: @escaping Lie) {
        self.center = center
        self.lie = lie
    }

    func exchange(_ request: ExchangeRequest, from caller: PeerCaller) async throws -> ExchangeResponse {
        var request = request
        var answer = ExchangeResponse(
            scopes: [], segments: [], forks: [], receipts: [], refusals: [], hasMore: false, serverTime: 0)
        lie(&request, &answer)
        answer = try await center.exchange(request, from: caller)
        lie(&request, &answer)
        return answer
    }

    func exchangeFailed(_ failure: ExchangeFailure, of caller: PeerCaller) async {
        await center.exchangeFailed(failure, of: caller)
    }

    func enrol(_ request: EnrolmentRequest) async throws -> EnrolmentResponse {
        try await center.enrol(request)
    }

    func take(_ piece: BlobPiece, from peer: PeerIdentity) async throws -> BlobState {
        try await center.take(piece, from: peer)
    }

    func part(_ question: BlobQuestion, for peer: PeerIdentity) async throws -> BlobPart {
        try await center.part(question, for: peer)
    }
}

extension ExchangeRequest {
    func with(segments: [Segment]) -> ExchangeRequest {
        ExchangeRequest(
            scopes: scopes, segments: segments, probes: probes, responseBytes: responseBytes,
            receiptIssuers: receiptIssuers)
    }
}

extension ExchangeResponse {
    /// The response with other parts in place of its own.
    func with(
        scopes: [ScopeState]? = nil, segments: [Segment]? = nil, receipts: [Receipt]? = nil,
        refusals: [Refusal]? = nil
    ) -> ExchangeResponse {
        ExchangeResponse(
            scopes: scopes ?? self.scopes, segments: segments ?? self.segments, forks: forks,
            receipts: receipts ?? self.receipts, refusals: refusals ?? self.refusals, hasMore: hasMore,
            serverTime: serverTime)
    }
}
