import CaseFile
import Causality
import Replication

/// Responses: what is taken, and what a client must refuse whole.
enum ResponseCases {
    private static func refusal(_ scope: UInt64, replica: UInt64? = nil, reason: UInt64) -> [UInt8] {
        Wire.message {
            $0.fixed64(1, scope)
            if let replica { $0.fixed64(2, replica) }
            $0.number(3, reason)
        }
    }

    private static func state(_ scope: UInt64, _ vector: [UInt8] = []) -> [UInt8] {
        Wire.message {
            $0.fixed64(1, scope)
            $0.bytes(2, vector)
        }
    }

    private static func name(_ scope: UInt64, _ replica: UInt64) -> [UInt8] {
        Wire.message {
            $0.fixed64(1, scope)
            $0.fixed64(2, replica)
        }
    }

    private static func receipt(
        hash: Int = 32, signature: Int = 64, issuer: UInt64 = 3, past: [UInt64] = []
    ) -> [UInt8] {
        Wire.message {
            $0.fixed64(1, 9)
            $0.bytes(2, [UInt8](repeating: 1, count: hash))
            $0.bytes(3, [])
            $0.number(4, 5)
            $0.bytes(5, [UInt8](repeating: 1, count: signature))
            $0.fixed64(6, issuer)
            for replica in past { $0.fixed64(7, replica) }
        }
    }

    private static func blob(_ hash: [UInt8], received: UInt64 = 0, isHeld: Bool = false) -> [UInt8] {
        Wire.message {
            $0.bytes(1, hash)
            if received > 0 { $0.number(2, received) }
            if isHeld { $0.number(3, 1) }
        }
    }

    /// A hash that begins with `first`.
    private static func hash(_ first: Int, count: Int = 32) -> [UInt8] {
        [UInt8(first)] + [UInt8](repeating: 7, count: count - 1)
    }

