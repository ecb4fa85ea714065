import Causality

/// Protobuf by hand: the vectors hold also what no honest encoder writes, and none of them is made by the encoder that
/// they check.
struct Wire {
    private(set) var encoded: [UInt8] = []

    /// A message of the fields that `fill` writes.
    static func message(_ fill: (inout Wire) throws -> Void) rethrows -> [UInt8] {
        var wire = Wire()
        try fill(&wire)
        return wire.encoded
    }

    mutating func raw(_ bytes: [UInt8]) { encoded += bytes }

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            encoded.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        encoded.append(UInt8(rest))
    }

    mutating func number(_ field: UInt64, _ value: UInt64) {
        varint(field << 3)
        varint(value)
    }

    mutating func fixed64(_ field: UInt64, _ value: UInt64) {
        varint(field << 3 | 1)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            encoded.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    mutating func bytes(_ field: UInt64, _ bytes: [UInt8]) {
        varint(field << 3 | 2)
        varint(UInt64(bytes.count))
        encoded += bytes
    }

    /// Numbers of one field in a row; nothing where there are none.
    mutating func packed(_ field: UInt64, _ numbers: [UInt64]) {
        if numbers.isEmpty { return }
        bytes(field, Wire.message { wire in for number in numbers { wire.varint(number) } })
    }
}

extension Wire {
    /// An `ExchangeResponse` of version 1.
    static func response(_ fill: (inout Wire) throws -> Void) rethrows -> [UInt8] {
        try message {
            $0.number(1, 1)
            try fill(&$0)
        }
    }

    /// A `Segment`; entries and heads are messages.
    static func segment(
        scope: UInt64, replica: UInt64, first: UInt64, genesis: [UInt8] = [], entries: [[UInt8]] = [],
        heads: [[UInt8]] = []
    ) -> [UInt8] {
        message { wire in
            wire.fixed64(1, scope)
            wire.fixed64(2, replica)
            wire.number(3, first)
            for entry in entries { wire.bytes(4, entry) }
            for head in heads { wire.bytes(5, head) }
            if !genesis.isEmpty { wire.bytes(6, genesis) }
        }
    }

    /// A `SignedHead`.
    static func head(seq: UInt64, hash: [UInt8], signature: [UInt8]) -> [UInt8] {
        message {
            $0.number(1, seq)
            $0.bytes(2, hash)
            $0.bytes(3, signature)
        }
    }

    /// A `VersionVector`, its entries in the order given.
    static func vector(_ entries: [(replica: UInt64, seq: UInt64, tag: UInt64)]) -> [UInt8] {
        message { wire in
            for entry in entries {
                wire.bytes(
                    1,
                    message {
                        $0.fixed64(1, entry.replica)
                        $0.number(2, entry.seq)
                        $0.fixed64(3, entry.tag)
                    })
            }
        }
    }
}
