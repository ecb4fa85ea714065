import CaseFile
import CaseStore
import Foundation
import Identity
import PeerTransport
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
        /// Blobs that came whole to the upstream, and from it.
        public let blobs: BlobTransfer.Tally
        public let address: String
        /// What went past the upstream, sealed to the center; nil where nothing does.
        let sealed: SealedSync.Outcome?
        /// What the upstream said of its program; nil where it said nothing that we know.
        public let upstreamVersion: String?
    }

    /// How far a sync has come, for the progress bar: only what the other side has acknowledged, or this one holds.
    public struct Progress: Hashable, Sendable {
        public let tally: ExchangeSession.Tally
        /// Bytes of bodies that were answered, compressed.
        public let bytesSent: Int
        /// Bytes of answers, also of the one that is coming in.
        public let bytesReceived: Int
        /// Blobs that were brought and are still to be brought; nil while records go.
        public let blobs: BlobTransfer.Progress?
    }

    /// Bytes of bodies, and who answered last.
    private struct Traffic {
        var sent = 0
        var received = 0
        var version: ProgramVersion?
        var server: RecordID?
        /// What the last request was about.
        var scopes: [ScopeID] = []

        mutating func add(_ other: Traffic) {
            sent += other.sent
            received += other.received
            version = other.version
            server = other.server
        }
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
        let known = try await node.lastSync()
        var line = LineMemory(after: known)
        do {
            let summary = try await runAtFirstThatAnswers(&line)
            try await node.note(
                LastSync(
                    at: SystemClock.now(), address: summary.address, failure: nil, sentence: nil,
                    refused: summary.refusals.count,
                    clockOffset: summary.clockOffset,
                    upstreamVersion: summary.upstreamVersion, nextBatchBytes: nil,
                    readsColumns: line.columns.upstreamReads))
            return summary
        } catch let failure as SyncFailure {
            try await node.note(
                LastSync(
                    at: SystemClock.now(), address: nil, failure: failure.code,
                    sentence: .init(zhHans: failure.sentence(in: .zhHans), en: failure.sentence(in: .en)), refused: nil,
                    clockOffset: nil,
                    upstreamVersion: known?.upstreamVersion, nextBatchBytes: line.batchBytesAfter(failure),
                    readsColumns: line.columns.upstreamReads))
            throw failure
        }
    }

    private func runAtFirstThatAnswers(_ line: inout LineMemory) async throws -> Summary {
        guard let upstream = node.settings.upstream, !upstream.addresses.isEmpty else { throw NodeError.noUpstream }
        var failure: SyncFailure = .cancelled
        for address in upstream.addresses {
            do {
                return try await run(at: address, nodes: upstream.nodeIDs, &line)
            } catch let caught as SyncFailure {
                failure = caught
                if caught == .cancelled || caught == .stalled { break }
            }
        }
        throw failure
    }

    private func run(at address: String, nodes: [RecordID], _ line: inout LineMemory) async throws -> Summary {
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
        var session = ExchangeSession(batchBytes: line.batchBytes)
        var traffic = Traffic()
        var blobs = BlobTransfer.Tally()
        var sealed: SealedSync.Outcome?
        // Records first: none waits for its photograph. More blobs than one request offers take another round.
        await node.followAllMoves()
        while true {
            let isFirst = traffic.server == nil
            let states = try await exchangeAll(&session, over: client, &traffic, &line)
            // What came for a record that moved goes on to where it lives, and up again.
            if await node.followAllMoves() > 0 { continue }
            try await node.forgetArrivedAlarms()
            if isFirst, let server = traffic.server {
                sealed = try await SealedSync(node: node, client: client).run(past: server)
            }
            let (records, bytes) = (session.tally, traffic)
            let transfer = BlobTransfer(node: node, client: client) {
                onProgress(
                    Progress(tally: records, bytesSent: bytes.sent, bytesReceived: bytes.received, blobs: $0))
            }
            let round = try await transfer.run(wanted: node.take(states), in: traffic.scopes)
            blobs.add(round)
            // Where something moved and there may be more: on offer here, or asked for there beyond what one answer holds.
            let mayBeMore = try await node.read { try $1.blobs.toOfferCount() } > 0
            guard !round.isInterrupted, round.sent > 0 || states.contains(where: \.isHeld),
                mayBeMore && round.left == 0 || states.count >= Limits.blobsAskedFor && round.sent > 0
            else { break }
        }
        return Summary(
            tally: session.tally, refusals: session.refusals, clockOffset: session.clockOffset ?? 0,
            bytesSent: traffic.sent, bytesReceived: traffic.received, blobs: blobs, address: address,
            sealed: sealed, upstreamVersion: traffic.version?.text)
    }

    /// Exchanges records until both sides stand equal, and answers what the upstream last said of each blob.
    private func exchangeAll(
        _ session: inout ExchangeSession, over client: PeerClient, _ traffic: inout Traffic, _ line: inout LineMemory
    ) async throws -> [BlobState] {
        var blobs: [Hash: BlobState] = [:]
        while true {
            if Task.isCancelled { throw SyncFailure.cancelled }
            let request: ExchangeRequest
            (request, session) = try await node.nextRequest(session)
            traffic.scopes = request.scopes.map(\.scope)
            let (tally, bytes, batchBytes) = (session.tally, traffic, session.nextBatchBytes)
            let begin = ContinuousClock.now
            let (response, answer) = try await exchange(request, over: client, &line) { transfer in
                // What was handed to the system may be on its way for a minute yet: it counts when it is answered.
                guard transfer.bytesReceived > 0 else { return }
                onProgress(
                    Progress(
                        tally: tally, bytesSent: bytes.sent, bytesReceived: bytes.received + transfer.bytesReceived,
                        blobs: nil))
            }
            let seconds = (ContinuousClock.now - begin) / .seconds(1)
            traffic.add(answer)
            try await node.note(upstream: traffic.server)
            if let server = traffic.server, let key = try await node.keyHash(ofMachine: server) { session.meet(key) }
            let step: ExchangeSession.Step
            (step, session) = try await node.take(response, session)
            if session.tally.changesMoved > tally.changesMoved { line.hasCarried = true }
            if let bound = line.bound(after: batchBytes, seconds: seconds) { session.boundBatch(bytes: bound) }
            for state in response.blobs { blobs[state.sha256] = state }
            onProgress(
                Progress(
                    tally: session.tally, bytesSent: traffic.sent, bytesReceived: traffic.received, blobs: nil))
            switch step {
            case .again: continue
            case .stalled where session.refusals.isEmpty: throw SyncFailure.stalled
            case .complete, .stalled: return blobs.values.sorted { $0.sha256 < $1.sha256 }
            }
        }
    }

    private func exchange(
        _ request: ExchangeRequest, over client: PeerClient, _ line: inout LineMemory,
        onTransfer: @escaping @Sendable (TransferProgress) -> Void
    ) async throws -> (ExchangeResponse, Traffic) {
        let (response, accounts) = try await line.columns.ask(request) { request, inColumns in
            try await send(request, inColumns: inColumns, over: client, onTransfer: onTransfer)
        }
        return (response, accounts.reduce(into: Traffic()) { $0.add($1) })
    }

    private func send(
        _ request: ExchangeRequest, inColumns: Bool, over client: PeerClient,
        onTransfer: @escaping @Sendable (TransferProgress) -> Void
    ) async throws -> (ExchangeResponse, Traffic) {
        let body = try Frame.encode(WireCodec.encode(request, inColumns: inColumns))
        let answer = try await PeerCall(client: client).post(
            "/v1/exchange", body: body, contentType: Frame.contentType, onTransfer: onTransfer)
        do {
            return (
                try WireCodec.decodeResponse(Frame.decode(answer.body)),
                Traffic(
                    sent: body.count, received: answer.body.count,
                    version: ProgramVersion(field: answer.header("server")), server: answer.server)
            )
        } catch {
            throw SyncFailure.unreadable("\(error)")
        }
    }
}

extension ExchangeSession.Tally {
    fileprivate var changesMoved: Int { changesSent + changesReceived }
}
