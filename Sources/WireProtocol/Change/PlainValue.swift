import Causality
package import Replication

/// Reads the bytes of a `message Value` as every writer of ours makes them: one field, its parts in order, nothing else.
///
/// A case file of a thousand changes decodes six thousand values, nine of ten of them so; the general decoder takes four
/// times as long for them. Whatever has any other form is left to it, so that there is one meaning of bytes: nil never
/// says that a value is wrong. `PlainValueTests` hold the two against each other.
package struct PlainValue {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset: Int
    private let end: Int

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// The value, or nil where the general decoder has to look.
    package static func read(_ bytes: [UInt8], containersLeft: Int) -> Value? {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = PlainValue(buffer, 0..<buffer.count)
            return reader.value(containersLeft)
        }
    }

    private var isAtEnd: Bool { offset == end }

    private mutating func value(_ containersLeft: Int) -> Value? {
        guard let tag = byte() else { return nil }
        switch tag {
        case 0x0A: return text().map { .text($0) }
        case 0x10: return number().map { .integer(PlainValue.signed($0)) }
        case 0x18: return number().flatMap { $0 < 2 ? .boolean($0 == 1) : nil }
        case 0x20: return number().map { .instant(Int64(bitPattern: $0)) }
        case 0x28:
            guard let raw = number(), raw <= UInt64(UInt32.max) else { return nil }
            return CivilDate(daysSince1970: Int(PlainValue.signed(raw))).map { .date($0) }
        case 0x32: return text().map { .code($0) }
        case 0x3A:
            guard var part = part(), isAtEnd else { return nil }
            return part.reference().map { .reference($0) }
        case 0x52:
            guard containersLeft > 0, var part = part(), isAtEnd else { return nil }
            return part.members(containersLeft - 1).map { .group($0) }
        default: return nil
        }
    }

    /// `optional fixed64 scope = 1; uint32 kind = 2; bytes id = 3`
    private mutating func reference() -> Reference? {
        var scope: ScopeID?
        if offset < end, bytes[offset] == 0x09 {
            offset += 1
            guard let word = littleEndianWord(), word != 0 else { return nil }
            scope = ScopeID(rawValue: word)
        }
        guard byte() == 0x10, let kind = varint().flatMap({ UInt32(exactly: $0) }), kind > 0, byte() == 0x1A,
            byte() == 16, end - offset == 16
        else { return nil }
        var id: UInt128 = 0
        for index in offset..<end { id = id << 8 | UInt128(bytes[index]) }
        return Reference(scope: scope, kind: RecordKind(rawValue: kind), id: RecordID(rawValue: id))
    }

    /// `repeated ValueGroupMember members = 1`, each `uint32 number = 1; bytes value = 2`, by rising number.
    private mutating func members(_ containersLeft: Int) -> [GroupMember]? {
        var members: [GroupMember] = []
        while !isAtEnd {
            guard byte() == 0x0A, var member = part(), member.byte() == 0x08,
                let number = member.varint().flatMap({ UInt32(exactly: $0) }), number > members.last?.number ?? 0,
                member.byte() == 0x12, var content = member.part(), member.isAtEnd,
                let value = content.value(containersLeft)
            else { return nil }
            members.append(GroupMember(number, value))
        }
        return members
    }

    // MARK: Parts

    private mutating func byte() -> UInt8? {
        guard offset < end else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// What a length stands before.
    private mutating func part() -> PlainValue? {
        guard let length = varint(), length <= UInt64(end - offset) else { return nil }
        defer { offset += Int(length) }
        return PlainValue(bytes, offset..<offset + Int(length))
    }

    /// Text up to the end. Nil also for bytes that are no UTF-8, which the general decoder refuses.
    private mutating func text() -> String? {
        guard let part = part(), isAtEnd else { return nil }
        return String(validating: UnsafeBufferPointer(rebasing: bytes[part.offset..<part.end]), as: UTF8.self)
    }

    /// A number up to the end.
    private mutating func number() -> UInt64? {
        guard let number = varint(), isAtEnd else { return nil }
        return number
    }

    /// Nil for one of ten bytes, too, which does not always fit.
    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard let byte = byte() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private mutating func littleEndianWord() -> UInt64? {
        guard end - offset >= 8 else { return nil }
        defer { offset += 8 }
        return (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64($1 * 8) }
    }

    /// A number as `sint32` and `sint64` have it.
    private static func signed(_ raw: UInt64) -> Int64 { Int64(raw >> 1) ^ -Int64(raw & 1) }
}
