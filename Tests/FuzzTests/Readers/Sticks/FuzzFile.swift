import Identity
import Replication
import WireProtocol

@testable import Bundles

/// A bundle that is put together by hand: whatever its pieces are, they are sealed as the receiver expects it.
struct FuzzFile {
    var header: BundleHeader
    /// Before sealing, each with its kind in front.
    var pieces: [[UInt8]]
    /// Who signs the end; nil where there is none.
    var signer: FuzzKey?
    /// What the end says to stand before it.
    var count: Int?

    init(_ header: BundleHeader, _ pieces: [[UInt8]], signer: FuzzKey?, count: Int? = nil) {
        self.header = header
        self.pieces = pieces
        self.signer = signer
        self.count = count
    }

    /// The file's bytes, for the owner of a key.
    func sealed(to receiver: DeviceKey) throws -> [UInt8] {
        let front = header.bytes
        var sealer = try PieceSealer(for: receiver, context: BundleWriter.domainTag + front)
        var file = front + sealer.encapsulatedKey
        func put(_ piece: [UInt8]) throws {
            let sealed = try sealer.seal(piece)
            file += (0..<4).map { UInt8(truncatingIfNeeded: sealed.count >> (24 - 8 * $0)) } + sealed
        }
        for piece in pieces { try put(piece) }
        if let signer {
            let end = BundleEnd(
                pieces: count ?? pieces.count, signature: try signer.sign(BundleEnd.message(for: Hash(of: file))))
            try put(BundlePiece.end(end).bytes)
        }
        return file
    }
}
