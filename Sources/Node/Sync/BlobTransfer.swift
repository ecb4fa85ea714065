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
        /// Whether it was broken off for an alarm: somebody may be in danger, and photographs wait.
        public var isInterrupted = false

        mutating func add(_ other: Tally) {
            sent += other.sent
            received += other.received
            left = other.left
            isInterrupted = other.isInterrupted
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

    /// What became of one blob.
    private enum Outcome {
        case done
        /// The upstream says no to this one.
        case refused
        /// The upstream takes or gives nothing now: its disk is full, or it has too much to do.
        case notNow
        case alarm
    }

    /// Brings what the upstream wants and fetches what is wished for of `scopes`, those that the upstream was asked about. Throws `SyncFailure` where the line breaks; what the
    /// upstream refuses is counted, and tried again with the next sync: the records are through.
    func run(wanted: [BlobState], in scopes: [ScopeID]) async throws -> Tally {
        var tally = Tally()
        var pieceBytes = BlobTransfer.firstPieceBytes
        for (index, state) in wanted.enumerated() {
            let outcome = try await judged {
                try await bring(state, &pieceBytes) { sent, total in
                    onProgress(
                        Progress(sent: tally.sent, toSend: wanted.count, bytesSent: sent, bytesToSend: total))
                }
            }
            switch outcome {
            case .done: tally.sent += 1
            case .refused: tally.left += 1
            case .notNow, .alarm: tally.left += wanted.count - index
            }
            if outcome == .alarm { return tally.interrupted }
            if outcome == .notNow { break }
        }
        let wished = try await node.wishedBlobs(in: scopes)
        for (index, hash) in wished.enumerated() {
            let outcome = try await judged { try await fetch(hash, &pieceBytes) }
            switch outcome {
            case .done: tally.received += 1
            case .refused: tally.left += 1
            case .notNow, .alarm: tally.left += wished.count - index
            }
            if outcome == .alarm { return tally.interrupted }
            if outcome == .notNow { break }
        }
        return tally
    }

    private func judged(_ body: () async throws -> Outcome) async throws -> Outcome {
        do {
            return try await body()
        } catch SyncFailure.refused(let status, let error) {
            node.logger.notice("blob refused", metadata: ["code": "\(error.code)"])
            return status >= 500 || status == 429 ? .notNow : .refused
        }
    }

    private func bring(
        _ state: BlobState, _ pieceBytes: inout Int, onPiece: (_ sent: Int, _ total: Int) -> Void
    ) async throws -> Outcome {
        guard let total = node.blobs.size(of: state.sha256) else { return .refused }
        var received = state.received
        var restarts = 0
        while true {
            if Task.isCancelled { throw SyncFailure.cancelled }
            if node.syncWakeup.isRaised { return .alarm }
            let piece = try node.blobs.read(state.sha256, from: received, count: pieceBytes) ?? []
            let answer: BlobState
            do {
                answer = try await timed(&pieceBytes) {
                    try await put(piece, at: received, of: state.sha256, total: total)
                }
            } catch SyncFailure.refused(_, let error) where error.code == PeerErrorCode.wrongHash.rawValue {
                // Either what was sent is spoilt, or the file here.
                guard try node.blobs.isSound(state.sha256) else {
                    try await node.setAside(state.sha256)
                    return .refused
                }
                guard restarts == 0 else {
                    return .refused
                }
                restarts += 1
                received = 0
                continue
            }
            if answer.isHeld {
                onPiece(total, total)
                _ = try await node.take([answer])
                return .done
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

    private func fetch(_ hash: Hash, _ pieceBytes: inout Int) async throws -> Outcome {
        let own = node.credentials.identity.node
        if try await node.blobDesk.completeWhole(hash, from: own) {
            try await node.noteArrived(hash)
            return .done
        }
        while true {
            if Task.isCancelled { throw SyncFailure.cancelled }
            if node.syncWakeup.isRaised { return .alarm }
            let offset = node.blobs.received(hash, from: own)
            let count = pieceBytes
            let (bytes, total): ([UInt8], Int)
            do {
                (bytes, total) = try await timed(&pieceBytes) { try await get(hash, from: offset, count: count) }
            } catch SyncFailure.refused(let status, let error) where error.code == PeerErrorCode.badRange.rawValue {
                // More is here than the blob has: none of it is worth keeping.
                try await node.blobDesk.forget(hash, from: own)
                throw SyncFailure.refused(status: status, error)
            } catch SyncFailure.refused(let status, let error) where error.code == PeerErrorCode.notFound.rawValue {
                // No record that this machine may read names it any more.
                try await node.forgetWish(hash)
                throw SyncFailure.refused(status: status, error)
            }
            let piece = BlobPiece(sha256: hash, offset: offset, bytes: bytes, total: total)
            do {
                guard try await node.blobDesk.take(piece, from: own).isHeld else { continue }
            } catch let error as ErrorBody {
                // What came is spoilt, or this machine's own disk is full: nobody else's fault, and no failure of the sync.
                node.logger.warning("blob not kept", metadata: ["code": "\(error.code)"])
                return error.code == PeerErrorCode.noRoom.rawValue ? .notNow : .refused
            }
            try await node.noteArrived(hash)
            return .done
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

extension BlobTransfer.Tally {
    fileprivate var interrupted: Self {
        var tally = self
        tally.isInterrupted = true
        return tally
    }
}
