import CaseFile
import Causality
import Replication

/// Origins: what proves that a change was issued by a device first.
enum OriginCases {
    static func origins() throws -> VectorFile {
        let bodies = try (1...4).map { try BodyMaker.body("\($0)", at: $0) }
        let log = LogMaker(.device, in: CountyMaker.village, bodies: bodies)
        let other = LogMaker(.otherDevice, in: CountyMaker.village, bodies: bodies)
        let elsewhere = LogMaker(.device, in: CountyMaker.otherVillage, bodies: bodies)
        let second = LogMaker(.device, in: CountyMaker.village, nonce: 2, bodies: bodies)
        func headers(_ range: ClosedRange<Int>, of log: LogMaker = log) -> [UInt8] {
            log.headers[(range.lowerBound - 1)...(range.upperBound - 1)].flatMap(\.bytes)
        }
        func proof(
            _ name: String, _ origin: FieldValue, body: Int = 0, key: VectorKey = .device, _ proves: Bool
        ) throws -> VectorCase {
            try Topic.origins.makeCase(
                name, ["origin": origin, "body": .hex(bodies[body]), "key": .hex(key.key.x963)],
                expecting: ["proves": .bool(proves)])
        }
        func refused(_ name: String, _ origin: FieldValue, _ code: String = "bad_message") throws -> VectorCase {
            try Topic.origins.makeCase(
                name, ["origin": origin, "body": .hex(bodies[0]), "key": .hex(VectorKey.device.key.x963)],
                expecting: ["error": .string(code)])
        }
        func origin(genesis: [UInt8] = log.genesis.bytes, _ headers: [UInt8], _ head: [UInt8]) -> FieldValue {
            .hex(LogMaker.origin(genesis: genesis, headers: headers, head: head))
        }
        let last = try log.head(4)
        var tampered = headers(1...4)
        tampered[90 + 40] ^= 1
        var jump = log.headers[1]
        jump = ChangeHeader(
            scope: jump.scope, replica: jump.replica, seq: 3, bodyHash: jump.bodyHash, previous: jump.previous)
        let jumped = LogPosition(log: log.log, seq: 3, hash: jump.hash)
        let jumpHead = Wire.head(
            seq: 3, hash: jumped.hash.bytes, signature: try VectorKey.device.sign(SignedHead.message(for: jumped)))
        func many(_ count: Int) -> FieldValue {
            let size = UInt64(90 * count)
            return .array([
                .hex(
                    Wire.message { $0.bytes(1, log.genesis.bytes) }
                        + Wire.message {
                            $0.varint(0x12)
                            $0.varint(size)
                        }), .repeated(headers(1...1), count), .hex(Wire.message { $0.bytes(3, last) }),
            ])
        }
        return VectorFile(
            about: "Origins (13, I30): whether one proves that the key signed a log with this body first.",
            cases: [
                try proof("one header", .hex(log.origin(1, signedAt: 1)), true),
                try proof("two headers", .hex(log.origin(1, signedAt: 2)), true),
                try proof("four headers", .hex(log.origin(1, signedAt: 4)), true),
                try proof("from the middle of a log", .hex(log.origin(3, signedAt: 4)), body: 2, true),
                try proof("the body of another change", .hex(log.origin(1, signedAt: 4)), body: 1, false),
                try proof("another device's key", .hex(log.origin(1, signedAt: 4)), key: .otherDevice, false),
                try proof(
                    "another device's genesis", origin(genesis: other.genesis.bytes, headers(1...4), last), false),
                try proof(
                    "another replica's genesis", origin(genesis: second.genesis.bytes, headers(1...4), last), false),
                try proof(
                    "signed by another device under this genesis",
                    origin(headers(1...4), try log.head(4, signedBy: .otherDevice)), false),
                try proof("a head further on than the headers", origin(headers(1...2), last), false),
                try proof("headers further on than the head", origin(headers(1...4), try log.head(2)), false),
                try proof("a header left out", origin(headers(1...1) + headers(3...4), last), false),
                try proof(
                    "headers in another order", origin(headers(2...2) + headers(1...1), try log.head(2)), body: 1, false
                ),
                try proof("a header twice", origin(headers(1...1) + headers(1...2), try log.head(2)), false),
                try proof("a byte of a header", origin(tampered, last), false),
                try proof(
                    "a number jumped, although the hashes chain", origin(headers(1...1) + jump.bytes, jumpHead), false),
                try proof(
                    "a header of another scope behind it",
                    origin(headers(1...1) + headers(2...2, of: elsewhere), try elsewhere.head(2)), false),
                try proof("the head of another scope", origin(headers(1...4), try elsewhere.head(4)), false),
                try proof("2,000 headers can be read", many(2000), false),
                try refused("2,001 headers", many(2001), "too_large"),
                try refused("no header", origin([], last)),
                try refused("89 bytes of header", origin(headers(1...1).dropLast(), last)),
                try refused("91 bytes of header", origin(headers(1...1) + [0], last)),
                try refused("a header of version 2", origin([2] + headers(1...1).dropFirst(), last)),
                try refused("a header of suite 2", origin([1, 2] + headers(1...1).dropFirst(2), last)),
                try refused(
                    "a header of scope 0",
                    origin([1, 1] + [UInt8](repeating: 0, count: 8) + headers(1...1).dropFirst(10), last)),
                try refused(
                    "a header numbered 0",
                    origin(headers(1...1)[..<18] + [UInt8](repeating: 0, count: 8) + headers(1...1).dropFirst(26), last)
                ),
                try refused("no genesis", origin(genesis: [], headers(1...4), last)),
                try refused(
                    "a genesis cut off", origin(genesis: Array(log.genesis.bytes.dropLast()), headers(1...4), last)),
                try refused(
                    "no head",
                    .hex(
                        Wire.message {
                            $0.bytes(1, log.genesis.bytes)
                            $0.bytes(2, headers(1...1))
                        })),
            ])
    }
}
