import Bundles
import Foundation
import Identity
import Replication
import Testing
import WireProtocol

/// A set of files for small sticks.
struct BundleSetTests {
    private func write(_ sizes: [Int], partBytes: Int?, _ fixture: Fixture) throws -> [BundleSetWriter.Part] {
        let writer = try BundleSetWriter(in: fixture.folder + "/scratch")
        for (index, size) in sizes.enumerated() {
            try writer.add(.frame([UInt8](repeating: UInt8(index), count: size)))
        }
        return try writer.write(
            to: fixture.folder + "/stick",
            .init(
                receiver: fixture.receiver.key, set: fixture.set, direction: .up, madeAt: 5, opening: fixture.opening()),
            partBytes: partBytes, signer: fixture.sender)
    }

    @Test(arguments: [nil, 20_000, 30_000, 300_000]) func everyPartIsWholeAndNoneIsTooLarge(_ partBytes: Int?) throws {
        let fixture = try Fixture()
        let sizes = [9_000, 15_000, 200, 15_000, 0, 3_000, 12_000, 9_000]
        let parts = try write(sizes, partBytes: partBytes, fixture)
        var read: [BundlePiece] = []
        for (index, part) in parts.enumerated() {
            let reader = try BundleReader(part.path)
            #expect(
                reader.header
                    == BundleHeader(
                        receiver: fixture.receiver.key.hash, set: fixture.set, part: index + 1, parts: parts.count,
                        direction: .up, madeAt: 5))
            _ = try reader.verify(as: fixture.receiver, root: fixture.root)
            try reader.begin(as: fixture.receiver)
            while let piece = try reader.next() { read.append(piece) }
            #expect(try fixture.bytes(of: part.path).count == part.byteCount)
            if let partBytes { #expect(part.byteCount <= partBytes) }
        }
        #expect(read == sizes.enumerated().map { .frame([UInt8](repeating: UInt8($0), count: $1)) })
        #expect((parts.count > 1) == (partBytes.map { $0 < 64_000 } ?? false))
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder + "/scratch").isEmpty)
    }

    @Test func aPieceThatIsLargerThanAPartHasOneForItself() throws {
        let fixture = try Fixture()
        #expect(try write([100, 90_000, 100], partBytes: 50_000, fixture).count == 3)
    }

    @Test func namesAreAsciiAndTellTheParts() throws {
        let fixture = try Fixture()
        let names = try write([30_000, 30_000], partBytes: 40_000, fixture)
            .map { URL(fileURLWithPath: $0.path).lastPathComponent }
        #expect(names == ["tingsu-up-00010203-1of2.tingsu-bundle", "tingsu-up-00010203-2of2.tingsu-bundle"])
        #expect(names.allSatisfy { BundleName.isName($0) })
    }
}
