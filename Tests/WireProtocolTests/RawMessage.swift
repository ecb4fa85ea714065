import Causality

/// Protobuf written by hand, so that tests can send what no honest encoder writes.
struct RawMessage {
    private(set) var encoded: [UInt8] = []

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            encoded.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        encoded.append(UInt8(rest))
    }

    mutating func varint(field: UInt64, _ value: UInt64) {
        varint(field << 3)
        varint(value)
    }

    mutating func fixed64(field: UInt64, _ value: UInt64) {
        varint(field << 3 | 1)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            encoded.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    mutating func bytes(field: UInt64, _ bytes: [UInt8]) {
        varint(field << 3 | 2)
        varint(UInt64(bytes.count))
        encoded += bytes
    }

    static func + (left: [UInt8], right: RawMessage) -> [UInt8] { left + right.encoded }
}

/// A message of hand-written fields.
func raw(_ fill: (inout RawMessage) -> Void) -> [UInt8] {
    var message = RawMessage()
    fill(&message)
    return message.encoded
}

/// A zstd frame of blocks that each repeat a zero 128 KiB long (RFC 8878, RLE blocks): four bytes each.
func zeros(blocks: Int) -> [UInt8] {
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    for block in 1...blocks { frame += [block == blocks ? 0x03 : 0x02, 0x00, 0x10, 0x00] }
    return frame
}
