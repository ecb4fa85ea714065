import CaseFile
import Causality
import Replication

/// Requests: what is taken, and with which code one is refused whole.
enum RequestCases {
    private static func request(protocol version: UInt64? = 1, _ fill: (inout Wire) throws -> Void = { _ in }) rethrows
        -> [UInt8]
    {
        try Wire.message {
            if let version { $0.number(1, version) }
            try fill(&$0)
        }
    }

    private static func state(_ scope: UInt64, _ vector: [UInt8]? = nil) -> [UInt8] {
        Wire.message {
            $0.fixed64(1, scope)
            $0.fixed64(2, 5)
            if let vector { $0.bytes(3, vector) }
        }
    }

    private static func probe(scope: UInt64 = 9, replica: UInt64 = 8, _ seqs: [UInt64]) -> [UInt8] {
        Wire.message { wire in
            wire.fixed64(1, scope)
            wire.fixed64(2, replica)
            for seq in seqs {
                wire.bytes(
                    3,
                    Wire.message {
                        $0.number(1, seq)
                        $0.fixed64(2, 6)
                    })
            }
        }
    }

    /// A hash that begins with `first`.
    private static func hash(_ first: Int) -> [UInt8] { [UInt8(first)] + [UInt8](repeating: 7, count: 31) }

