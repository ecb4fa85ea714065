import CaseFile
import Causality
import Replication
import WireProtocol

/// Change ids, geneses and chains.
enum LogCases {
    static func changeIDs() throws -> VectorFile {
        func change(_ name: String, _ body: [UInt8], _ id: String? = nil) throws -> VectorCase {
            try Topic.changeIDs.makeCase(
                name, ["body": .hex(body)], expecting: id.map { ["change_id": .string($0)] } ?? [:])
        }
        let body = try BodyMaker.body()
        let unknown = Wire.message {
            $0.raw(body)
            $0.bytes(77, [1, 2, 3])
        }
        return VectorFile(
            about: "Change ids (3, I9): the first 16 bytes of SHA-256 over the bytes of the body, whatever they say.",
            cases: [
                try change("body 1 of the appendix", body, "cce1ed0f5a7c2bc11b16a3ee0011cd32"),
                try change("another salt is another change", try BodyMaker.body(at: 1)),
                try change("an unknown field belongs to the identity", unknown),
                try change("bytes that are no body", [0xFF, 0xFF]),
                try change("no bytes", [], "e3b0c44298fc1c149afbf4c8996fb924"),
                try change("a long number for a short one is other bytes", body + [0x48, 0x80, 0x00]),
            ])
    }

    static func geneses() throws -> VectorFile {
        let scopes: FieldValue = .array([.id(1), .id(0xAA)])
        func genesis(
            _ name: String, _ bytes: [UInt8], expecting: KeyValuePairs<String, FieldValue>
        ) throws -> VectorCase {
            try Topic.geneses.makeCase(name, ["genesis": .hex(bytes), "scopes": scopes], expecting: expecting)
        }
        func invalid(_ name: String, _ bytes: [UInt8]) throws -> VectorCase {
            try genesis(name, bytes, expecting: ["error": .string("bad_message")])
        }
        let nonce = RecordID(rawValue: 0x0001_0203_0405_0607_0809_0A0B_0C0D_0E0F)
        let hash = VectorKey.device.key.hash
        let plain = Genesis(deviceKeyHash: hash, nonce: nonce, previous: nil, previousHeads: []).bytes
        let fixed = Array(plain[..<49])
        func previous(_ replica: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 9], count: UInt8, _ heads: [[UInt8]]) -> [UInt8] {
            fixed + replica + [0, count] + heads.flatMap(\.self)
        }
        func head(_ scope: UInt64, _ seq: UInt64, _ fill: UInt8 = 7) -> [UInt8] {
            [scope, seq].flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
            } + [UInt8](repeating: fill, count: 32)
        }
        let none = [UInt8](repeating: 0, count: 8)
        let two = previous(count: 2, [head(1, 3), head(0xAA, 5)])
        return VectorFile(
            about: "Geneses (7.1): the replica's id, whose key it is, and where its logs begin (7.2).",
            cases: [
                try genesis(
                    "the appendix's", plain,
                    expecting: [
                        "replica": .string("6a148ce799b87684"),
                        "chain_starts": .array([
                            .string(ChainStart.directory),
                            .string("4f541697f65efecded35d728d8be848ee465c3a3a4342b43c6901ca74868dda5"),
                        ]),
                    ]),
                try genesis(
                    "with a previous replica, no heads", previous(count: 0, []),
                    expecting: ["previous": .id(9), "heads": .array([])]),
                try genesis("with two heads", two, expecting: ["previous": .id(9)]),
                try genesis(
                    "a head at the highest number", previous(count: 1, [head(1, UInt64(Int64.max))]),
                    expecting: ["previous": .id(9)]),
                try genesis(
                    "another nonce is another replica",
                    Genesis(
                        deviceKeyHash: hash, nonce: RecordID(rawValue: 1), previous: nil, previousHeads: []
                    ).bytes, expecting: ["previous": .id(0)]),
                try invalid("cut off", Array(plain.dropLast())),
                try invalid("a byte left over", plain + [0]),
                try invalid("version 2", [2] + plain[1...]),
                try invalid("version 0", [0] + plain[1...]),
                try invalid("half of its heads", Array(two.dropLast(48))),
                try invalid("one head more than its count", two + head(0xBB, 1)),
                try invalid("heads without a previous replica", previous(none, count: 1, [head(1, 3)])),
                try invalid("heads in another order", previous(count: 2, [head(0xAA, 5), head(1, 3)])),
                try invalid("one scope twice", previous(count: 2, [head(1, 3), head(1, 4)])),
                try invalid("a head numbered 0", previous(count: 1, [head(1, 0)])),
                try invalid("a head beyond the highest number", previous(count: 1, [head(1, 1 << 63)])),
                try invalid("a head of scope 0", previous(count: 1, [head(0, 3)])),
            ])
    }

    private enum ChainStart {
        static let directory = Genesis(
            deviceKeyHash: VectorKey.device.key.hash,
            nonce: RecordID(rawValue: 0x0001_0203_0405_0607_0809_0A0B_0C0D_0E0F),
            previous: nil, previousHeads: []
        ).chainStart(in: .directory).description
    }

    static func chains() throws -> VectorFile {
        let nonce = RecordID(rawValue: 0x0001_0203_0405_0607_0809_0A0B_0C0D_0E0F)
        let plain = Genesis(deviceKeyHash: VectorKey.device.key.hash, nonce: nonce, previous: nil, previousHeads: [])
        let first = try BodyMaker.body()
        let second = try codecBody()
        func chain(
            _ name: String, of genesis: Genesis = plain, scope: UInt64 = 0xAA, _ bodies: [[UInt8]],
            expecting: KeyValuePairs<String, FieldValue>
        ) throws -> VectorCase {
            try Topic.chains.makeCase(
                name, ["genesis": .hex(genesis.bytes), "scope": .id(scope), "bodies": .hexList(bodies)],
                expecting: expecting)
        }
        let later = Genesis(
            deviceKeyHash: VectorKey.device.key.hash, nonce: nonce, previous: plain.replica,
            previousHeads: [
                LogPosition(
                    log: LogID(scope: ScopeID(rawValue: 0xAA), replica: plain.replica), seq: 1, hash: Hash(of: [1]))
            ])
        return VectorFile(
            about: "Chains (7.2, I13): start, headers of 90 bytes and hashes of the changes of one log.",
            cases: [
                try chain(
                    "the appendix's", [first, second],
                    expecting: [
                        "hashes": .array([
                            .string("f07f2f0bca34c45b8c112e42c60bb6b35ab3bc17e5a2e2ed4651ada4dd05165f"),
                            .string("d7091d649fa0de1e635ae384a6ea9abaa046b691db16082901080e770d018dfd"),
                        ])
                    ]),
                try chain("the same bodies in another scope", scope: 0xAB, [first, second], expecting: [:]),
                try chain("the same bodies in the directory", scope: 1, [first, second], expecting: [:]),
                try chain("the same bodies in the other order", [second, first], expecting: [:]),
                try chain("the same body twice", [first, first], expecting: [:]),
                try chain("another replica", of: later, [first, second], expecting: [:]),
                try chain("bytes that are no body", [[], [0xFF], first], expecting: [:]),
                try chain("no change yet", [], expecting: ["hashes": .array([])]),
            ])
    }

    /// Body 2 of the appendix.
    private static func codecBody() throws -> [UInt8] {
        try BodyMaker.codec.encode(
            ChangeBody(
                salt: 0x1112_1314_1516_1718, kind: BodyMaker.kind, record: BodyMaker.record, author: BodyMaker.author,
                recordedAt: 1_767_312_000_000, supersedes: [BodyMaker.id(try BodyMaker.body())],
                writes: [
                    .init(
                        register: RegisterNumber(rawValue: 2), value: BodyMaker.codec.encode(.text("3月8日入户")))
                ], remainingInUnit: 0))
    }
}
