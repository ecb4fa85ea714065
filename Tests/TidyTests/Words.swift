/// Finds identifiers in a line of code.
enum Words {
    /// Whether `word` stands in `line` with no letter, digit or underscore on the sides where it has one itself.
    ///
    /// With `bare`, a `.` before it does not count either: `handle.print(` is another function than `print(`.
    static func contains(_ word: String, in line: String, bare: Bool = false) -> Bool {
        let text = Array(line.utf8)
        guard let first = word.utf8.first, let last = word.utf8.last else { return false }
        return offsets(of: word, in: line).contains { start in
            let end = start + word.utf8.count
            if start > 0, isWordByte(first) {
                let before = text[start - 1]
                if isWordByte(before) || (bare && before == UInt8(ascii: ".")) { return false }
            }
            return end == text.count || !isWordByte(last) || !isWordByte(text[end])
        }
    }

    /// Where `needle` begins in `line`, counted in bytes.
    static func offsets(of needle: String, in line: String) -> [Int] {
        let needle = Array(needle.utf8)
        let text = Array(line.utf8)
        guard let first = needle.first, text.count >= needle.count else { return [] }
        return (0...(text.count - needle.count)).filter { start in
            text[start] == first && text[start..<start + needle.count].elementsEqual(needle)
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
