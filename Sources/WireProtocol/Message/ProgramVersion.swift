/// The version of a program as it names itself in `User-Agent` and `Server`: `tingsu/0.1.0`.
///
/// For people only: it says which machine wants an upgrade. What programs can say to each other the protocol's own number
/// decides, never this. It is a foreign text like any other, so that whatever is not of its form is none.
///
/// Source: Specification.md section 4.2.
public struct ProgramVersion: Hashable, Sendable {
    /// Bytes of the text; ours have six.
    public static let bytesMax = 32
    /// Bytes of a header field that are looked at.
    static let fieldBytesMax = 256
    private static let product = "tingsu/"
    private static let numbersMax = 4
    private static let digitsMax = 6

    /// One to four numbers with dots, and behind them what its builder put there: `0.1.0`, `0.2.0-rc.1`.
    public let text: String
    private let release: [Int]

    /// Nil for a text of another form.
    public init?(_ text: String) {
        guard text.utf8.count <= ProgramVersion.bytesMax,
            text.utf8.allSatisfy({ ProgramVersion.isPlain($0) || $0 == 0x2E || ProgramVersion.endsRelease($0) })
        else { return nil }
        let numbers = text.prefix { $0.utf8.allSatisfy { !ProgramVersion.endsRelease($0) } }
            .split(separator: ".", omittingEmptySubsequences: false)
        guard (1...ProgramVersion.numbersMax).contains(numbers.count),
            numbers.allSatisfy({ (1...ProgramVersion.digitsMax).contains($0.utf8.count) })
        else { return nil }
        release = numbers.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
        guard release.count == numbers.count else { return nil }
        self.text = text
    }

    /// What a header field says: its first product must be ours. Nil where it is missing, too long or another's.
    public init?(field: String?) {
        guard let field, field.utf8.count <= ProgramVersion.fieldBytesMax,
            let first = field.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).first,
            first.hasPrefix(ProgramVersion.product)
        else { return nil }
        self.init(String(first.dropFirst(ProgramVersion.product.count)))
    }

    /// As the header field says it.
    public var field: String { ProgramVersion.product + text }

    /// Whether its numbers are lower, the first before the second. What stands behind the numbers does not matter: it
    /// says how a program was built, and nobody upgrades for that.
    public func isOlder(than other: ProgramVersion) -> Bool {
        let count = max(release.count, other.release.count)
        func filled(_ numbers: [Int]) -> [Int] { numbers + Array(repeating: 0, count: count - numbers.count) }
        return filled(release).lexicographicallyPrecedes(filled(other.release))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// `-`, `+` and `~`.
    private static func endsRelease(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2B || byte == 0x7E }
}
