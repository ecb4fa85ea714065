import Identity
import Logging
import PeerServer
import PeerTransport
import ReplicaStore
import Replication
import WireProtocol

/// Brings blobs to the upstream and fetches those that somebody here wishes for, piece by piece.
///
/// Each piece is durable at the other side when it is answered, so that a cut line loses one piece; the next sync goes on
/// where the upstream says that it has come.
public struct BlobTransfer: Sendable {
    /// What became of the blobs.
    public struct Tally: Hashable, Sendable {
        public var sent = 0
        public var received = 0
        /// Blobs that could not be brought or fetched, and will be tried again.
        public var left = 0

        mutating func add(_ other: Tally) {
            sent += other.sent
            received += other.received
            left = other.left
        }
    }

    /// How far it has come.
    public struct Progress: Hashable, Sendable {
        public var sent: Int
        public var toSend: Int
        /// Bytes of the blob on its way that the upstream has acknowledged, and of the whole.
        public var bytesSent: Int
        public var bytesToSend: Int
    }

    /// The first piece on a line that nobody knows: nine seconds at 30 kbit/s.
    static let firstPieceBytes = 32 * 1024
    /// A piece that took less than this may be followed by one twice as large.
    static let comfortableSeconds = 4.0

    let node: LocalNode
    let client: PeerClient
    let onProgress: @Sendable (Progress) -> Void

    /// Brings what the upstream wants and fetches what is wished for. Throws `SyncFailure` where the line breaks; a blob
    /// that the upstream refuses is passed over, and counted.
    func run(wanted: [BlobState]) async throws -> Tally {
        var tally = Tally()
        var pieceBytes = BlobTransfer.firstPieceBytes
        for state in wanted {
            let isThere = try await passingOver {
                try await bring(state, &pieceBytes) { sent, total in
                    onProgress(
                        Progress(sent: tally.sent, toSend: wanted.count, bytesSent: sent, bytesToSend: total))
                }
            }
            if isThere { tally.sent += 1 } else { tally.left += 1 }
        }
        for hash in try await node.wishedBlobs() {
            if try await passingOver({ try await fetch(hash, &pieceBytes) }) {
                tally.received += 1
            } else {
                tally.left += 1
            }
        }
        return tally
    }

    /// False where the upstream says no to this one blob.
    private func passingOver(_ body: () async throws -> Bool) async throws -> Bool {
        do {
            return try await body()
        } catch SyncFailure.refused(let status, let error) where status < 500 && status != 429 {
            node.logger.notice("blob refused", metadata: ["code": "\(error.code)"])
            return false
        }
    }

    private func bring(
        _ state: BlobState, _ pieceBytes: inout Int, onPiece: (_ sent: Int, _ total: Int) -> Void
    ) async throws -> Bool {
        guard let total = node.blobs.size(of: state.sha256) else { return false }
        var received = state.received
        var restarts = 0
        while true {
            if Task.isCancelled { throw SyncFailure.cancelled }
            let piece = try node.blobs.read(state.sha256, from: received, count: pieceBytes) ?? []
            let answer: BlobState
            do {
                answer = try await timed(&pieceBytes) {
                    try await put(piece, at: received, of: state.sha256, total: total)
                }
            } catch SyncFailure.refused(_, let error) where error.code == PeerErrorCode.wrongHash.rawValue {
                // Either what was sent is spoilt, or the file here.
                guard try node.blobs.isSound(state.sha256), restarts == 0 else {
                    node.logger.error("blob damaged", metadata: ["sha256": "\(state.sha256)"])
                    return false
                }
                restarts += 1
                received = 0
                continue
            }
            if answer.isHeld {
                onPiece(total, total)
                _ = try await node.take([answer])
                return true
            }
            guard answer.received > received, answer.received < total else {
                throw SyncFailure.unreadable("the upstream has \(answer.received) of \(total) bytes of a blob")
            }
            received = answer.received
            onPiece(received, total)
        }
    }

    private func put(
        _ piece: [UInt8], at offset: Int, of hash: Hash, total: Int
    ) async throws(SyncFailure) -> BlobState {
        let range = piece.isEmpty ? "*" : "\(offset)-\(offset + piece.count - 1)"
        let answer = try await PeerCall(client: client).send(
            PeerRequest(
                method: .put, path: "/v1/blobs/\(hash)",
                headers: [PeerHeader(name: "Content-Range", value: "bytes \(range)/\(total)")], body: piece,
                contentType: BlobTransfer.contentType, maxResponseBytes: FrameLimits.compressedBytes),
            expecting: Frame.contentType)
        do {
            let state = try WireCodec.decodeBlobState(Frame.decode(answer.body))
            guard state.sha256 == hash else { throw SyncFailure.unreadable("the answer is about another blob") }
            return state
        } catch let error as SyncFailure {
            throw error
        } catch {
            throw .unreadable("\(error)")
        }
    }

    private static let contentType = "application/octet-stream"

    private func fetch(_ hash: Hash, _ pieceBytes: inout Int) async throws -> Bool {
        let own = node.credentials.identity.node
        while true {
            if Task.isCancelled { throw SyncFailure.cancelled }
            let offset = node.blobs.received(hash, from: own)
            let count = pieceBytes
            let (bytes, total): ([UInt8], Int)
            do {
                (bytes, total) = try await timed(&pieceBytes) { try await get(hash, from: offset, count: count) }
            } catch SyncFailure.refused(let status, let error) where error.code == PeerErrorCode.badRange.rawValue {
                // More is here than the blob has: none of it is worth keeping.
                try node.blobs.forget(hash, from: own)
                throw SyncFailure.refused(status: status, error)
            }
            let piece = BlobPiece(sha256: hash, offset: offset, bytes: bytes, total: total)
            do {
                guard try await node.blobDesk.take(piece, from: own).isHeld else { continue }
            } catch let error as ErrorBody {
                throw SyncFailure.refused(status: error.status, error)
            }
            try await node.noteArrived(hash)
            return true
        }
    }

    private func get(
        _ hash: Hash, from offset: Int, count: Int
    ) async throws(SyncFailure) -> (bytes: [UInt8], total: Int) {
        let answer = try await PeerCall(client: client).send(
            PeerRequest(
                method: .get, path: "/v1/blobs/\(hash)",
                headers: [PeerHeader(name: "Range", value: "bytes=\(offset)-\(offset + count - 1)")],
                maxResponseBytes: FrameLimits.compressedBytes),
            expecting: BlobTransfer.contentType)
        let range = answer.header("content-range") ?? ""
        guard let total = range.split(separator: "/").last.flatMap({ Int($0) }), !answer.body.isEmpty,
            range == "bytes \(offset)-\(offset + answer.body.count - 1)/\(total)", total <= Limits.blobBytes
        else { throw .unreadable("a part of a blob came as \(range.debugDescription)") }
        return (answer.body, total)
    }

    /// Lets the next piece be larger where this one went quickly.
    private func timed<Result>(_ pieceBytes: inout Int, _ body: () async throws -> Result) async throws -> Result {
        let start = ContinuousClock.now
        let result = try await body()
        if (ContinuousClock.now - start) / .seconds(1) < BlobTransfer.comfortableSeconds {
            pieceBytes = min(2 * pieceBytes, Limits.blobPieceBytes)
        }
        return result
    }
}
