import Causality

/// The canonical bytes of a record's state, as the store keeps them and the digest of a rebuild compares them.
///
/// ```
/// version 1
/// count, count × (change 16 ‖ author 16 ‖ recorded_at 8)         changes with a living sibling, by change
/// count, count × (register, count, count × (index, length, value))
/// count, count × (change 16, register)                           void marks
/// ```
/// Counts, registers, indexes and lengths are variable-length numbers (LEB128, unsigned). A visit's twelve registers
/// come from one change, so ids stand once in a table and registers point into it. Local to a store: it is never sent.
extension RecordState {
    static let encodingVersion: UInt8 = 1

    /// Equal states have equal bytes.
    public var encoded: [UInt8] {
        var contributors: [Sibling] = []
        var valueBytes = 0
        for register in registers {
            register.siblings.visit { sibling in
                valueBytes += sibling.value.bytes.count
                let place = contributors.firstIndex { $0.change >= sibling.change } ?? contributors.count
                if place < contributors.count, contributors[place].change == sibling.change { return }
                contributors.insert(sibling, at: place)
            }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16 + contributors.count * 40 + registers.count * 8 + valueBytes + voids.count * 18)
        bytes.append(RecordState.encodingVersion)
        bytes.append(varint: UInt64(contributors.count))
        for contributor in contributors {
            bytes.append(bigEndian: contributor.change.high)
            bytes.append(bigEndian: contributor.change.low)
            bytes.append(bigEndian: UInt64(truncatingIfNeeded: contributor.author.rawValue >> 64))
            bytes.append(bigEndian: UInt64(truncatingIfNeeded: contributor.author.rawValue))
            bytes.append(bigEndian: UInt64(bitPattern: contributor.recordedAt))
        }
        bytes.append(varint: UInt64(registers.count))
        for register in registers {
            bytes.append(varint: UInt64(register.number.rawValue))
            bytes.append(varint: UInt64(register.siblings.count))
            register.siblings.visit { sibling in
                let index = contributors.firstIndex { $0.change == sibling.change } ?? 0
                bytes.append(varint: UInt64(index))
                bytes.append(varint: UInt64(sibling.value.bytes.count))
                bytes += sibling.value.bytes
            }
        }
        bytes.append(varint: UInt64(voids.count))
        for void in voids {
            bytes.append(bigEndian: void.change.high)
            bytes.append(bigEndian: void.change.low)
            bytes.append(varint: UInt64(void.register.rawValue))
        }
        return bytes
    }

    /// Reads what `encoded` wrote. Throws `StorageCorruption` for anything else: the store is damaged and a rebuild
    /// from the log mends it.
    public init(encoded bytes: [UInt8]) throws(StorageCorruption) {
        var reader = StateReader(bytes: bytes)
        guard try reader.byte() == RecordState.encodingVersion else {
            throw StorageCorruption("state of another version")
        }
        var contributors: [(change: ChangeID, author: RecordID, recordedAt: Int64)] = []
        for _ in 0..<(try reader.count()) {
            let change = ChangeID(high: try reader.word(), low: try reader.word())
            let author = RecordID(rawValue: UInt128(try reader.word()) << 64 | UInt128(try reader.word()))
            contributors.append((change, author, Int64(bitPattern: try reader.word())))
        }
        registers = []
        voids = []
        for _ in 0..<(try reader.count()) {
            let number = RegisterNumber(rawValue: try reader.number())
            var siblings = Siblings()
            for _ in 0..<(try reader.count()) {
                let index = try reader.count()
                guard index < contributors.count else { throw StorageCorruption("state points at no change") }
                let contributor = contributors[index]
                siblings.insert(
                    Sibling(
                        change: contributor.change, author: contributor.author, recordedAt: contributor.recordedAt,
                        value: EncodedValue(bytes: try reader.bytes(try reader.count()))))
            }
            registers.append(Register(number: number, siblings: siblings))
        }
        for _ in 0..<(try reader.count()) {
            let change = ChangeID(high: try reader.word(), low: try reader.word())
            voids.append(Void(change: change, register: RegisterNumber(rawValue: try reader.number())))
        }
        guard reader.isAtEnd else { throw StorageCorruption("state with bytes left over") }
    }
}

/// What a node's own store returned is not what it was given.
public struct StorageCorruption: Error, Hashable, Sendable, CustomStringConvertible {
    public let detail: String

    public init(_ detail: String) {
        self.detail = detail
    }

    public var description: String { "the store is damaged: \(detail); run `tingsu doctor --rebuild`" }
}

extension [UInt8] {
    /// Appends an unsigned LEB128 number.
    package mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}

/// Reads the state's bytes from the front; every step checks that they are there.
private struct StateReader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func byte() throws(StorageCorruption) -> UInt8 {
        guard offset < bytes.count else { throw StorageCorruption("state is cut off") }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func bytes(_ count: Int) throws(StorageCorruption) -> [UInt8] {
        guard count <= bytes.count - offset else { throw StorageCorruption("state is cut off") }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    mutating func word() throws(StorageCorruption) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw StorageCorruption("state is cut off") }
        var word: UInt64 = 0
        for index in offset..<offset + 8 { word = word << 8 | UInt64(bytes[index]) }
        offset += 8
        return word
    }

    mutating func varint() throws(StorageCorruption) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return value }
        }
        throw StorageCorruption("state holds a number that is too long")
    }

    mutating func number() throws(StorageCorruption) -> UInt32 {
        guard let number = UInt32(exactly: try varint()) else { throw StorageCorruption("register number too large") }
        return number
    }

    /// A count can never exceed the bytes that are left, which bounds every loop over it.
    mutating func count() throws(StorageCorruption) -> Int {
        let count = try varint()
        guard count <= UInt64(bytes.count) else { throw StorageCorruption("state holds a count that is too large") }
        return Int(count)
    }
}