    static func responses() throws -> VectorFile {
        func taken(
            _ name: String, _ message: [UInt8], _ expecting: KeyValuePairs<String, FieldValue> = [:]
        ) throws -> VectorCase {
            let made = try Topic.responses.makeCase(name, ["message": .hex(message)], expecting: expecting)
            if made.expected["error"] != nil { throw VectorError("responses: \(name): \(made.expected)") }
            return made
        }
        func refused(_ name: String, _ message: FieldValue, _ code: String = "bad_message") throws -> VectorCase {
            try Topic.responses.makeCase(name, ["message": message], expecting: ["error": .string(code)])
        }
        let words = [
            "UNKNOWN_SIGNER", "UNKNOWN_SCOPE", "NOT_READABLE", "GAP", "FORK", "BAD_SIGNATURE", "BAD_GENESIS",
            "CUT_UNIT",
            "TOO_LARGE",
        ]
        return VectorFile(
            about: "Responses (12.2, 12.5, 16): what is read of one, or that it is refused whole.",
            cases: [
                try taken("nothing but the version", Wire.response { _ in }, ["has_more": .bool(false)]),
                try taken(
                    "more to come, and a clock",
                    Wire.response {
                        $0.number(7, 1)
                        $0.number(8, 1_772_328_137_663)
                    }, ["has_more": .bool(true), "server_time": .string("1772328137663")]),
                try taken("a clock before 1970", Wire.response { $0.number(8, .max) }, ["server_time": .string("-1")]),
                try taken("a vector", Wire.response { $0.bytes(2, state(9, Wire.vector([(1, 1, 1)]))) }),
                try taken(
                    "each reason",
                    Wire.response { wire in
                        for reason in 1...9 { wire.bytes(6, refusal(9, replica: 8, reason: UInt64(reason))) }
                    },
                    [
                        "refusals": .array(
                            words.map {
                                .object(["scope": .id(9), "replica": .id(8), "reason": .string($0)])
                            })
                    ]),
                try taken(
                    "a whole scope refused", Wire.response { $0.bytes(6, refusal(9, reason: 3)) },
                    [
                        "refusals": .array([
                            .object(["scope": .id(9), "replica": .null, "reason": .string("NOT_READABLE")])
                        ])
                    ]),
                try taken(
                    "a reason of a later program is passed over", Wire.response { $0.bytes(6, refusal(9, reason: 10)) },
                    ["refusals": .array([])]),
                try taken(
                    "no reason is passed over", Wire.response { $0.bytes(6, refusal(9, reason: 0)) },
                    ["refusals": .array([])]),
                try taken(
                    "forks",
                    Wire.response {
                        $0.bytes(4, name(9, 2))
                        $0.bytes(4, name(9, 1))
                    }),
                try taken("a receipt", Wire.response { $0.bytes(5, receipt()) }, ["receipts": .count(1)]),
                try taken(
                    "a receipt with 64 earlier issuers",
                    Wire.response { $0.bytes(5, receipt(past: Array(10..<74))) }, ["receipts": .count(1)]),
                try taken("unknown fields", Wire.response { $0.bytes(77, [1, 2, 3]) }),
                try taken("reserved field 9 is passed over", Wire.response { $0.raw([0x48, 1]) }),
                try taken(
                    "how far blobs have come",
                    Wire.response {
                        $0.bytes(10, blob(hash(1), received: 4096))
                        $0.bytes(10, blob(hash(2), isHeld: true))
                    },
                    [
                        "blobs": .array([
                            .object(["sha256": .hex(hash(1)), "received": .count(4096), "held": .bool(false)]),
                            .object(["sha256": .hex(hash(2)), "received": .count(0), "held": .bool(true)]),
                        ])
                    ]),
                try taken(
                    "96 blobs", Wire.response { wire in for index in 1...96 { wire.bytes(10, blob(hash(index))) } }),
                try refused(
                    "97 blobs",
                    .hex(Wire.response { wire in for index in 1...97 { wire.bytes(10, blob(hash(index))) } }),
                    "too_large"),
                try refused(
                    "a blob twice",
                    .hex(Wire.response { wire in for index in [1, 1] { wire.bytes(10, blob(hash(index))) } })),
                try refused(
                    "blobs out of order",
                    .hex(Wire.response { wire in for index in [2, 1] { wire.bytes(10, blob(hash(index))) } })),
                try refused(
                    "a blob with a hash of 31 bytes", .hex(Wire.response { $0.bytes(10, blob(hash(1, count: 31))) })),
                try refused(
                    "more of a blob than any has",
                    .hex(Wire.response { $0.bytes(10, blob(hash(1), received: 33_554_433)) })),
                try refused("version 2", .hex(Wire.message { $0.number(1, 2) }), "unsupported_version"),
                try refused("no version", .hex([]), "unsupported_version"),
                try refused("cut off", .hex(Wire.response { $0.bytes(2, state(9)) }.dropLast())),
                try refused("scope 0", .hex(Wire.response { $0.bytes(2, state(0)) })),
                try refused(
                    "a scope twice",
                    .hex(
                        Wire.response {
                            $0.bytes(2, state(9))
                            $0.bytes(2, state(9))
                        })),
                try refused("a fork of scope 0", .hex(Wire.response { $0.bytes(4, name(0, 1)) })),
                try refused("a fork of replica 0", .hex(Wire.response { $0.bytes(4, name(9, 0)) })),
                try refused("a refusal of scope 0", .hex(Wire.response { $0.bytes(6, refusal(0, reason: 4)) })),
                try refused(
                    "a refusal of replica 0", .hex(Wire.response { $0.bytes(6, refusal(9, replica: 0, reason: 4)) })),
                try refused(
                    "a receipt without an issuer", .hex(Wire.response { $0.bytes(5, receipt(issuer: 0)) })),
                try refused(
                    "a receipt after replica 0", .hex(Wire.response { $0.bytes(5, receipt(past: [0])) })),
                try refused(
                    "a receipt with an earlier issuer twice",
                    .hex(Wire.response { $0.bytes(5, receipt(past: [4, 4])) })),
                try refused(
                    "a receipt with earlier issuers out of order",
                    .hex(Wire.response { $0.bytes(5, receipt(past: [5, 4])) })),
                try refused(
                    "a receipt with 65 earlier issuers",
                    .hex(Wire.response { $0.bytes(5, receipt(past: Array(10..<75))) }), "too_large"),
                try refused(
                    "a receipt with a key hash of 31 bytes", .hex(Wire.response { $0.bytes(5, receipt(hash: 31)) })),
                try refused(
                    "a receipt with a signature of 63 bytes",
                    .hex(Wire.response { $0.bytes(5, receipt(signature: 63)) })),
                try refused("4,097 scopes", .array([.hex([8, 1]), .repeated([0x12, 0], 4097)]), "too_large"),
                try refused("65,537 segments", .array([.hex([8, 1]), .repeated([0x1A, 0], 65_537)]), "too_large"),
                try refused("65,537 forks", .array([.hex([8, 1]), .repeated([0x22, 0], 65_537)]), "too_large"),
                try refused("4,097 receipts", .array([.hex([8, 1]), .repeated([0x2A, 0], 4097)]), "too_large"),
                try refused("65,537 refusals", .array([.hex([8, 1]), .repeated([0x32, 0], 65_537)]), "too_large"),
            ])
    }
}
