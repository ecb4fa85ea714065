import Bundles
import Foundation
import Identity
import Replication
import Testing
import WireProtocol

/// One sealed file: what goes in comes out, and nothing else does (I35).
struct BundleFileTests {
    private let frames: [BundlePiece] = [.frame([1, 2, 3]), .frame(Array(repeating: 7, count: 3000)), .frame([])]

    @Test func whatGoesInComesOutOfAFileThatIsVerified() throws {
        let fixture = try Fixture()
        let path = "\(fixture.folder)/one.tingsu-bundle"
        let blob = BundleBlob(sha256: Hash(of: [9]), offset: 4, total: 9, content: [5, 6])
        let writer = try BundleWriter(
            path: path, header: fixture.header(part: 2, parts: 3), opening: fixture.opening(),
            receiver: fixture.receiver.key, signer: fixture.sender)
        for piece in frames + [.blob(blob)] { try writer.add(piece) }
        #expect(!FileManager.default.fileExists(atPath: path))
        let size = try writer.finish()
        #expect(try fixture.bytes(of: path).count == size)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder) == ["one.tingsu-bundle"])

        let reader = try BundleReader(path)
        #expect(reader.header == fixture.header(part: 2, parts: 3))
        let content = try reader.verify(as: fixture.receiver, root: fixture.root)
        #expect(content.sender.key == fixture.sender.key)
        #expect(content.sender.name == "石桥村电脑")
        #expect(content.program == "tingsu/1.2")
        #expect(content.answers == nil)
        #expect((content.frames, content.blobPieces, content.passedOver) == (3, 1, 0))
        for _ in 0..<2 {
            var read: [BundlePiece] = []
            try reader.begin(as: fixture.receiver)
            while let piece = try reader.next() { read.append(piece) }
            #expect(read == frames + [.blob(blob)])
        }
    }

    @Test func theCarrierReadsNeitherNamesNorContent() throws {
        let fixture = try Fixture()
        let bytes = Data(try fixture.file([.frame(Array("赵大爷说他不想活了".utf8))]))
        for text in ["石桥村电脑", "清河县", "赵大爷", "tingsu/1.2", "urn:tingsu:node:"] {
            #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text) is readable")
        }
        for id in [fixture.sender.key.x963, fixture.sender.key.device.bytes, fixture.sender.key.hash.bytes] {
            #expect(bytes.range(of: Data(id)) == nil)
        }
    }

    @Test func everyChangedByteIsNoticed() throws {
        let fixture = try Fixture()
        let bytes = try fixture.file([.frame([1, 2, 3]), .frame([4])])
        #expect(try fixture.problem(with: bytes) == nil)
        for index in bytes.indices {
            for bit: UInt8 in [0x01, 0x80] {
                var changed = bytes
                changed[index] ^= bit
                #expect(try fixture.problem(with: changed) != nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func everyTruncationIsCalledOne() throws {
        let fixture = try Fixture()
        let bytes = try fixture.file(frames)
        let borders = try fixture.borders(of: bytes)
        #expect(borders.last == bytes.count)
        #expect(borders.count == frames.count + 3)
        let cuts = Set((0..<300).map { $0 }).union(borders.flatMap { [$0 - 1, $0, $0 + 1, $0 + 3, $0 + 4, $0 + 5] })
        for cut in cuts.sorted() where cut < bytes.count {
            #expect(try fixture.problem(with: Array(bytes.prefix(cut))) == .format(.cutOff), "cut at \(cut)")
        }
    }

    @Test func piecesCannotBeMovedDoubledStrippedOrAdded() throws {
        let fixture = try Fixture()
        let bytes = try fixture.file(frames)
        let borders = try fixture.borders(of: bytes)
        let front = Array(bytes.prefix(borders[0]))
        let pieces = zip(borders, borders.dropFirst()).map { Array(bytes[$0..<$1]) }
        func problem(_ chosen: [Int]) throws -> BundleProblem? {
            try fixture.problem(with: front + chosen.flatMap { pieces[$0] })
        }
        #expect(try problem([0, 1, 2, 3, 4]) == nil)
        for first in 0..<4 {
            var swapped = [0, 1, 2, 3, 4]
            swapped.swapAt(first, first + 1)
            #expect(try problem(swapped) == .changed(piece: first))
            #expect(try problem([0, 1, 2, 3, 4].filter { $0 != first }) == .changed(piece: first))
            var doubled = [0, 1, 2, 3, 4]
            doubled.insert(first, at: first)
            #expect(try problem(doubled) == .changed(piece: first + 1))
        }
        #expect(try problem([0, 1, 2, 3, 4, 4]) == .trailing)
        #expect(try fixture.problem(with: bytes + [0]) == .trailing)
        // The end of another file of the same sender.
        let other = try fixture.file(frames)
        let otherBorders = try fixture.borders(of: other)
        #expect(
            try fixture.problem(with: front + pieces[0..<4].flatMap(\.self) + other[otherBorders[4]...])
                == .changed(piece: 4))
        // Another file's front before these pieces.
        #expect(
            try fixture.problem(with: Array(other.prefix(otherBorders[0])) + pieces.flatMap(\.self))
                == .changed(piece: 0))
    }

