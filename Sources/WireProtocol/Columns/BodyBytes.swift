import FoundationEssentials

/// Writes the bytes of one `ChangeBody` as every writer of them does: fields by rising number, numbers in their shortest
/// form, nothing of what is 0 or empty.
///
/// By hand and not by the library: these bytes are hashed, so that the layout is the specification's and must not follow
/// from what a library holds best.
struct BodyBytes {
    private(set) var bytes: [UInt8] = []

    mutating func append(id: UInt128, field: UInt64) {
        append(tag: field, wireType: 2)
        bytes.append(16)
        append(id)
    }

    mutating func append(_ id: UInt128) {
        for shift in stride(from: 120, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: id >> shift)) }
    }

    /// Eight bytes as they stand in the message, and nothing where all are 0.
    mutating func append(fixed64 data: Data.SubSequence, field: UInt64) {
        guard data.contains(where: { $0 != 0 }) else { return }
        append(tag: field, wireType: 1)
        bytes += data
    }

    mutating func append(number: UInt64, field: UInt64) {
        guard number != 0 else { return }
        append(tag: field, wireType: 0)
        append(varint: number)
    }

    mutating func append(_ data: Data, field: UInt64) {
        append(tag: field, wireType: 2)
        append(varint: UInt64(data.count))
        bytes += data
    }

    mutating func append(packed numbers: [UInt32], field: UInt64) {
        guard !numbers.isEmpty else { return }
        var packed = BodyBytes()
        for number in numbers { packed.append(varint: UInt64(number)) }
        append(Data(packed.bytes), field: field)
    }

    mutating func append(varint: UInt64) {
        var rest = varint
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func append(tag field: UInt64, wireType: UInt64) { append(varint: field << 3 | wireType) }

    /// A value that refers to a record of the same scope.
    static func reference(kind: UInt32, id: UInt128) -> Data {
        var reference = BodyBytes()
        reference.append(number: UInt64(kind), field: 2)
        reference.append(id: id, field: 3)
        var value = BodyBytes()
        value.append(Data(reference.bytes), field: 7)
        return Data(value.bytes)
    }
}
