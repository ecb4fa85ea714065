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
            let state = try folder.takeIn(
                piece.bytes, at: piece.offset, of: piece.sha256, total: piece.total, from: sender)
            guard let state else { throw BlobDesk.wrongHash }
            return state
        } catch let error as StoreError {
            guard error.isDiskFull else { throw error }
            throw ErrorBody(.noRoom, "the disk of this node is full", retryAfterSeconds: 3600)
        }
    }

    /// Whether a part that is here is the whole blob, and gives it its name: whoever was killed after the last piece need
    /// not fetch it again.
    func completeWhole(_ hash: Hash, from sender: RecordID) throws -> Bool {
        guard folder.received(hash, from: sender) > 0 else { return false }
        return try folder.completeIfWhole(hash, from: sender)
    }

    /// Forgets a part.
    func forget(_ hash: Hash, from sender: RecordID) throws { try folder.forget(hash, from: sender) }

    /// Keeps a file of this machine, durably, and answers its hash.
    func add(_ file: [UInt8]) throws -> Hash { try folder.add(file) }

    /// How far a blob has come.
    nonisolated func state(of hash: Hash, from sender: RecordID) -> BlobState { folder.state(of: hash, from: sender) }

    private static let wrongHash = ErrorBody(
        .wrongHash, "what arrived does not have this SHA-256 and was dropped; send all of it again")
}
