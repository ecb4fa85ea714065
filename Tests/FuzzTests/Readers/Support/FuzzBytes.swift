/// Takes an input apart from its front; behind its end there are zeros.
struct FuzzBytes {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// From 0 up to, not including, `bound`.
    mutating func below(_ bound: Int) -> Int { bound < 2 ? 0 : Int(bound > 256 ? short() : Int(byte())) % bound }

    private mutating func short() -> Int { Int(byte()) << 8 | Int(byte()) }

    mutating func word() -> UInt64 { (0..<8).reduce(0) { word, _ in word << 8 | UInt64(byte()) } }

    /// At most so many bytes: fewer where the input ends.
    mutating func take(_ count: Int) -> [UInt8] {
        let taken = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        return taken
    }
}
