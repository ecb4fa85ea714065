import Replication
import Testing
import WireProtocol

@Suite struct ValueTests {
    let codec = ProtobufChangeCodec()

    func decode(_ bytes: [UInt8]) -> Value { codec.decode(EncodedValue(bytes: bytes)) }

    @Test func valuesReturnAsTheyWere() {
        withSeeds(2000) { generator, replay in
            let value = generator.value()
            let encoded = codec.encode(value)
            #expect(codec.decode(encoded) == value, "\(replay)")
            #expect(codec.encode(codec.decode(encoded)) == encoded, "\(replay)")
        }
    }

    @Test func noBytesAreTheEmptyAnswer() {
        #expect(decode([]) == .none)
        #expect(codec.encode(.none).bytes.isEmpty)
    }

    @Test func anUnknownKindOfValueKeepsItsBytes() {
        let newer = raw { $0.bytes(field: 31, [1, 2, 3]) }
        #expect(decode(newer) == .unrecognized(newer))
        #expect(codec.encode(decode(newer)).bytes == newer)
    }

    @Test func aKnownValueWithAnUnknownFieldKeepsItsBytesInTheirOrder() {
        let field = raw { $0.varint(field: 40, 1) }
        let text = codec.encode(.text("水渠")).bytes
        for bytes in [text + field, field + text] {
            #expect(decode(bytes) == .unrecognized(bytes))
            #expect(codec.encode(decode(bytes)).bytes == bytes)
        }
    }

    @Test func anUnknownValueWithinAListOrGroupLeavesItsNeighboursReadable() {
        let newer = raw { $0.varint(field: 40, 1) } + codec.encode(.integer(5)).bytes
        let list = Value.list([.text("a"), .unrecognized(newer), .none])
        #expect(codec.decode(codec.encode(list)) == list)
        let group = Value.group([GroupMember(1, .unrecognized(newer)), GroupMember(2, list)])
        #expect(codec.decode(codec.encode(group)) == group)
    }

    @Test func anUnknownFieldOfAListGroupReferenceOrAttachmentMakesTheValueUnrecognised() {
        let unknown = raw { $0.varint(field: 40, 1) }
        var member = raw { $0.varint(field: 1, 3) }
        member += unknown
        let samples: [[UInt8]] = [
            raw { $0.bytes(field: 9, unknown) },
            raw { $0.bytes(field: 10, unknown) },
            raw { message in message.bytes(field: 10, raw { $0.bytes(field: 1, member) }) },
            raw { message in
                message.bytes(field: 7, raw { $0.bytes(field: 3, [UInt8](repeating: 1, count: 16)) } + unknown)
            },
            raw { message in
                message.bytes(field: 8, raw { $0.bytes(field: 1, [UInt8](repeating: 1, count: 32)) } + unknown)
            },
        ]
        for bytes in samples { #expect(decode(bytes) == .unrecognized(bytes)) }
    }

    @Test func whatBreaksARuleOfTheFormatIsUnrecognised() {
        let samples: [(String, [UInt8])] = [
            ("text that is no UTF-8", raw { $0.bytes(field: 1, [0xFF, 0xFE]) }),
            ("date after the year 9999", raw { $0.varint(field: 5, 2 * 2_932_897) }),
            ("reference without id", raw { message in message.bytes(field: 7, raw { $0.varint(field: 2, 20) }) }),
            (
                "reference to scope 0",
                raw { message in
                    message.bytes(
                        field: 7,
                        raw {
                            $0.fixed64(field: 1, 0)
                            $0.bytes(field: 3, [UInt8](repeating: 1, count: 16))
                        })
                }
            ),
            ("short sha256", raw { message in message.bytes(field: 8, raw { $0.bytes(field: 1, [1, 2]) }) }),
            (
                "group with a number twice",
                raw { message in
                    message.bytes(
                        field: 10,
                        raw {
                            $0.bytes(field: 1, raw { $0.varint(field: 1, 3) })
                            $0.bytes(field: 1, raw { $0.varint(field: 1, 3) })
                        })
                }
            ),
            ("cut off", [0x0A, 0x05, 0x61]),
            ("wrong wire type", raw { $0.fixed64(field: 1, 3) }),
        ]
        for (what, bytes) in samples { #expect(decode(bytes) == .unrecognized(bytes), "\(what)") }
    }

    @Test func listsNestToTheLimitAndNoDeeper() {
        func nested(_ depth: Int) -> Value { depth == 0 ? .text("底") : .list([nested(depth - 1)]) }
        let deepest = nested(Limits.valueDepth)
        #expect(codec.decode(codec.encode(deepest)) == deepest)
        var reached = codec.decode(codec.encode(nested(Limits.valueDepth + 1)))
        for _ in 0..<Limits.valueDepth {
            guard case .list(let items) = reached, let first = items.first else {
                Issue.record("expected a list, found \(reached)")
                return
            }
            reached = first
        }
        #expect(reached == .unrecognized(codec.encode(.list([.text("底")])).bytes))
    }

    @Test func thousandsOfLevelsNeitherTrapNorLoseBytes() {
        var bytes: [UInt8] = codec.encode(.text("x")).bytes
        for _ in 0..<3000 {
            let inner = bytes
            bytes = raw { message in message.bytes(field: 9, raw { $0.bytes(field: 1, inner) }) }
        }
        #expect(codec.encode(decode(bytes)).bytes == bytes)
        let groups = [UInt8](repeating: 0x0B, count: Limits.valueBytes)
        #expect(decode(groups) == .unrecognized(groups))
    }
}
