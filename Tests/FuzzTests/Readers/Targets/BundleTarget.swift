import Bundles
import Identity
import Replication
import WireProtocol

extension FuzzTarget {
    /// A file on a stick as anybody has it who finds one or makes one, and what stands in a piece when it is open.
    static let bundle = FuzzTarget("bundle") { samples in
        let sound = try FuzzSticks.sampleFile()
        return try samples.vectors("bundles", "file") + [sound.sealed(to: FuzzKey.named("center").key)] + sound.pieces
            + [
                BundlePiece.blob(BundleBlob(sha256: Hash(of: [1]), offset: 0, total: 1, content: [1])).bytes,
                BundlePiece.end(BundleEnd(pieces: 3, signature: [UInt8](repeating: 7, count: 64))).bytes,
                Array(sound.header.bytes.dropFirst(BundleHeader.preludeByteCount)),
            ]
    } run: { bytes in
        if let reading = try FuzzReading.read(bytes, as: FuzzSticks.centerPair) { try reading.check() }
        if let piece = try? BundlePiece(bytes: bytes) {
            try FuzzFinding.expect(
                try BundlePiece(bytes: piece.bytes) == piece, "written and read it is another piece")
        }
        if let header = try? BundleHeader(content: bytes) {
            try FuzzFinding.expect(
                try BundleHeader(content: Array(header.bytes.dropFirst(BundleHeader.preludeByteCount))) == header,
                "written and read it is another header")
        }
    }
}
