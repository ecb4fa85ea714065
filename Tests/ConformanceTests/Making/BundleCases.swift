import CaseFile
import Causality
import Foundation
import Replication
import WireProtocol

@testable import Bundles

/// Bundles: what is in them, and what is refused.
enum BundleCases {
    private static let set = BundleID(bytes: (0..<16).map { UInt8($0 + 0x40) })
    private static let answer = BundleID(bytes: (0..<16).map { UInt8($0 + 0x80) })
    private static let receiver = VectorKey.center

    private static func id(_ id: BundleID?) throws -> BundleID {
        guard let id else { throw VectorError("no id") }
        return id
    }

    private static func header(part: Int = 1, parts: Int = 1, isAnswer: Bool = false) throws -> BundleHeader {
        BundleHeader(
            receiver: receiver.key.hash, set: try id(isAnswer ? answer : set), part: part, parts: parts,
            direction: isAnswer ? .answer : .up, madeAt: 1_795_742_400_000)
    }

    private static func opening(
        _ certificate: String = BundleCertificates.device, isAnswer: Bool = false, framesBefore: Int = 0,
        earlier: Int = 0
    ) throws -> BundleOpening {
        BundleOpening(
            certificateDER: Hexadecimal.decode(certificate) ?? [],
            answers: isAnswer ? .init(set: try id(set), part: 2, earlier: try (0..<earlier).map(given)) : nil,
            program: "tingsu/1.4",
            framesBefore: framesBefore)
    }

    /// The name of an answer that was given before.
    private static func given(_ number: Int) throws -> BundleID {
        try id(BundleID(bytes: Array(repeating: 0xA0, count: 15) + [UInt8(number)]))
    }

    /// The pieces of most cases: two frames, one of which is empty inside, and a part of a blob.
    private static let pieces: [BundlePiece] = [
        .frame([0x54, 0x53, 1, 0, 8, 1]), .frame([0x54, 0x53, 1, 0]),
        .blob(BundleBlob(sha256: Hash(of: [1, 2, 3]), offset: 1, total: 3, content: [2, 3])),
    ]

    /// A piece that wishes for so many blobs, also for more than may be.
    private static func wishes(_ count: UInt8) -> [UInt8] {
        [5] + (0..<count).flatMap { [0x0A, 0x20] + Hash(of: [$0]).bytes }
    }

