import Crypto

/// A few characters that tell two texts apart: whether somebody changed what a form showed.
enum FormDigest {
    /// Eight hexadecimal digits: a form is compared with itself, and nobody gains by forging it.
    static func of(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }

    /// Of the texts of rows. A blank row says nothing.
    static func of(rows: [[String]]) -> String {
        let filled = rows.filter { row in row.contains { !$0.allSatisfy(\.isWhitespace) } }
        return of(filled.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\u{1E}"))
    }
}
