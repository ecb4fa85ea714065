import Causality
import Replication

/// Reads the store's own encodings from the front; every step checks that the bytes are there.
struct StoredReader {
    private let bytes: [UInt8]
    private var offset = 0
    /// What is being read, for the words of an error.
    private let what: String

    init(_ bytes: [UInt8], what: String) {
        self.bytes = bytes
        self.what = what
    }

    func damage(_ detail: String) -> StorageCorruption { StorageCorruption("\(what) \(detail)") }

    mutating func byte() throws(StorageCorruption) -> UInt8 {
        guard offset < bytes.count else { throw damage("is cut off") }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func version(_ known: UInt8) throws(StorageCorruption) {
        let found = try byte()
        guard found == known else { throw damage("has version \(found) in place of \(known)") }
    }

    mutating func bytes(_ count: Int) throws(StorageCorruption) -> [UInt8] {
        guard count <= bytes.count - offset else { throw damage("is cut off") }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    /// Bytes behind their length.
    mutating func prefixedBytes() throws(StorageCorruption) -> [UInt8] {
        try bytes(try count())
    }

    mutating func word() throws(StorageCorruption) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw damage("is cut off") }
        var word: UInt64 = 0
        for index in offset..<offset + 8 { word = word << 8 | UInt64(bytes[index]) }
        offset += 8
        return word
    }

    mutating func hash() throws(StorageCorruption) -> Hash {
        Hash(words: (try word(), try word(), try word(), try word()))
    }

    /// An unsigned LEB128 number, never more than the bytes that are left: that bounds every loop over it.
    mutating func count() throws(StorageCorruption) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 {
                guard value <= UInt64(bytes.count - offset) else { throw damage("holds a count that is too large") }
                return Int(value)
            }
        }
        throw damage("holds a number that is too long")
    }

    func end() throws(StorageCorruption) {
        guard offset == bytes.count else { throw damage("has \(bytes.count - offset) bytes left over") }
    }
}
