import Identity
import Logging
import PeerServer
import ReplicaStore
import Replication
import WireProtocol

/// What stands behind a hub's and a center's endpoints: the node's own actor.
struct NodePeerService: PeerService {
    let node: LocalNode

    /// When whoever found the disk full may come again: somebody has to see it first.
    static let fullDiskRetrySeconds: UInt32 = 300

    func exchange(_ request: ExchangeRequest, from caller: PeerCaller) async throws -> ExchangeResponse {
        // Hashes, bodies and signatures are checked here, beside what the store does for another device. What a hub
        // carries is mostly signed by others, whose keys only the store knows.
        let peer = caller.identity
        let request = request.read(by: ProtobufChangeCodec(), signedBy: peer.role == .device ? peer.key : nil)
        do {
            return try await node.respond(to: request, from: caller)
        } catch let error as StoreError where error.isDiskFull || error.isReadOnly {
            // Nothing of it is here, and nothing was acknowledged. Somebody here has to make room.
            node.logger.error("the disk takes nothing more", metadata: ["error": "\(error)"])
            throw ErrorBody(
                .noRoom, "the disk of this node takes nothing more",
                retryAfterSeconds: NodePeerService.fullDiskRetrySeconds)
        }
    }

    func exchangeFailed(_ failure: ExchangeFailure, of caller: PeerCaller) async {
        await node.note(failure, of: caller)
    }

    func take(_ piece: BlobPiece, from peer: PeerIdentity) async throws -> BlobState {
        try await node.take(piece, from: peer)
    }

    func part(_ question: BlobQuestion, for peer: PeerIdentity) async throws -> BlobPart {
        try await node.part(question, for: peer)
    }

    func relay(_ bundle: [UInt8], from caller: PeerCaller) async throws -> [UInt8] {
        try await node.relay(bundle, from: caller)
    }

    /// The center admits the machine; a hub hands the request on to its upstream, live, and takes in the directory
    /// that the machine will need.
    func enrol(_ request: EnrolmentRequest) async throws -> EnrolmentResponse {
        if node.isCenter { return try await node.admit(request) }
        guard let upstream = node.settings.upstream else {
            throw ErrorBody(code: PeerErrorCode.cannotEnrol.rawValue, message: "this node has no upstream")
        }
        var failure: SyncFailure = .cancelled
        let proxy = await node.proxy()
        for address in upstream.addresses {
            do throws(SyncFailure) {
                let response = try await EnrolmentCall.send(
                    request, to: address, rootPath: node.credentials.rootPath, servers: upstream.nodeIDs,
                    proxy: proxy)
                _ = try? await UpstreamSync(node: node).run()
                return response
            } catch {
                if case .refused(_, let body) = error { throw body }
                failure = error
            }
        }
        throw ErrorBody(
            code: PeerErrorCode.cannotEnrol.rawValue,
            message: "the county center cannot be reached from here (\(failure.code)); try again when the line is up")
    }
}
