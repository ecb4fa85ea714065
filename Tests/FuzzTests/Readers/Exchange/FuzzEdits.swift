extension FuzzBytes {
    /// `bytes` with up to four of their parts changed as the input says.
    mutating func edited(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(4) {
            guard !bytes.isEmpty else { break }
            let place = below(bytes.count)
            let length = min(bytes.count - place, 1 + below(64))
            switch below(6) {
            case 0: bytes[place] = byte()
            case 1: bytes[place] ^= 1 << UInt8(below(8))
            case 2: bytes.removeSubrange(place..<place + length)
            case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
            case 4: bytes.insert(contentsOf: take(1 + below(32)), at: place)
            default: bytes.replaceSubrange(place..<place + length, with: take(length))
            }
        }
        return bytes
    }
}