    private static func file(
        _ header: BundleHeader, _ opening: BundleOpening, _ pieces: [BundlePiece] = pieces,
        raw: [[UInt8]] = [], signer: VectorKey = .device
    ) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("vector-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try BundleWriter(
            path: path, header: header, opening: opening,
            sealer: FixedEphemeralKey.sealer(for: receiver, context: BundleWriter.domainTag + header.bytes),
            signer: signer)
        for piece in pieces { try writer.add(piece) }
        for piece in raw { try writer.add(bytes: piece) }
        try writer.finish()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func bundles() throws -> VectorFile {
        let header = try header()
        let usual = try file(header, opening())
        let front = header.bytes.count + 65
        // The sealed pieces with their lengths.
        var parts: [[UInt8]] = []
        var rest = usual[front...]
        while !rest.isEmpty {
            let count = 4 + rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            parts.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let start = Array(usual.prefix(front))
        func pieces(_ order: [Int]) -> [UInt8] { start + order.flatMap { parts[$0] } }
        func changed(_ index: Int, _ bytes: [UInt8]) -> [UInt8] {
            var file = usual
            file.replaceSubrange(index..<(index + bytes.count), with: bytes)
            return file
        }
        func flipped(_ index: Int) -> [UInt8] { changed(index, [usual[index] ^ 1]) }

        func answer(after earlier: Int) throws -> [UInt8] {
            try file(BundleCases.header(isAnswer: true), opening(isAnswer: true, earlier: earlier))
        }
        func valid(_ name: String, _ file: [UInt8]) throws -> VectorCase {
            try Topic.bundles.makeCase(
                name, input(file, receiver), expecting: ["program": .string("tingsu/1.4")])
        }
        func refused(
            _ name: String, _ file: [UInt8], _ code: String, reader: VectorKey = receiver
        ) throws -> VectorCase {
            try Topic.bundles.makeCase(name, input(file, reader), expecting: ["error": .string(code)])
        }
        let last = parts.count - 1
        let other = try file(
            header, opening(), [.frame([0x54, 0x53, 1, 0]), .frame([0x54, 0x53, 1, 0]), .frame([0x54, 0x53, 1, 0])])
        return VectorFile(
            about: "Bundles (19): what a file says and holds, read with a private key; or why nothing of it is taken.",
            cases: [
                try valid("two requests and a part of a blob", usual),
                try valid("nothing but who sends", file(header, opening(), [])),
                try valid(
                    "the second of three parts",
                    file(BundleCases.header(part: 2, parts: 3), opening(framesBefore: 5))),
                try valid(
                    "an answer, by the township",
                    file(
                        BundleCases.header(isAnswer: true), opening(BundleCertificates.otherDevice, isAnswer: true),
                        signer: .otherDevice)),
                try valid("an answer after two others", answer(after: 2)),
                try valid("an answer after as many as are remembered", answer(after: 32)),
                try refused("an answer after more than are remembered", answer(after: 33), "bad_message"),
                try valid(
                    "kinds of pieces that are not known", file(header, opening(), [.unknown(9)] + BundleCases.pieces)),
                try valid("wishes for blobs", file(header, opening(), [], raw: [wishes(2)])),
                try valid("as many wishes as there may be", file(header, opening(), [], raw: [wishes(64)])),
                try refused(
                    "no wish among the wishes", file(header, opening(), [], raw: [wishes(0)]), "bad_message"),
                try refused(
                    "more wishes than a set has", file(header, opening(), [], raw: [wishes(65)]), "bad_message"),
                try valid(
                    "somebody else's own word",
                    file(header, opening(BundleCertificates.otherDevice), signer: .otherDevice)),
                try refused("nothing", [], "cut_off"),
                try refused("cut off in the prelude", Array(usual.prefix(9)), "cut_off"),
                try refused("cut off in the header", Array(usual.prefix(40)), "cut_off"),
                try refused("cut off before the encapsulated key", Array(usual.prefix(front - 1)), "cut_off"),
                try refused("cut off before the first piece", start, "cut_off"),
                try refused("cut off before the last piece", pieces(Array(0..<last)), "cut_off"),
                try refused("cut off in the last piece", usual.dropLast(), "cut_off"),
                try refused("another file", Array("%PDF-1.7 and more".utf8), "not_a_bundle"),
                try refused("version 2", changed(8, [2]), "unsupported_version"),
                try refused("suite 2", changed(9, [2]), "unsupported_version"),
                try refused("a header beyond the limit", changed(10, [0x04, 0x01]), "too_large"),
                try refused("a piece beyond the limit", changed(front, [0x00, 0x80, 0x00, 0x12]), "too_large"),
                try refused("a header that cannot be read", changed(12, [0xFF]), "bad_message"),
                try refused(
                    "part 3 of 2", file(BundleCases.header(part: 3, parts: 2), opening()), "bad_message"),
                try refused("for somebody else", usual, "not_for_this_machine", reader: .stranger),
                try refused("a bit of the set", flipped(header.bytes.count - 20), "changed"),
                try refused("a bit of the encapsulated key", flipped(front - 1), "changed"),
                try refused("a bit of the first piece", flipped(front + 4), "changed"),
                try refused("the last bit", flipped(usual.count - 1), "changed"),
                try refused("two pieces changed places", pieces([0, 2, 1, 3, 4]), "changed"),
                try refused("a piece twice", pieces([0, 1, 1, 2, 3, 4]), "changed"),
                try refused("a piece left out", pieces([0, 1, 3, 4]), "changed"),
                try refused(
                    "the last piece of another file under the same key",
                    pieces(Array(0..<last)) + other.suffix(parts[last].count), "bad_signature"),
                try refused("a byte behind the end", usual + [0], "trailing"),
                try refused("two ends", pieces([0, 1, 2, 3, 4, 4]), "trailing"),
                try refused(
                    "who sends stands there twice", file(header, opening(), [.opening(opening())]), "out_of_order"),
                try refused("of another county", file(header, opening(BundleCertificates.foreign)), "sender"),
                try refused("no certificate that can be read", file(header, opening("010203")), "sender"),
                try refused("signed by somebody else", file(header, opening(), signer: .otherDevice), "bad_signature"),
                try refused("an empty certificate", file(header, opening("")), "bad_message"),
            ])
    }

    private static func input(_ file: [UInt8], _ reader: VectorKey) -> KeyValuePairs<String, FieldValue> {
        [
            "file": .hex(file), "private_key": .hex(reader.privateBytes),
            "authority": .string(BundleCertificates.authority),
        ]
    }
}
