/// Numbers and damage that a seed decides (SplitMix64; Steele, Lea, Flood 2014).
struct HostileStream {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

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
