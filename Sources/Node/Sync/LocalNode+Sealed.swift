import Bundles
import CaseFile
import CaseWork
import Foundation
import Identity
import PeerServer
import PeerTransport
import ReplicaStore
import Replication
import WireProtocol

/// Sealed files that are handed on over the line: from below, at the hub in between, and at the center.
extension LocalNode {
    // MARK: Below

    /// Which scopes go past the upstream, and to whom.
    struct SealedWay: Sendable {
        let scopes: [ScopeID]
        let center: Upstream
    }

    /// What came of an answer.
    struct SealedAnswer: Sendable {
        let standing: TakenSet.Standing
        let received: Int
        /// Whether the center holds another branch of one of the logs: another round settles it.
        let isForked: Bool
    }

    /// The restricted scopes that this machine reads or holds and its upstream may not; nil where there is none.
    func sealedWay(past upstream: RecordID) throws -> SealedWay? {
        let own = credentials.keyPair.key.hash
        return try inspect { [credentials, settings] access in
            let authority = access.engine.authority
            guard
                let center = credentials.anchors.centerKeys.first(where: {
                    settings.upstream?.nodeIDs.contains($0.device) == true
                }), center.device != upstream
            else { return nil }
            let readable = authority.key(ofDevice: upstream).map { authority.readableScopes(of: $0.hash) } ?? []
            let concerned = Set(authority.readableScopes(of: own) + (try access.transaction.scopes()))
            let scopes = authority.restrictedScopes.filter { concerned.contains($0) && !readable.contains($0) }
            guard !scopes.isEmpty else { return nil }
            let name = access.directory.device(center.device)?.name ?? ""
            return SealedWay(scopes: scopes, center: Upstream(key: center, name: name))
        }
    }

    /// How many changes of the scopes are not known to be at the center.
    func changesNotAtCounty(in scopes: [ScopeID]) throws -> Int {
        try inspect { access in
            try scopes.reduce(0) { sum, scope in
                let count = try access.engine.custodyCount(of: scope, isCenter: access.isCenter, access.transaction)
                return sum + count.held - count.atUpstream
            }
        }
    }

    nonisolated func takeSealedAnswer(_ bytes: [UInt8]) async throws -> SealedAnswer {
        let path = try keepSealed(bytes)
        defer { DurableStream.remove(path) }
        let set = try await soundSet(at: path)
        guard set.direction == .answer else { throw BundleTrouble.wrongWay }
        let taken = try await takeAnswer(set)
        return SealedAnswer(
            standing: taken.standing, received: taken.received, isForked: try await read { try $1.hasCarriedForks() })
    }

    /// Takes away the files of a set that was handed on.
    nonisolated func drop(_ made: MadeBundle) {
        try? FileManager.default.removeItem(atPath: "\(folder.bundlesPath)/\(made.set)")
    }

    // MARK: Above

    /// Opens the file at the center; elsewhere hands it on, as it is and only in memory.
    nonisolated func relay(_ bundle: [UInt8], from caller: PeerCaller) async throws -> [UInt8] {
        guard !isCenter else { return try await answerSealed(bundle) }
        guard let upstream = settings.upstream else {
            throw ErrorBody(.notFound, "this node hands no sealed files on: nothing is above it")
        }
        var failure: SyncFailure = .cancelled
        let proxy = await proxy()
        for address in upstream.addresses {
            do {
                let client = try PeerClient(
                    configuration: PeerClientConfiguration(
                        baseURL: address, caPath: credentials.rootPath, certificatePath: credentials.certificatePath,
                        keyPath: credentials.keyPath, expectedNodeIDs: upstream.nodeIDs,
                        userAgent: TingsuVersion.userAgent, proxy: proxy))
                return try await PeerCall(client: client).post(
                    "/v1/relay", body: bundle, contentType: BundleLimits.contentType
                ).body
            } catch let caught as SyncFailure {
                if case .refused(_, let body) = caught { throw body }
                failure = caught
            } catch let caught as PeerTransportError {
                failure = .transport(caught)
            }
        }
        throw ErrorBody(
            .busy, "the county center cannot be reached from here (\(failure.code)); try again when the line is up",
            retryAfterSeconds: LocalNode.relayRetrySeconds)
    }

    /// When whoever found the line behind a hub down may come again.
    private static let relayRetrySeconds: UInt32 = 60

    private nonisolated func answerSealed(_ bundle: [UInt8]) async throws -> [UInt8] {
        let path = try keepSealed(bundle)
        defer { DurableStream.remove(path) }
        do {
            let set = try await soundSet(at: path)
            guard set.direction == .up else { throw BundleTrouble.wrongWay }
            let taken = try await takeRequests(set, answerPartBytes: BundleLimits.relayedBytes)
            guard let answer = taken.answer, let first = answer.parts.first else {
                throw BundleTrouble.unreadable(detail: "a set without a request")
            }
            defer { drop(answer) }
            // What does not fit into one file comes with the next round: the asker says anew what it has.
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: first.path)))
        } catch let trouble as BundleTrouble {
            throw ErrorBody(.badMessage, trouble.sentence(in: .en))
        }
    }

    private nonisolated func soundSet(at path: String) async throws -> BroughtSet {
        guard let file = try await look(at: [path]).first else { throw BundleTrouble.missing(path: path) }
        _ = try file.outcome.get()
        guard let set = BroughtSet.sets(of: [file]).first else { throw BundleTrouble.notABundle }
        return set
    }

    /// Verifying goes over a file twice, so it has to be one; it is sealed on the disk as on the line.
    private nonisolated func keepSealed(_ bytes: [UInt8]) throws -> String {
        try DurableFile.makeFolder(folder.bundlesPath)
        let path = "\(folder.bundlesPath)/relay-\(BundleID.random()).tingsu-bundle"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }
}
