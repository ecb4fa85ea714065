import Bundles
import CaseFile
import Foundation
import Identity
import Replication
import Synchronization
import WireProtocol

@testable import Node

/// A file as a machine reads it that it was brought to: looked at, verified, and then read once more.
struct FuzzReading: Sendable {
    let content: BundleContent
    let pieces: [BundlePiece]

    /// Nil where the file is refused, which is said in both languages.
    static func read(_ bytes: [UInt8], as pair: DeviceKeyPair) throws -> FuzzReading? {
        try FuzzFolder.turn.withLock { _ in
            try FuzzFolder.write(bytes, to: "bundle")
            let path = FuzzFolder.path("bundle")
            let seen = InspectBundlesCommand.asAnybody([path])
            _ = try JSONEncoder().encode(seen)
            do throws(BundleProblem) {
                let reader = try BundleReader(path)
                let content = try reader.verify(as: pair, root: FuzzCertificates.root)
                var pieces: [BundlePiece] = []
                try reader.begin(as: pair)
                while let piece = try reader.next() { pieces.append(piece) }
                return FuzzReading(content: content, pieces: pieces)
            } catch {
                let trouble = BundleTrouble(error, machine: { _ in nil })
                let words = [trouble.sentence(in: .zhHans), trouble.sentence(in: .en)]
                guard !words.contains(where: \.isEmpty), !trouble.failure.code.isEmpty else {
                    throw FuzzFinding(description: "refused without a word: \(error)")
                }
                return nil
            }
        }
    }

    /// What must hold of a sound file.
    func check() throws {
        let frames = pieces.count { if case .frame = $0 { true } else { false } }
        try FuzzFinding.expect(
            frames == content.frames
                && pieces.count(where: { if case .blob = $0 { true } else { false } }) == content.blobPieces,
            "the second pass has other pieces than the first")
        let name = BundleName(content.header, answers: content.answers?.set).text
        try FuzzFinding.expect(
            name.utf8.count == name.count && BundleName.isName(name), "\(name) is no name for a stick")
    }
}
