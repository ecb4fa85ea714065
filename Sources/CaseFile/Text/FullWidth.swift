/// Turns the full-width forms that Chinese input methods produce into the plain ones.
public enum FullWidth {
    /// `text` with U+FF01…U+FF5E as ASCII and the ideographic space as a space. Chinese punctuation of its own (。、)
    /// stays.
    ///
    /// Source: Unicode, block "Halfwidth and Fullwidth Forms".
    public static func halved(_ text: String) -> String {
        var halved = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: halved.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0x3000: halved.append(" ")
            default: halved.append(scalar)
            }
        }
        return String(halved)
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }

    /// Whether it is one or more ASCII digits.
    var isDigits: Bool {
        !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
