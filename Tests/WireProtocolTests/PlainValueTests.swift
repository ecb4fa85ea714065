import Replication
import Testing
import WireProtocol

/// The short way of reading a value against the general decoder, which says what bytes mean.
@Suite struct PlainValueTests {
    private let codec = ProtobufChangeCodec()

    private func agrees(_ bytes: [UInt8]) -> Bool {
        guard let plain = PlainValue.read(bytes, containersLeft: Limits.valueDepth) else { return true }
        return plain == Value.known(bytes, containersLeft: Limits.valueDepth)
    }

    @Test func whatIsReadTheShortWayMeansTheSame() {
        withSeeds(5000) { generator, replay in
            #expect(agrees(codec.encode(generator.value()).bytes), "\(replay)")
        }
    }

    @Test func brokenBytesNeverMeanSomethingElse() {
        withSeeds(20_000) { generator, replay in
            var bytes = codec.encode(generator.value()).bytes
            for _ in 0..<generator.int(1...3) where !bytes.isEmpty {
                let place = generator.int(0...bytes.count - 1)
                switch generator.int(0...3) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
                default: bytes.removeLast(bytes.count - place)
                }
            }
            #expect(agrees(bytes), "\(replay)")
        }
    }

    /// Two bytes are every tag with every short content.
    @Test func allShortBytesAgree() {
        for first in UInt8.min...UInt8.max {
            #expect(agrees([first]))
            for second in UInt8.min...UInt8.max {
                #expect(agrees([first, second]))
                for third in [0, 1, 2, 0x0A, 0x7F, 0x80, 0xFF] as [UInt8] { #expect(agrees([first, second, third])) }
            }
        }
    }

    /// Else nothing would be gained.
    @Test func whatOurWritersWriteIsReadTheShortWay() {
        let id = RecordID(rawValue: 7)
        let kind = RecordKind(rawValue: 104)
        let values: [Value] = [
            .text("先谈心情，再谈事情"), .integer(-600_000), .boolean(true), .instant(1_700_000_000_000),
            .code("face_to_face"), .reference(Reference(kind: kind, id: id)),
            .reference(Reference(scope: .directory, kind: kind, id: id)),
            .group([GroupMember(1, .integer(7)), GroupMember(3, .text("睡不好"))]),
        ]
        for value in values {
            #expect(PlainValue.read(codec.encode(value).bytes, containersLeft: Limits.valueDepth) == value)
        }
    }
}
