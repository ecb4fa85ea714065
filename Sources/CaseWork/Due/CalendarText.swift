import CaseFile
import Replication

/// How RFC 5545 writes text, dates and lines.
enum CalendarText {
    /// Octets of a line, without its end (RFC 5545 section 3.1).
    private static let octetsMax = 75

    /// A text value (section 3.3.11): backslash, semicolon, comma and line breaks are escaped; other control characters
    /// have no place in it and are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        // By scalars: CR LF is one character.
        for scalar in text.replacingLineEnds.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            case "\t": result.unicodeScalars.append(scalar)
            default: if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// What may stand in an identifier: ASCII letters, digits and hyphens; anything else by its hexadecimal number.
    static func token(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain || scalar == "-" ? String(scalar) : "_" + String(scalar.value, radix: 16)
        }.joined()
    }

    /// `20260603`.
    static func date(_ day: CivilDate) -> String {
        padded(day.year, 4) + padded(day.month, 2) + padded(day.day, 2)
    }

    /// `20260603T020500Z`, of milliseconds since 1970; the beginning of 1970 where the years end.
    static func utc(_ instant: Int64) -> String {
        guard let time = ShanghaiTime(instant: instant &- ShanghaiTime.offsetMilliseconds) else {
            return "19700101T000000Z"
        }
        return date(time.date) + "T" + padded(time.hour, 2) + padded(time.minute, 2) + padded(time.second, 2) + "Z"
    }

    /// The pieces of a line, each but the first beginning with a space; no character of UTF-8 is cut.
    static func folded(_ line: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if octets + size > octetsMax {
                pieces.append(piece)
                piece = " "
                octets = 1
            }
            piece.unicodeScalars.append(scalar)
            octets += size
        }
        return pieces + [piece]
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension String {
    /// The same with every end of a line written as one line feed.
    fileprivate var replacingLineEnds: String {
        split(separator: #/\r\n|\r|\u{2028}|\u{2029}/#, omittingEmptySubsequences: false).joined(separator: "\n")
    }
}
