/// Writes a `FieldValue` as JSON text, the same text for the same value on every machine.
///
/// Foundation's encoder orders keys by the alphabet and turns decimals into Doubles; here both must stay as given, and
/// this target knows no Foundation.
///
/// Source: RFC 8259.
public enum JSONText {
    /// One line, without spaces that say nothing.
    public static func line(_ value: FieldValue) -> String {
        compact(value, gap: "")
    }

    /// Two spaces a level; what fits on a line of 120 stays on one. Ends with a newline.
    public static func pretty(_ value: FieldValue) -> String {
        pretty(value, indent: 0, prefix: 0) + "\n"
    }

    private static func pretty(_ value: FieldValue, indent: Int, prefix: Int) -> String {
        let flat = compact(value, gap: " ")
        if indent * 2 + prefix + flat.count <= 118 { return flat }
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch value {
        case .array(let items):
            let lines = items.map { inner + pretty($0, indent: indent + 1, prefix: 0) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
        case .object(let members):
            let lines = members.map { name, value in
                let key = quoted(name) + ": "
                return inner + key + pretty(value, indent: indent + 1, prefix: key.count)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
        case .null, .string, .number, .decimal, .bool:
            return flat
        }
    }

    private static func compact(_ value: FieldValue, gap: String) -> String {
        switch value {
        case .null: return "null"
        case .string(let text): return quoted(text)
        case .number(let number): return String(number)
        case .decimal(let digits): return isNumber(digits) ? digits : quoted(digits)
        case .bool(let flag): return flag ? "true" : "false"
        case .array(let items):
            return "[" + items.map { compact($0, gap: gap) }.joined(separator: "," + gap) + "]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let inner = members.map { quoted($0.0) + ":" + gap + compact($0.1, gap: gap) }
            return "{" + gap + inner.joined(separator: "," + gap) + gap + "}"
        }
    }

    /// RFC 8259 section 7.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Whether JSON reads it as a number: `-?(0|[1-9]\d*)(\.\d+)?`, RFC 8259 section 6 without exponents.
    private static func isNumber(_ text: String) -> Bool {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.allSatisfy({ $0.isDigits }) else { return false }
        return whole == "0" || !whole.hasPrefix("0")
    }
}
