import PeerServer
import ReplicaStore
import Replication
import WireProtocol

/// Takes in pieces of blobs, one after another: two requests of one machine may bring the same piece, because a cut line
/// leaves open whether it arrived.
///
/// Apart from the actor that owns the store, which a scan on its way must not hold up.
actor BlobDesk {
    let folder: BlobFolder

    init(_ folder: BlobFolder) {
        self.folder = folder
    }

    /// Takes a piece in and answers how far the blob has come; the last one is answered when the whole blob is on the
    /// disk. Throws `ErrorBody` as `PeerService` has it.
    func take(_ piece: BlobPiece, from sender: RecordID) throws -> BlobState {
        do {
            guard !folder.holds(piece.sha256) else { return state(of: piece.sha256, from: sender) }
            let received = try folder.take(piece.bytes, at: piece.offset, of: piece.sha256, from: sender)
            guard received >= piece.total else { return state(of: piece.sha256, from: sender) }
            guard received == piece.total else {
                // What came before was of a longer one: one of the two is not this blob.
                try folder.forget(piece.sha256, from: sender)
                throw BlobDesk.wrongHash
            }
            guard try folder.complete(piece.sha256, from: sender) else { throw BlobDesk.wrongHash }
            return state(of: piece.sha256, from: sender)
        } catch let error as StoreError {
            guard error.isDiskFull else { throw error }
            throw ErrorBody(.noRoom, "the disk of this node is full", retryAfterSeconds: 3600)
        }
    }

    /// Keeps a file of this machine, durably, and answers its hash.
    func add(_ file: [UInt8]) throws -> Hash { try folder.add(file) }

    /// How far a blob has come.
    nonisolated func state(of hash: Hash, from sender: RecordID) -> BlobState {
        let isHeld = folder.holds(hash)
        return BlobState(sha256: hash, received: isHeld ? 0 : folder.received(hash, from: sender), isHeld: isHeld)
    }

    private static let wrongHash = ErrorBody(
        .wrongHash, "what arrived does not have this SHA-256 and was dropped; send all of it again")
}
