import Bundles
import Causality
import Foundation
import Identity
import Replication
import WireProtocol

/// A county with a sender and a receiver, and a folder of its own, gone afterwards.
final class Fixture {
    let authority: CountyAuthority
    let sender = DeviceKeyPair.generate()
    let receiver = DeviceKeyPair.generate()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bundles-\(UUID().uuidString)").path
    let set = BundleID(bytes: (0..<16).map { $0 })!

    init(county: String = "清河县") throws {
        authority = try CountyAuthority(county: county, isTraining: false)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var root: CountyRoot { authority.root }

    func certificate(of pair: DeviceKeyPair, name: String = "石桥村电脑") throws -> [UInt8] {
        try authority.issueCertificate(for: pair.key, nodeID: pair.key.device, name: name, role: .device).der
    }

    func header(part: Int = 1, parts: Int = 1) -> BundleHeader {
        BundleHeader(
            receiver: receiver.key.hash, set: set, part: part, parts: parts, direction: .up,
            madeAt: 1_795_000_000_000)
    }

    func opening() throws -> BundleOpening {
        BundleOpening(certificateDER: try certificate(of: sender), answers: nil, program: "tingsu/1.2")
    }

    /// Writes the pieces and answers the file's bytes.
    func file(
        _ pieces: [BundlePiece], opening: BundleOpening? = nil, signer: (any HeadSigner)? = nil
    ) throws -> [UInt8] {
        let path = "\(folder)/\(UUID().uuidString)"
        let writer = try BundleWriter(
            path: path, header: header(), opening: try opening ?? self.opening(), receiver: receiver.key,
            signer: signer ?? sender)
        for piece in pieces { try writer.add(piece) }
        try writer.finish()
        return try bytes(of: path)
    }

    func bytes(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    /// Reads bytes as a file and verifies it; answers the problem, nil for a sound one.
    func problem(with bytes: [UInt8], for pair: DeviceKeyPair? = nil) throws -> BundleProblem? {
        let path = "\(folder)/read"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        do throws(BundleProblem) {
            _ = try BundleReader(path).verify(as: pair ?? receiver, root: root)
            return nil
        } catch {
            return error
        }
    }

    /// Where each sealed piece begins in the file, and where the file ends.
    func borders(of bytes: [UInt8]) throws -> [Int] {
        var place = try front(of: bytes)
        var borders = [place]
        while place < bytes.count {
            place += 4 + bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
            borders.append(place)
        }
        return borders
    }

    /// Bytes of prelude, header and encapsulated key.
    func front(of bytes: [UInt8]) throws -> Int {
        try BundleHeader.preludeByteCount
            + BundleHeader.byteCount(afterPrelude: Array(bytes.prefix(BundleHeader.preludeByteCount)))
            + PieceSealer.encapsulatedKeyByteCount
    }
}