    static func requests() throws -> VectorFile {
        func taken(
            _ name: String, _ message: [UInt8], _ expecting: KeyValuePairs<String, FieldValue> = [:]
        ) throws -> VectorCase {
            let made = try Topic.requests.makeCase(name, ["message": .hex(message)], expecting: expecting)
            if made.expected["error"] != nil { throw VectorError("requests: \(name): \(made.expected)") }
            return made
        }
        func refused(_ name: String, _ message: FieldValue, _ code: String = "bad_message") throws -> VectorCase {
            try Topic.requests.makeCase(name, ["message": message], expecting: ["error": .string(code)])
        }
        let idle = request {
            $0.bytes(2, state(1, []))
            $0.number(5, 49_152)
        }
        let foreign = Wire.message { $0.bytes(77, [1, 2, 3]) }
        return VectorFile(
            about: "Requests (12.1, 16): what is read of one, or the code by which it is refused whole (15).",
            cases: [
                try taken("idle", idle, ["scopes": .array([.id(1)]), "response_bytes": .count(49_152)]),
                try taken("nothing but the version", request(), ["response_bytes": .count(0)]),
                try taken("with a replica", request { $0.fixed64(6, 0xAB) }, ["replica": .id(0xAB)]),
                try taken(
                    "issuers of receipts, one by one and packed",
                    request {
                        $0.fixed64(9, 4)
                        $0.bytes(9, [5, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0])
                    }, ["receipt_issuers": .array([.id(4), .id(5), .id(6)])]),
                try taken(
                    "16 issuers", request { wire in for issuer in 1...16 { wire.fixed64(9, UInt64(issuer)) } },
                    ["vectors": .count(0)]),
                try refused(
                    "17 issuers", .hex(request { wire in for issuer in 1...17 { wire.fixed64(9, UInt64(issuer)) } }),
                    "too_large"),
                try refused("an issuer of 0", .hex(request { $0.fixed64(9, 0) })),
                try refused(
                    "an issuer twice",
                    .hex(request { wire in for issuer in [7, 7] { wire.fixed64(9, UInt64(issuer)) } })),
                try refused(
                    "issuers out of order",
                    .hex(request { wire in for issuer in [7, 6] { wire.fixed64(9, UInt64(issuer)) } })),
                try taken(
                    "64 blobs offered",
                    request { wire in for index in 1...64 { wire.bytes(8, hash(index)) } },
                    ["blobs": .array((1...64).map { .hex(hash($0)) })]),
                try refused(
                    "65 blobs offered",
                    .hex(request { wire in for index in 1...65 { wire.bytes(8, hash(index)) } }), "too_large"),
                try refused(
                    "a blob offered twice",
                    .hex(request { wire in for index in [1, 1] { wire.bytes(8, hash(index)) } })),
                try refused(
                    "blobs offered out of order",
                    .hex(request { wire in for index in [2, 1] { wire.bytes(8, hash(index)) } })),
                try refused("a blob's hash of 33 bytes", .hex(request { $0.bytes(8, hash(1) + [0]) })),
                try taken("a budget of 0", request { $0.number(5, 0) }, ["response_bytes": .count(0)]),
                try taken(
                    "a budget beyond 4 MiB is read as 4 MiB", request { $0.number(5, 0xFFFF_FFFF) },
                    ["response_bytes": .count(4 * 1024 * 1024)]),
                try taken("an unknown field", idle + foreign, ["scopes": .array([.id(1)])]),
                try taken(
                    "an unknown field of each wire type",
                    idle + [0xE8, 7, 1, 0xE9, 7, 1, 2, 3, 4, 5, 6, 7, 8, 0xED, 7, 1, 2, 3, 4]),
                try taken("reserved field 7 is passed over", idle + [0x38, 1]),
                try taken(
                    "an unknown field within a scope", request { $0.bytes(2, state(9) + foreign) },
                    ["scopes": .array([.id(9)])]),
                try taken("an empty vector is a vector", request { $0.bytes(2, state(9, [])) }, ["vectors": .count(1)]),
                try taken("no vector", request { $0.bytes(2, state(9)) }, ["vectors": .count(0)]),
                try taken("a probe", request { $0.bytes(4, probe([9, 8, 1])) }),
                try taken("a probe without places", request { $0.bytes(4, probe([])) }),
                try taken("66 places", request { $0.bytes(4, probe((1...66).reversed())) }),
                try taken("a segment", request { $0.bytes(3, segment()) }),
                try taken(
                    "a segment without entries is no broken message", request { $0.bytes(3, segment(entries: 0)) }),
                try taken(
                    "a segment that ends at the highest number",
                    request { $0.bytes(3, segment(first: UInt64(Int64.max) - 1)) }),
                try taken("an unknown field within an entry", request { $0.bytes(3, segment(more: foreign)) }),
                try taken(
                    "the version after the rest", Array(idle.dropFirst(2)) + [8, 1], ["scopes": .array([.id(1)])]),
                try refused("no version", .hex(request(protocol: nil)), "unsupported_version"),
                try refused("nothing", .hex([]), "unsupported_version"),
                try refused("version 0", .hex(request(protocol: 0)), "unsupported_version"),
                try refused("version 2", .hex(request(protocol: 2)), "unsupported_version"),
                try refused(
                    "version 2 with fields that version 1 does not know", .hex(request(protocol: 2) + foreign),
                    "unsupported_version"),
                try refused(
                    "version 2 and what version 1 would refuse", .hex(request(protocol: 2) { $0.bytes(2, state(0)) }),
                    "unsupported_version"),
                try refused("the version twice: the last counts", .hex([8, 1, 8, 2]), "unsupported_version"),
                try refused("cut off", .hex(idle.dropLast(2))),
                try refused("no protobuf", .hex([0xFF, 0xFF, 0xFF])),
                try refused("JSON", .hex(Array("{\"protocol\": 1}".utf8))),
                try refused("field number 0", .hex(idle + [0x02, 0x00])),
                try refused("scope 0", .hex(request { $0.bytes(2, state(0)) })),
                try refused("a scope without a number", .hex(request { $0.bytes(2, []) })),
                try refused(
                    "a scope twice",
                    .hex(
                        request {
                            $0.bytes(2, state(9))
                            $0.bytes(2, state(9))
                        })),
                try refused("replica 0", .hex(request { $0.fixed64(6, 0) })),
                try refused(
                    "a vector against the rules", .hex(request { $0.bytes(2, state(9, Wire.vector([(1, 0, 1)]))) })),
                try refused("places that rise", .hex(request { $0.bytes(4, probe([8, 9])) })),
                try refused("a place twice", .hex(request { $0.bytes(4, probe([8, 8])) })),
                try refused("a place numbered 0", .hex(request { $0.bytes(4, probe([1, 0])) })),
                try refused("a probe of scope 0", .hex(request { $0.bytes(4, probe(scope: 0, [1])) })),
                try refused("a probe of replica 0", .hex(request { $0.bytes(4, probe(replica: 0, [1])) })),
                try refused("67 places", .hex(request { $0.bytes(4, probe((1...67).reversed())) }), "too_large"),
                try refused("a segment of scope 0", .hex(request { $0.bytes(3, segment(scope: 0)) })),
                try refused("a segment of replica 0", .hex(request { $0.bytes(3, segment(replica: 0)) })),
                try refused("a segment from number 0", .hex(request { $0.bytes(3, segment(first: 0)) })),
                try refused(
                    "a segment beyond the highest number",
                    .hex(request { $0.bytes(3, segment(first: UInt64(Int64.max))) })),
                try refused("heads that fall", .hex(request { $0.bytes(3, segment(entries: 3, heads: [3, 2])) })),
                try refused("a head twice", .hex(request { $0.bytes(3, segment(entries: 3, heads: [2, 2])) })),
                try refused("a head before the segment", .hex(request { $0.bytes(3, segment(first: 5, heads: [4])) })),
                try refused("a head behind the segment", .hex(request { $0.bytes(3, segment(heads: [2])) })),
                try refused(
                    "a head with a hash of 31 bytes", .hex(request { $0.bytes(3, segment(heads: [1], hash: 31)) })),
                try refused(
                    "a head with a signature of 65 bytes",
                    .hex(request { $0.bytes(3, segment(heads: [1], signature: 65)) })),
                try refused("4,097 scopes", .array([.hex([8, 1]), .repeated([0x12, 0], 4097)]), "too_large"),
                try refused("65,537 segments", .array([.hex([8, 1]), .repeated([0x1A, 0], 65_537)]), "too_large"),
                try refused("4,097 probes", .array([.hex([8, 1]), .repeated([0x22, 0], 4097)]), "too_large"),
                try refused(
                    "131,073 entries in two segments",
                    .array([
                        .hex([8, 1]), .hex([0x1A, 0x82, 0x80, 0x08]), .repeated([0x22, 0], 65_537),
                        .hex([0x1A, 0x80, 0x80, 0x08]), .repeated([0x22, 0], 65_536),
                    ]), "too_large"),
                try refused(
                    "a body one byte too large",
                    .array([
                        .hex(
                            [8, 1, 0x1A]
                                + Wire.message { wire in wire.varint(UInt64(262_145 + 28)) }
                                + Wire.message {
                                    $0.fixed64(1, 9)
                                    $0.fixed64(2, 8)
                                    $0.number(3, 1)
                                    $0.varint(0x22)
                                    $0.varint(262_149)
                                    $0.varint(0x0A)
                                    $0.varint(262_145)
                                }), .repeated([0], 262_145),
                    ]), "too_large"),
            ])
    }

    private static func segment(
        scope: UInt64 = 9, replica: UInt64 = 8, first: UInt64 = 1, entries: Int = 1, heads: [UInt64] = [],
        hash: Int = 32, signature: Int = 64, more: [UInt8] = []
    ) -> [UInt8] {
        Wire.segment(
            scope: scope, replica: replica, first: first,
            entries: Array(repeating: Wire.message { $0.bytes(1, [1]) } + more, count: entries),
            heads: heads.map {
                Wire.head(
                    seq: $0, hash: [UInt8](repeating: 1, count: hash),
                    signature: [UInt8](repeating: 1, count: signature))
            })
    }
}