    @Test func nobodyElseCanSignIt() throws {
        let fixture = try Fixture()
        let thief = DeviceKeyPair.generate()
        #expect(try fixture.problem(with: fixture.file(frames, signer: thief)) == .badSignature)
        // Under the thief's own certificate it is the thief's word, and counts as such.
        let own = BundleOpening(certificateDER: try fixture.certificate(of: thief), answers: nil, program: "")
        #expect(try fixture.problem(with: fixture.file(frames, opening: own, signer: thief)) == nil)
    }

    @Test func aReceiverCannotPassItOnAsTheSendersWordToSomebodyElse() throws {
        let fixture = try Fixture()
        let bytes = try fixture.file(frames)
        let other = DeviceKeyPair.generate()
        #expect(try fixture.problem(with: bytes, for: other) == .notForThisMachine(receiver: fixture.receiver.key.hash))
        // The header names the new receiver, and the pieces were not sealed under it.
        let header = BundleHeader(
            receiver: other.key.hash, set: fixture.set, part: 1, parts: 1, direction: .up,
            madeAt: fixture.header().madeAt)
        let renamed = header.bytes + bytes.dropFirst(fixture.header().bytes.count)
        #expect(try fixture.problem(with: renamed, for: other) == .changed(piece: 0))
    }

    @Test func aSenderOfAnotherCountyIsRefused() throws {
        let (fixture, other) = (try Fixture(), try Fixture(county: "别县"))
        let foreign = BundleOpening(
            certificateDER: try other.certificate(of: fixture.sender), answers: nil, program: "")
        #expect(
            try fixture.problem(with: fixture.file(frames, opening: foreign))
                == .sender(.notOfThisCounty(county: "清河县")))
        let none = BundleOpening(certificateDER: [1, 2, 3], answers: nil, program: "")
        guard case .sender(.malformed) = try fixture.problem(with: fixture.file(frames, opening: none)) else {
            Issue.record("a sender without a certificate was taken")
            return
        }
    }

    @Test func unknownPiecesArePassedOver() throws {
        let fixture = try Fixture()
        let path = "\(fixture.folder)/read"
        let bytes = try fixture.file([.unknown(9), .frame([1]), .unknown(200)])
        #expect(try fixture.problem(with: bytes) == nil)
        let reader = try BundleReader(path)
        #expect(try reader.verify(as: fixture.receiver, root: fixture.root).passedOver == 2)
        var read: [BundlePiece] = []
        try reader.begin(as: fixture.receiver)
        while let piece = try reader.next() { read.append(piece) }
        #expect(read == [.frame([1])])
    }

    @Test func aSecondOpeningIsNoPieceOfABundle() throws {
        let fixture = try Fixture()
        #expect(try fixture.problem(with: fixture.file([.opening(fixture.opening())])) == .outOfOrder(piece: 1))
    }

    @Test func whatANewerProgramMadeIsSaidSo() throws {
        let fixture = try Fixture()
        var bytes = try fixture.file(frames)
        bytes[8] = 2
        #expect(try fixture.problem(with: bytes) == .format(.unsupportedVersion(2)))
        bytes[8] = 1
        bytes[9] = 2
        #expect(try fixture.problem(with: bytes) == .format(.unsupportedSuite(2)))
        #expect(try fixture.problem(with: Array("<html>没有登录</html>".utf8)) == .format(.notABundle))
        #expect(try fixture.problem(with: []) == .format(.cutOff))
    }

    @Test func aClaimedLengthIsNotBelieved() throws {
        let fixture = try Fixture()
        let bytes = try fixture.file(frames)
        let start = try fixture.front(of: bytes)
        for claim: [UInt8] in [[0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0x80, 0, 0x12]] {
            var hostile = bytes
            hostile.replaceSubrange(start..<(start + 4), with: claim)
            guard case .format(.tooLarge) = try fixture.problem(with: hostile) else {
                Issue.record("\(claim) was taken for a length")
                continue
            }
        }
        // As large as a piece may be, in a file that ends at once.
        var largest = bytes
        largest.replaceSubrange(start..<(start + 4), with: [0, 0x80, 0, 0x11])
        #expect(try fixture.problem(with: largest) == .format(.cutOff))
        for length in 0...16 {
            var short = Array(bytes.prefix(start))
            short += [0, 0, 0, UInt8(length)] + [UInt8](repeating: 0, count: length)
            #expect(try fixture.problem(with: short) == .changed(piece: 0))
        }
        var header = bytes
        header.replaceSubrange(10..<12, with: [0xFF, 0xFF])
        guard case .format(.tooLarge) = try fixture.problem(with: header) else {
            Issue.record("the header's length was believed")
            return
        }
    }

    @Test func aFileThatChangesBetweenTheTwoPassesIsNotTaken() throws {
        let fixture = try Fixture()
        let bytes = try fixture.file(frames)
        #expect(try fixture.problem(with: bytes) == nil)
        let path = "\(fixture.folder)/read"
        let reader = try BundleReader(path)
        _ = try reader.verify(as: fixture.receiver, root: fixture.root)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.write(contentsOf: Data(fixture.file([.frame([66])])))
        try handle.close()
        #expect(throws: BundleProblem.changed(piece: 0)) {
            try reader.begin(as: fixture.receiver)
            _ = try reader.next()
        }
    }
}
