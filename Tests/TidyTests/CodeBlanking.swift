/// Replaces comments and the insides of string literals by spaces, so that a rule about code does not trip over prose.
///
/// Line ends stay where they are. Code inside an interpolation stays visible. Regular expression literals are not
/// known to it; a quote inside one would hide code up to the end of its line.
struct CodeBlanking {
    private let input: [UInt8]
    private var output: [UInt8]
    private var index = 0

    static func blanked(_ text: String) -> String {
        var blanking = CodeBlanking(input: Array(text.utf8))
        while blanking.index < blanking.input.count { blanking.scanCode() }
        return String(decoding: blanking.output, as: UTF8.self)
    }

    private init(input: [UInt8]) {
        self.input = input
        output = input
    }

    /// Scans code to the end, or to the parenthesis that closes an interpolation.
    private mutating func scanCode() {
        var depth = 0
        while index < input.count {
            if starts(with: "//") {
                while index < input.count, input[index] != UInt8(ascii: "\n") { blank() }
            } else if starts(with: "/*") {
                scanBlockComment()
            } else if let hashes = hashesBeforeQuote() {
                scanString(hashes: hashes)
            } else {
                let byte = input[index]
                index += 1
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") {
                    depth -= 1
                    if depth < 0 { return }
                }
            }
        }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        while index < input.count {
            if starts(with: "/*") {
                depth += 1
                blank(2)
            } else if starts(with: "*/") {
                depth -= 1
                blank(2)
                if depth == 0 { return }
            } else {
                blank()
            }
        }
    }

    /// Scans a literal whose opening quote follows `hashes` number signs.
    private mutating func scanString(hashes: Int) {
        let guards = String(repeating: "#", count: hashes)
        index += hashes
        let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        index += quote.utf8.count
        while index < input.count {
            if starts(with: quote + guards) {
                index += quote.utf8.count + hashes
                return
            }
            if quote.utf8.count == 1, input[index] == UInt8(ascii: "\n") { return }
            if starts(with: "\\" + guards + "(") {
                blank(2 + hashes)
                scanCode()
            } else if starts(with: "\\" + guards) {
                blank(min(2 + hashes, input.count - index))
            } else {
                blank()
            }
        }
    }

    /// The number of `#` that stand before a quote here; nil where no string literal begins.
    private func hashesBeforeQuote() -> Int? {
        var end = index
        while end < input.count, input[end] == UInt8(ascii: "#") { end += 1 }
        return end < input.count && input[end] == UInt8(ascii: "\"") ? end - index : nil
    }

    private func starts(with text: String) -> Bool {
        input[index...].starts(with: text.utf8)
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count {
            if input[index] != UInt8(ascii: "\n") { output[index] = UInt8(ascii: " ") }
            index += 1
        }
    }
}
