import Bundles
import CaseFile
import Crypto
import Foundation
import Identity
import Replication
import WireProtocol

/// Bundles: the specification's section 19.
enum BundleOutcome {
    static func bundle(_ input: FieldValue) throws -> FieldValue {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vector-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("bundle").path
        try Data(try input.bytes("file")).write(to: URL(fileURLWithPath: path))
        let pair = try keyPair(try input.bytes("private_key"), in: folder.path)
        let root = try CountyRoot(der: try input.bytes("authority"))
        do throws(BundleProblem) {
            let reader = try BundleReader(path)
            let content = try reader.verify(as: pair, root: root)
            var pieces: [FieldValue] = []
            try reader.begin(as: pair)
            while let piece = try reader.next() { pieces.append(BundleOutcome.piece(piece)) }
            return BundleOutcome.outcome(content, pieces)
        } catch {
            return .error(code(of: error))
        }
    }

    private static func outcome(_ content: BundleContent, _ pieces: [FieldValue]) -> FieldValue {
        let header = content.header
        return .object([
            "set": .hex(header.set.bytes), "part": .count(header.part), "parts": .count(header.parts),
            "direction": .string(header.direction == .up ? "up" : "answer"), "made_at": .count(header.madeAt),
            "sender": .hex(content.sender.node.bytes), "program": .string(content.program),
            "answers": content.answers.map { .hex($0.set.bytes) } ?? .null,
            "answers_part": content.answers.map { .count($0.part) } ?? .null,
            "answers_given": .array(content.answers.map { $0.earlier.map { .hex($0.bytes) } } ?? []),
            "frames_before": .count(content.framesBefore), "passed_over": .count(content.passedOver),
            "pieces": .array(pieces),
        ])
    }

    private static func piece(_ piece: BundlePiece) -> FieldValue {
        switch piece {
        case .frame(let frame): .object(["frame": .hex(frame)])
        case .blob(let blob):
            .object([
                "sha256": .hex(blob.sha256.bytes), "offset": .count(blob.offset), "total": .count(blob.total),
                "content": .hex(blob.content),
            ])
        case .wishes(let wishes): .object(["wishes": .array(wishes.hashes.map { .hex($0.bytes) })])
        case .opening, .end, .unknown: .null
        }
    }

    private static func code(of problem: BundleProblem) -> String {
        switch problem {
        case .format(.notABundle): "not_a_bundle"
        case .format(.unsupportedVersion), .format(.unsupportedSuite): "unsupported_version"
        case .format(.cutOff): "cut_off"
        case .format(.tooLarge): "too_large"
        case .format(.malformed): "bad_message"
        case .notForThisMachine: "not_for_this_machine"
        case .changed: "changed"
        case .outOfOrder: "out_of_order"
        case .trailing: "trailing"
        case .sender: "sender"
        case .badSignature: "bad_signature"
        case .file: "file"
        }
    }

    /// The key pair of a private number, by way of the file that a machine keeps it in.
    private static func keyPair(_ number: [UInt8], in folder: String) throws -> DeviceKeyPair {
        let pem = try P256.Signing.PrivateKey(rawRepresentation: number).pemRepresentation
        try DurableFile("\(folder)/key").write(pem.utf8, readers: .owner)
        return try DeviceKeyPair.load(from: "\(folder)/key")
    }
}
