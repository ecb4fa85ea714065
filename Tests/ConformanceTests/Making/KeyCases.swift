import CaseFile
import Causality
import Replication

/// Keys, head signatures and invite codes.
enum KeyCases {
    static func keys() throws -> VectorFile {
        let key = VectorKey.device.key.x963
        func valid(_ name: String, _ key: VectorKey, hash: String) throws -> VectorCase {
            try Topic.keys.makeCase(
                name, ["key": .hex(key.key.x963)], expecting: ["valid": .bool(true), "key_hash": .string(hash)])
        }
        func invalid(_ name: String, _ bytes: [UInt8]) throws -> VectorCase {
            try Topic.keys.makeCase(name, ["key": .hex(bytes)], expecting: ["valid": .bool(false)])
        }
        let parity: UInt8 = key[64] & 1
        return VectorFile(
            about: "Device keys (3): a point of P-256 as 65 bytes; its hash and the node id.",
            cases: [
                try valid(
                    "private key 1, as in the appendix", .device,
                    hash: "698bea63dc44a344663ff1429aea10842df27b6b991ef25866b2c6c02cdcc5be"),
                try valid(
                    "private key 2", .center, hash: VectorKey.center.key.hash.description),
                try invalid("one byte short", Array(key.dropLast())),
                try invalid("one byte more", key + [0]),
                try invalid("no bytes", []),
                try invalid("compressed form", [2 + parity] + key[1...32]),
                try invalid("hybrid form", [6 + parity] + key[1...]),
                try invalid("not on the curve", key.dropLast() + [key[64] ^ 1]),
                try invalid("the point at infinity", [0]),
                try invalid("zero coordinates", [4] + [UInt8](repeating: 0, count: 64)),
            ])
    }

    static func headSignatures() throws -> VectorFile {
        let log = LogMaker(.device, in: CountyMaker.village, bodies: [try BodyMaker.body(), try BodyMaker.body("二")])
        let position = log.position(2)
        let message = SignedHead.message(for: position)
        let signature = try VectorKey.device.sign(message)
        let (r, s) = (Array(signature[..<32]), Array(signature[32...]))
        let order = Scalar.order.reversed().flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
        let zero = [UInt8](repeating: 0, count: 32)
        func head(
            _ name: String, _ signature: [UInt8], key: VectorKey = .device, scope: UInt64? = nil, seq: UInt64? = nil,
            replica: UInt64? = nil, hash: Hash? = nil, valid: Bool
        ) throws -> VectorCase {
            try Topic.headSignatures.makeCase(
                name,
                [
                    "key": .hex(key.key.x963), "scope": .id(scope ?? position.scope.rawValue),
                    "replica": .id(replica ?? position.replica.rawValue), "seq": .digits(seq ?? position.seq),
                    "hash": .hex((hash ?? position.hash).bytes), "signature": .hex(signature),
                ], expecting: ["valid": .bool(valid)])
        }
        func signed(_ bytes: [UInt8]) throws -> [UInt8] { try VectorKey.device.sign(bytes) }
        let rest = Array(message.dropFirst(13))
        var otherSuite = message
        otherSuite[14] = 2
        return VectorFile(
            about: "Signatures of heads (3, 7.3): ECDSA P-256 with SHA-256 over the message, 64 bytes r ‖ s.",
            cases: [
                try head("valid", signature, valid: true),
                try head(
                    "valid with the other s: low-s is not demanded", r + Scalar(bytes: s).negated.bytes, valid: true),
                try head("another device's key", signature, key: .otherDevice, valid: false),
                try head("another device signed", try VectorKey.otherDevice.sign(message), valid: false),
                try head("another scope", signature, scope: 0xBB, valid: false),
                try head("another replica", signature, replica: 5, valid: false),
                try head("another number", signature, seq: 3, valid: false),
                try head("another hash", signature, hash: log.position(1).hash, valid: false),
                try head(
                    "the receipt's domain tag", try signed(Array("tingsu/receipt/1".utf8) + rest), valid: false),
                try head("version 2 of the domain tag", try signed(Array("tingsu/head/2".utf8) + rest), valid: false),
                try head("no domain tag", try signed(rest), valid: false),
                try head(
                    "a terminator behind the domain tag", try signed(Array("tingsu/head/1".utf8) + [0] + rest),
                    valid: false),
                try head("suite 2 in the message", try signed(otherSuite), valid: false),
                try head("the hash of the message signed", try signed(Hash(of: message).bytes), valid: false),
                try head("s ‖ r", s + r, valid: false),
                try head("r is 0", zero + s, valid: false),
                try head("s is 0", r + zero, valid: false),
                try head("all zeros", zero + zero, valid: false),
                try head("r is the order", order + s, valid: false),
                try head("s is the order", r + order, valid: false),
                try head("all ones", [UInt8](repeating: 0xFF, count: 64), valid: false),
                try head("one bit of r", [r[0] ^ 1] + r[1...] + s, valid: false),
                try head("one bit of s", r + s.dropLast() + [s[31] ^ 1], valid: false),
                try head("63 bytes", Array(signature.dropLast()), valid: false),
                try head("65 bytes", signature + [0], valid: false),
                try head("no bytes", [], valid: false),
                try head("DER in place of r ‖ s", [0x30, 0x44, 0x02, 0x20] + r + [0x02, 0x20] + s, valid: false),
                try head(
                    "the highest number",
                    try signed(
                        SignedHead.message(
                            for: LogPosition(log: position.log, seq: UInt64(Int64.max), hash: position.hash))),
                    seq: UInt64(Int64.max), valid: true),
            ])
    }

    static func inviteCodes() throws -> VectorFile {
        let characters = "7K3QM00000ABCDEFGHJK"
        func code(_ name: String, _ typed: String, valid: Bool = true) throws -> VectorCase {
            try Topic.inviteCodes.makeCase(
                name, ["typed": .string(typed)],
                expecting: valid
                    ? ["valid": .bool(true), "characters": .string(characters)] : ["valid": .bool(false)])
        }
        return VectorFile(
            about: "Invite codes (4.3): what a person types, the twenty characters, and what the center keeps.",
            cases: [
                try code("as in the appendix", "7K3QM-00000-ABCDE-FGHJK"),
                try code("without groups", characters),
                try code("lower case", "7k3qm-00000-abcde-fghjk"),
                try code("O for 0", "7K3QM-OOOOO-ABCDE-FGHJK"),
                try code("full width, spaces and underscores", "７k3qm oOo0O_abcde　fghjk"),
                try code("full-width hyphens", "7K3QM－00000－ABCDE－FGHJK"),
                try code("dashes of an input method", "7K3QM—00000–ABCDE‐FGHJK"),
                try code("full-width underscores", "7K3QM＿00000＿ABCDE＿FGHJK"),
                try code("a circled digit", "7K3QM-00000-ABCDE-FGHJ①", valid: false),
                try code("a dotless i, which is no I", "7K3QM-00000-ABCDE-FGHJı", valid: false),
                try code("nineteen characters", "7K3QM-00000-ABCDE-FGHJ", valid: false),
                try code("twenty-one characters", "7K3QM-00000-ABCDE-FGHJKK", valid: false),
                try code("a U", "7K3QM-00000-ABCDE-FGHJU", valid: false),
                try code("a letter of another alphabet", "7K3QM-00000-ABCDE-FGHJК", valid: false),
                try code("nothing", "", valid: false),
            ])
    }
}
