import SeedTestKit

extension SeededStream {
    /// `bytes` with one to eight of its parts changed, doubled, moved, added or taken away.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(8) {
            guard !bytes.isEmpty else { break }
            let place = below(bytes.count)
            let end = min(bytes.count, place + 1 + below(60))
            switch below(8) {
            case 0, 1: bytes[place] ^= 1 << UInt8(below(8))
            case 2: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 3: bytes[place] = 0xFF
            case 4: bytes.removeSubrange(place..<end)
            case 5: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 6:
                let moved = bytes[place..<end]
                bytes.removeSubrange(place..<end)
                bytes.insert(contentsOf: moved, at: below(bytes.count + 1))
            default: bytes.removeLast(below(bytes.count))
            }
        }
        return bytes
    }
}
