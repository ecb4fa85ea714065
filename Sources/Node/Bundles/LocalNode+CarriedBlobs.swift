import Bundles
import CaseStore
import Identity
import PeerServer
import ReplicaStore
import Replication
import WireProtocol

/// Scans and photographs on a stick, either way.
extension LocalNode {
    // MARK: Up

    /// Those that are offered with a set that is about `scopes`.
    func blobsToCarry(in scopes: [ScopeID]) throws -> [Hash] {
        try read {
            try $1.blobs.toOffer(in: scopes, from: Hash(words: (0, 0, 0, 0)), limit: Limits.blobsOffered)
        }
    }

    /// Adds the scans and photographs, and answers how many.
    nonisolated func addBlobs(_ hashes: [Hash], to writer: BundleSetWriter) throws -> Int {
        for hash in hashes {
            guard let total = blobs.size(of: hash) else { continue }
            var offset = 0
            while offset < total,
                let bytes = try blobs.read(hash, from: offset, count: Limits.blobPieceBytes), !bytes.isEmpty
            {
                try writer.add(.blob(BundleBlob(sha256: hash, offset: offset, total: total, content: bytes)))
                offset += bytes.count
            }
        }
        return hashes.count
    }

    /// Takes a part of a blob in, and answers whether the blob is whole with it. What no record here names is passed over:
    /// its record may come with another stick, and then it is asked for.
    nonisolated func take(_ blob: BundleBlob, from peer: PeerIdentity) async throws -> Bool {
        guard !blobs.holds(blob.sha256) else { return false }
        do {
            return try await take(
                BlobPiece(sha256: blob.sha256, offset: blob.offset, bytes: blob.content, total: blob.total), from: peer
            ).isHeld
        } catch let error as ErrorBody where error.code != PeerErrorCode.noRoom.rawValue {
            return false
        }
    }

    // MARK: Down

    /// Says which blobs of `scopes` somebody here wishes for; the choice changes from set to set, as on the line.
    nonisolated func addWishes(in scopes: [ScopeID], to writer: BundleSetWriter) async throws {
        if let wishes = BundleWishes(Array(try await wishedBlobs(in: scopes).prefix(Limits.blobsOffered))) {
            try writer.add(.wishes(wishes))
        }
    }

    /// Adds the blobs that the asker wishes for and may have, and answers how many. What has not arrived here is wished for
    /// from this node's own upstream.
    nonisolated func addWished(
        _ wishes: [Hash], to writer: BundleSetWriter, for peer: PeerIdentity
    ) async throws -> Int {
        var count = 0
        // Each once, and no more than one set may wish for, in however many pieces it does.
        for hash in Set(wishes).sorted().prefix(Limits.blobsOffered) {
            do {
                var offset = 0
                var total = 1
                while offset < total {
                    let part = try await self.part(
                        BlobQuestion(sha256: hash, offset: offset, count: Limits.blobPieceBytes), for: peer)
                    try writer.add(
                        .blob(BundleBlob(sha256: hash, offset: offset, total: part.total, content: part.bytes)))
                    offset += part.bytes.count
                    total = part.total
                }
                count += 1
            } catch is ErrorBody {
                // Not for this asker, or not here: said by its absence, as of a blob that nobody names.
                continue
            }
        }
        return count
    }

    /// Takes a part of a blob in that an answer brings, and answers whether the blob is whole with it. What nobody here
    /// wishes for is passed over.
    nonisolated func takeWished(_ blob: BundleBlob) async throws -> Bool {
        guard try await read({ try $1.place(ofBlob: blob.sha256) }) == .wished else { return false }
        let piece = BlobPiece(sha256: blob.sha256, offset: blob.offset, bytes: blob.content, total: blob.total)
        do {
            // The same part that a fetch by the line goes on with.
            guard try await blobDesk.take(piece, from: credentials.identity.node).isHeld else { return false }
        } catch let error as ErrorBody where error.code != PeerErrorCode.noRoom.rawValue {
            return false
        }
        try await noteArrived(blob.sha256)
        return true
    }
}
