import Identity
public import Replication
public import WireProtocol

/// Writes one bundle into a file, piece by piece: sealed to its receiver, signed by its sender.
///
/// The signature stands within what is sealed, over all of the file before it with the receiver's name: nobody but the
/// receiver learns who sends, and nobody can send it on as his own or to somebody else.
public final class BundleWriter {
    /// What stands before the header where the pieces' key is derived.
    static let domainTag = Array("tingsu/bundle/1".utf8)

    private let file: DurableStream
    private let signer: any HeadSigner
    private var sealer: PieceSealer
    private var hash = RunningHash()
    private var pieces = 0

    /// Begins a file at `path` for the owner of `receiver`, whose hash the header has. Throws `FileError` and what the
    /// cryptographic library throws.
    public convenience init(
        path: String, header: BundleHeader, opening: BundleOpening, receiver: DeviceKey, signer: any HeadSigner
    ) throws {
        try self.init(
            path: path, header: header, opening: opening,
            sealer: PieceSealer(for: receiver, context: BundleWriter.domainTag + header.bytes), signer: signer)
    }

    /// With pieces sealed by somebody else's ephemeral key.
    init(
        path: String, header: BundleHeader, opening: BundleOpening, sealer: PieceSealer, signer: any HeadSigner
    ) throws {
        file = try DurableStream(path)
        self.signer = signer
        self.sealer = sealer
        try put(header.bytes + sealer.encapsulatedKey)
        try add(.opening(opening))
    }

    /// Appends a piece.
    public func add(_ piece: BundlePiece) throws { try add(bytes: piece.bytes) }

    /// Appends a piece that is encoded already.
    public func add(bytes piece: [UInt8]) throws {
        precondition(piece.count <= BundleLimits.pieceBytes && pieces < BundleLimits.pieces)
        let sealed = try sealer.seal(piece)
        try put(BundleWriter.length(of: sealed) + sealed)
        pieces += 1
    }

    /// Signs what stands there and gives the file its name, durably. Answers its bytes.
    @discardableResult
    public func finish() throws -> Int {
        let signature = try signer.sign(BundleEnd.message(for: hash.value))
        try add(.end(BundleEnd(pieces: pieces, signature: signature)))
        try file.finish()
        return file.byteCount
    }

    /// Bytes that a piece of so many takes in the file.
    static func byteCount(ofPiece count: Int) -> Int { 4 + count + BundleLimits.sealBytes }

    private func put(_ bytes: [UInt8]) throws {
        try file.write(bytes)
        hash.add(bytes)
    }

    private static func length(of sealed: [UInt8]) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: sealed.count >> (24 - 8 * $0)) }
    }
}
