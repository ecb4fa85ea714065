public import Identity
import Replication
public import WireProtocol

/// Reads one bundle: verifies it to its end, and only then hands out what is in it.
///
/// Memory holds one piece at a time. The second pass reads the same open file with the same key: whoever changes the file
/// between the two cannot seal a piece that this key opens.
public final class BundleReader {
    public let path: String
    public let header: BundleHeader
    private let file: SequentialFile
    /// Prelude, header and encapsulated key, as they stood there first.
    private let front: [UInt8]
    /// Where the second pass stands; nil before it and behind the last piece.
    private var pass: Pieces?

    /// Reads what everybody may read.
    public init(_ path: String) throws(BundleProblem) {
        let file = try BundleReader.reading { () throws(FileError) in try SequentialFile(path) }
        self.path = path
        self.file = file
        (header, front) = try BundleReader.front(of: file)
    }

    /// Reads the whole file as its receiver, and answers who sent it. Takes nothing in.
    public func verify(as receiver: DeviceKeyPair, root: CountyRoot) throws(BundleProblem) -> BundleContent {
        var pieces = try openPieces(as: receiver)
        pieces.hash.add(front)
        guard case .opening(let opening) = try pieces.next(in: self) else { throw .outOfOrder(piece: 0) }
        let sender: PeerIdentity
        do {
            sender = try PeerIdentity(der: opening.certificateDER, root: root)
        } catch {
            throw .sender(error)
        }
        var content = BundleContent(header: header, opening: opening, sender: sender)
        while true {
            let piece = try pieces.next(in: self)
            switch piece {
            case .opening: throw .outOfOrder(piece: pieces.index)
            case .end(let end):
                let message = BundleEnd.message(for: pieces.hash.value)
                guard end.pieces == pieces.index, sender.key.isValid(signature: end.signature, for: message) else {
                    throw .badSignature
                }
                guard try read(1).isEmpty else { throw .trailing }
                return content
            case .frame, .blob, .wishes, .unknown: content.count(piece)
            }
        }
    }

    /// Goes to the beginning of a file that was verified, for `next`.
    public func begin(as receiver: DeviceKeyPair) throws(BundleProblem) {
        try BundleReader.reading { () throws(FileError) in try file.rewind() }
        guard try read(front.count) == front else { throw .changed(piece: 0) }
        pass = try openPieces(as: receiver)
    }

    /// The next frame, part of a blob or wishes; nil behind the last.
    public func next() throws(BundleProblem) -> BundlePiece? {
        while pass != nil {
            guard let piece = try pass?.next(in: self) else { break }
            switch piece {
            case .frame, .blob, .wishes: return piece
            case .opening, .unknown: continue
            case .end: pass = nil
            }
        }
        return nil
    }

    // MARK: Piece by piece

    /// Where a walk over the pieces stands.
    private struct Pieces {
        var opener: PieceOpener
        /// Of all bytes before the piece that comes next.
        var hash = RunningHash()
        /// The number of the piece that comes next.
        var index = 0
        /// Bytes of the piece that `next` gave, which `hash` does not have yet.
        var pending: [UInt8] = []

        /// Opens the next piece. Throws where there is none: the end mark is the last that may be asked for.
        mutating func next(in reader: BundleReader) throws(BundleProblem) -> BundlePiece {
            hash.add(pending)
            if !pending.isEmpty { index += 1 }
            guard index <= BundleLimits.pieces else {
                throw .format(.tooLarge(field: "number of pieces", count: index, limit: BundleLimits.pieces))
            }
            let length = try reader.read(4)
            guard length.count == 4 else { throw .format(.cutOff) }
            let count = length.reduce(0) { $0 << 8 | Int($1) }
            let limit = BundleLimits.pieceBytes + BundleLimits.sealBytes
            guard count <= limit else {
                throw .format(.tooLarge(field: "piece \(index) (bytes)", count: count, limit: limit))
            }
            let sealed = try reader.read(count)
            guard sealed.count == count else { throw .format(.cutOff) }
            guard let bytes = opener.open(sealed) else { throw .changed(piece: index) }
            pending = length + sealed
            do throws(BundleFormatError) {
                return try BundlePiece(bytes: bytes)
            } catch {
                throw .format(error)
            }
        }
    }

    private func openPieces(as receiver: DeviceKeyPair) throws(BundleProblem) -> Pieces {
        guard header.receiver == receiver.key.hash else { throw .notForThisMachine(receiver: header.receiver) }
        let context = BundleWriter.domainTag + front.dropLast(PieceSealer.encapsulatedKeyByteCount)
        guard
            let opener = PieceOpener(
                of: receiver, encapsulatedKey: Array(front.suffix(PieceSealer.encapsulatedKeyByteCount)),
                context: context)
        else { throw .changed(piece: 0) }
        return Pieces(opener: opener)
    }

    private static func front(of file: SequentialFile) throws(BundleProblem) -> (BundleHeader, [UInt8]) {
        func read(_ count: Int) throws(BundleProblem) -> [UInt8] {
            try reading { () throws(FileError) in try file.read(count) }
        }
        let prelude = try read(BundleHeader.preludeByteCount)
        let count = try parsing { () throws(BundleFormatError) in
            try BundleHeader.byteCount(afterPrelude: prelude)
        }
        let content = try read(count)
        guard content.count == count else { throw .format(.cutOff) }
        let header = try parsing { () throws(BundleFormatError) in try BundleHeader(content: content) }
        let key = try read(PieceSealer.encapsulatedKeyByteCount)
        guard key.count == PieceSealer.encapsulatedKeyByteCount else { throw .format(.cutOff) }
        return (header, prelude + content + key)
    }

    private static func parsing<Result>(
        _ body: () throws(BundleFormatError) -> Result
    ) throws(BundleProblem) -> Result {
        do { return try body() } catch { throw .format(error) }
    }

    private func read(_ count: Int) throws(BundleProblem) -> [UInt8] {
        try BundleReader.reading { () throws(FileError) in try file.read(count) }
    }

    private static func reading<Result>(_ body: () throws(FileError) -> Result) throws(BundleProblem) -> Result {
        do { return try body() } catch { throw .file(error) }
    }
}
