import CaseFile
import Foundation
import Identity
public import PeerTransport
public import Replication
import WireProtocol

/// One sync with the upstream: requests, one after another, until both sides stand equal.
///
/// The line may break anywhere: each batch is committed on its own, and the next sync goes on behind it.
public struct UpstreamSync: Sendable {
    /// What a sync did.
    public struct Summary: Hashable, Sendable {
        public let tally: ExchangeSession.Tally
        public let refusals: [Refusal]
        /// The upstream's clock less this machine's, milliseconds.
        public let clockOffset: Int64
        /// Bytes of bodies sent and received, compressed.
        public let bytesSent: Int
        public let bytesReceived: Int
        public let address: String
        /// What the upstream said of its program; nil where it said nothing that we know.
        public let upstreamVersion: String?
    }

    /// How far a sync has come, for the progress bar.
    public struct Progress: Hashable, Sendable {
        public let tally: ExchangeSession.Tally
        public let transfer: TransferProgress?
    }

    let node: LocalNode
    let onProgress: @Sendable (Progress) -> Void

    public init(node: LocalNode, onProgress: @escaping @Sendable (Progress) -> Void = { _ in }) {
        self.node = node
        self.onProgress = onProgress
    }

    /// Syncs with the first upstream address that answers. Throws `NodeError.noUpstream`, or `SyncFailure` of the last
    /// address tried.
    public func run() async throws -> Summary {
        do {
            let summary = try await runAtFirstThatAnswers()
            try await node.note(
                LastSync(
                    at: SystemClock.now(), address: summary.address, failure: nil, sentence: nil,
                    refused: summary.refusals.count,
                    clockOffset: summary.clockOffset,
                    upstreamVersion: summary.upstreamVersion))
            return summary
        } catch let failure as SyncFailure {
            let known = try await node.lastSync()?.upstreamVersion
            try await node.note(
                LastSync(
                    at: SystemClock.now(), address: nil, failure: failure.code,
                    sentence: .init(zhHans: failure.sentence(in: .zhHans), en: failure.sentence(in: .en)), refused: nil,
                    clockOffset: nil,
                    upstreamVersion: known))
            throw failure
        }
    }

    private func runAtFirstThatAnswers() async throws -> Summary {
        guard let upstream = node.settings.upstream, !upstream.addresses.isEmpty else { throw NodeError.noUpstream }
        var failure: SyncFailure = .cancelled
        for address in upstream.addresses {
            do {
                return try await run(at: address, nodes: upstream.nodeIDs)
            } catch let caught as SyncFailure {
                failure = caught
                if caught == .cancelled || caught == .stalled { break }
            }
        }
        throw failure
    }

    private func run(at address: String, nodes: [RecordID]) async throws -> Summary {
        let client: PeerClient
        let proxy = await node.proxy()
        do {
            client = try PeerClient(
                configuration: PeerClientConfiguration(
                    baseURL: address, caPath: node.credentials.rootPath,
                    certificatePath: node.credentials.certificatePath, keyPath: node.credentials.keyPath,
                    expectedNodeIDs: nodes, userAgent: TingsuVersion.userAgent, proxy: proxy))
        } catch {
            throw SyncFailure.transport(error)
        }
        var session = ExchangeSession()
        var sent = 0
        var received = 0
        var version: ProgramVersion?
        while true {
            if Task.isCancelled { throw SyncFailure.cancelled }
            let request: ExchangeRequest
            (request, session) = try await node.nextRequest(session)
            let tally = session.tally
            let (response, answer) = try await exchange(request, over: client) {
                onProgress(Progress(tally: tally, transfer: $0))
            }
            sent += answer.sent
            received += answer.received
            version = answer.version
            let step: ExchangeSession.Step
            (step, session) = try await node.take(response, session)
            onProgress(Progress(tally: session.tally, transfer: nil))
            switch step {
            case .again: continue
            case .stalled where session.refusals.isEmpty: throw SyncFailure.stalled
            case .complete, .stalled:
                return Summary(
                    tally: session.tally, refusals: session.refusals, clockOffset: session.clockOffset ?? 0,
                    bytesSent: sent, bytesReceived: received, address: address, upstreamVersion: version?.text)
            }
        }
    }

    private func exchange(
        _ request: ExchangeRequest, over client: PeerClient,
        onTransfer: @escaping @Sendable (TransferProgress) -> Void
    ) async throws -> (ExchangeResponse, (sent: Int, received: Int, version: ProgramVersion?)) {
        let body = try Frame.encode(WireCodec.encode(request))
        let answer = try await PeerCall(client: client).post(
            "/v1/exchange", body: body, contentType: Frame.contentType, onTransfer: onTransfer)
        do {
            return (
                try WireCodec.decodeResponse(Frame.decode(answer.body)),
                (body.count, answer.body.count, ProgramVersion(field: answer.header("server")))
            )
        } catch {
            throw SyncFailure.unreadable("\(error)")
        }
    }
}

/// One POST to a peer, with every way of failing named.
struct PeerCall {
    let client: PeerClient

    /// Sends `body` and returns a 200 answer of the same content type.
    func post(
        _ path: String, body: [UInt8], contentType: String,
        onTransfer: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws(SyncFailure) -> PeerResponse {
        let response: PeerResponse
        do {
            response = try await client.send(
                PeerRequest(
                    method: .post, path: path, body: body, contentType: contentType,
                    maxResponseBytes: FrameLimits.compressedBytes),
                progress: onTransfer)
        } catch {
            throw error == .cancelled ? .cancelled : .transport(error)
        }
        if (300...399).contains(response.status) { throw .redirected(status: response.status) }
        guard response.contentType == contentType else {
            throw .notTingsu(status: response.status, contentType: response.contentType ?? "no content type")
        }
        guard response.status == 200 else {
            let body = (try? Frame.decode(response.body)).flatMap { try? WireCodec.decodeErrorBody($0) }
            throw .refused(
                status: response.status,
                body ?? ErrorBody(code: "http-\(response.status)", message: "no reason was given"))
        }
        return response
    }
}
