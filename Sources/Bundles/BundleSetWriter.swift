import Identity
public import Replication
public import WireProtocol

/// Collects the pieces of a set and writes them as files of a size that fits the sticks.
///
/// Every file tells how many there are, which is known only when all pieces are: so they wait in a file without a name. Each
/// part is a bundle of its own, with a key and a signature of its own.
public final class BundleSetWriter {
    /// A part holds at least one piece, whatever it was asked to be.
    public static let smallestPartBytes = 1 << 20

    private let scratch: ScratchFile
    /// Each piece in order: its bytes, and whether it is a frame.
    private var pieces: [(count: Int, isFrame: Bool)] = []

    /// Pieces wait on the disk of `folder`. Throws `FileError`.
    public init(in folder: String) throws { scratch = try ScratchFile(in: folder) }

    public var isEmpty: Bool { pieces.isEmpty }

    /// Appends a piece. Throws `FileError`.
    public func add(_ piece: BundlePiece) throws {
        let bytes = piece.bytes
        try scratch.append(bytes)
        var isFrame = false
        if case .frame = piece { isFrame = true }
        pieces.append((bytes.count, isFrame))
    }

    /// What all files of a set have in common.
    public struct Addressing: Sendable {
        public let receiver: DeviceKey
        public let set: BundleID
        public let direction: BundleHeader.Direction
        public let madeAt: Int64
        public let opening: BundleOpening

        public init(
            receiver: DeviceKey, set: BundleID, direction: BundleHeader.Direction, madeAt: Int64,
            opening: BundleOpening
        ) {
            self.receiver = receiver
            self.set = set
            self.direction = direction
            self.madeAt = madeAt
            self.opening = opening
        }
    }

    /// A file that was written.
    public struct Part: Hashable, Sendable {
        public let path: String
        public let byteCount: Int
    }

    /// Writes the parts into `folder`, none larger than `partBytes` unless one piece is. Where it fails, none is left.
    ///
    /// Throws `FileError` and what the cryptographic library throws.
    public func write(
        to folder: String, _ addressing: Addressing, partBytes: Int?, signer: any HeadSigner
    ) throws -> [Part] {
        let plan = plan(partBytes: partBytes)
        var written: [Part] = []
        var offset = 0
        var opening = addressing.opening
        do {
            for (index, range) in plan.enumerated() {
                let header = BundleHeader(
                    receiver: addressing.receiver.hash, set: addressing.set, part: index + 1, parts: plan.count,
                    direction: addressing.direction, madeAt: addressing.madeAt)
                let path = "\(folder)/\(BundleName(header, answers: opening.answers?.set).text)"
                let writer = try BundleWriter(
                    path: path, header: header, opening: opening, receiver: addressing.receiver, signer: signer)
                for piece in pieces[range] {
                    try writer.add(bytes: scratch.read(at: offset, count: piece.count))
                    offset += piece.count
                    if piece.isFrame { opening.framesBefore += 1 }
                }
                written.append(Part(path: path, byteCount: try writer.finish()))
            }
        } catch {
            for part in written { DurableStream.remove(part.path) }
            throw error
        }
        return written
    }

    /// Which pieces go into which part.
    private func plan(partBytes: Int?) -> [Range<Int>] {
        // Header, key, opening and end have less than two kilobytes; certificates with long names have some more.
        let room = (partBytes ?? .max) - 4096
        var plan: [Range<Int>] = []
        var start = 0
        var bytes = 0
        for (index, piece) in pieces.enumerated() {
            let sealed = BundleWriter.byteCount(ofPiece: piece.count)
            if index > start, bytes + sealed > room || index - start >= BundleLimits.pieces - 2 {
                plan.append(start..<index)
                (start, bytes) = (index, 0)
            }
            bytes += sealed
        }
        return plan + [start..<pieces.count]
    }
}
