import CaseStore
import Causality
import Identity
import Logging
import PeerServer
import ReplicaStore
import Replication
import WireProtocol

/// What the node does with blobs between its folder, its store and its peers.
extension LocalNode {
    // MARK: Downstreams

    /// Takes a piece of a blob in that a record here names.
    nonisolated func take(_ piece: BlobPiece, from peer: PeerIdentity) async throws -> BlobState {
        guard try await read({ try !$1.blobs.scopes(naming: piece.sha256).isEmpty }) else {
            throw LocalNode.unnamedBlob
        }
        let state = try await blobDesk.take(piece, from: peer.node)
        if state.isHeld { try await noteArrived(piece.sha256) }
        return state
    }

    /// Gives part of a blob to a peer that may read a record which names it. One that has not arrived is wished for from
    /// this node's own upstream.
    nonisolated func part(_ question: BlobQuestion, for peer: PeerIdentity) async throws -> BlobPart {
        let mayRead = try await read { engine, transaction in
            let readable = engine.authority.readableScopes(of: peer.key.hash)
            return try transaction.blobs.scopes(naming: question.sha256).contains { readable.contains($0) }
        }
        guard mayRead else { throw LocalNode.unnamedBlob }
        guard let total = blobs.size(of: question.sha256) else {
            if settings.upstream != nil { try await wish(for: question.sha256) }
            throw ErrorBody(.blobNotHere, "the blob has not arrived at this node")
        }
        guard question.offset < total,
            let bytes = try blobs.read(question.sha256, from: question.offset, count: question.count), !bytes.isEmpty
        else { throw ErrorBody(.badRange, "the blob has \(total) bytes") }
        return BlobPart(bytes: bytes, total: total)
    }

    private static let unnamedBlob = ErrorBody(.notFound, "no record that is known here names this blob")

    /// What an answer says of blobs: how far those stand that were offered, and which others are missing here.
    static func blobStates(
        _ request: ExchangeRequest, from peer: PeerIdentity, _ desk: BlobDesk, _ engine: NodeEngine,
        _ transaction: SQLiteTransaction, start: Hash
    ) throws -> [BlobState] {
        let readable = Set(engine.authority.readableScopes(of: peer.key.hash))
        let scopes = request.scopes.map(\.scope).filter { readable.contains($0) }
        var named = try request.blobs.filter { try !transaction.blobs.scopes(naming: $0).isEmpty }
        let asked = try transaction.blobs.missing(in: scopes, from: start, limit: Limits.blobsAskedFor)
        named += asked.filter { !request.blobs.contains($0) }
        return try named.sorted().map { hash in
            let state = desk.state(of: hash, from: peer.node)
            guard state.isHeld else { return state }
            // A file of which the store was not told is not offered upward: the next piece of it mends that.
            if case .here = try transaction.place(ofBlob: hash) { return state }
            return BlobState(sha256: hash, received: 0, isHeld: false)
        }
    }

    // MARK: The upstream

    /// What the upstream said: which blobs it has, and which of ours it wants, with how far they have come there. Answers
    /// those that it wants and that are here.
    func take(_ states: [BlobState]) throws -> [BlobState] {
        guard !states.isEmpty else { return [] }
        let wanted = states.filter { !$0.isHeld && blobs.holds($0.sha256) }
        try write { _, transaction, _ in
            for state in states { try transaction.setUpstream(state.isHeld, ofBlob: state.sha256) }
        }
        return wanted
    }

    /// Blobs to be fetched that a record of `scopes` names, or none any more, in an order drawn anew: those that never come
    /// keep none of the others back. Nobody is asked for a blob whose record it may not know of.
    func wishedBlobs(in scopes: [ScopeID]) throws -> [Hash] {
        try read { _, transaction in
            try transaction.wishedBlobs().filter { hash in
                let naming = try transaction.blobs.scopes(naming: hash)
                return naming.isEmpty || naming.contains(where: scopes.contains)
            }
        }.shuffled()
    }

    // MARK: This machine

    /// Wishes for a blob that a record names; it is fetched with the next sync. One that is here stays as it is.
    func wish(for hash: Hash) throws {
        guard try read({ try $1.place(ofBlob: hash) }) == .unknown else { return }
        try write { _, transaction, _ in try transaction.wishForBlob(hash) }
    }

    func noteArrived(_ hash: Hash) throws {
        if case .here = try read({ try $1.place(ofBlob: hash) }) { return }
        try write { _, transaction, _ in try transaction.blobs.arrived(hash) }
    }

    /// Sets the file of a blob aside that is no longer what it was, and asks whoever has it.
    func setAside(_ hash: Hash) throws {
        logger.error("blob damaged", metadata: ["sha256": "\(hash)"])
        try blobs.setAside(hash)
        try write { _, transaction, _ in try transaction.blobs.lost(hash) }
    }

    /// Wishes no more for a blob.
    func forgetWish(_ hash: Hash) throws {
        guard try read({ try $1.place(ofBlob: hash) }) == .wished else { return }
        try write { _, transaction, _ in try transaction.removeBlob(hash) }
    }
}

extension Hash {
    /// A place to begin at, drawn anew each time.
    static func random() -> Hash {
        var generator = SystemRandomNumberGenerator()
        return Hash(words: (generator.next(), generator.next(), generator.next(), generator.next()))
    }
}
