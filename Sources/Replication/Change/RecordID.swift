import Causality

/// Names a record, a person who writes, or a device: sixteen bytes.
///
/// Records and people use UUIDv7 (RFC 9562), whose first bits are a time: random keys cost four times as much to
/// insert as time-ordered ones (PLATFORM.md). A device's id is the first half of the hash of its key. The order is
/// the order of the bytes.
public struct RecordID: Hashable, Sendable {
    public let rawValue: UInt128

    public init(rawValue: UInt128) {
        self.rawValue = rawValue
    }

    /// Takes sixteen bytes, or nil for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let direct = bytes.withContiguousStorageIfAvailable { storage in
            UInt128(bigEndian: UnsafeRawBufferPointer(storage).loadUnaligned(as: UInt128.self))
        }
        self.init(rawValue: direct ?? bytes.reduce(0) { $0 << 8 | UInt128($1) })
    }

    /// Reads the form that `description` writes, with or without the hyphens.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(String(text.filter { $0 != "-" })) else { return nil }
        self.init(bytes: bytes)
    }

    /// A UUIDv7 from a wall-clock time in milliseconds and 74 random bits, both given: the core knows neither.
    public init(unixMilliseconds: Int64, random: (UInt64, UInt64)) {
        let time = UInt128(UInt64(bitPattern: unixMilliseconds) & 0xFFFF_FFFF_FFFF)
        let high = time << 16 | 0x7000 | UInt128(random.0 & 0x0FFF)
        let low = UInt128(0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF)
        self.init(rawValue: high << 64 | low)
    }

    /// The sixteen bytes, most significant first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        bytes.append(bigEndian: UInt64(truncatingIfNeeded: rawValue >> 64))
        bytes.append(bigEndian: UInt64(truncatingIfNeeded: rawValue))
        return bytes
    }
}

extension RecordID: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension RecordID: CustomStringConvertible {
    /// Lower-case hexadecimal in the grouping of a UUID.
    public var description: String {
        var grouped: [UInt8] = []
        grouped.reserveCapacity(36)
        // Digits are bytes: to go by characters took a fifth of a board of 600 machines.
        for (index, digit) in Hexadecimal.encode(bytes).utf8.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { grouped.append(UInt8(ascii: "-")) }
            grouped.append(digit)
        }
        return String(decoding: grouped, as: UTF8.self)
    }
}
