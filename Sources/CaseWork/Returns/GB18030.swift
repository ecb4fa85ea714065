public import Foundation

/// The national encoding of Chinese text (GB 18030), which has every character of Unicode.
///
/// Foundation brings the table. It knows the edition of 2000, in which a few code points for private use come back as
/// others; such a text is refused and not changed.
public enum GB18030 {
    /// Core Foundation's `kCFStringEncodingGB_18030_2000`, as an encoding of Foundation.
    private static let encoding = String.Encoding(rawValue: 0x8000_0632)

    /// The bytes of a text. Throws `ReportError.notInGB18030` with the first line that would not come back as it is.
    public static func bytes(of text: String) throws -> Data {
        if let bytes = encoded(text) { return bytes }
        let line = text.split(whereSeparator: \.isNewline).first { encoded(String($0)) == nil }
        throw ReportError.notInGB18030(String((line ?? "").prefix(shownMax)))
    }

    /// The text of bytes; nil where they are none.
    public static func text(of bytes: Data) -> String? { String(data: bytes, encoding: encoding) }

    /// Characters of a line in an error.
    private static let shownMax = 40

    private static func encoded(_ text: String) -> Data? {
        guard let bytes = text.data(using: encoding),
            self.text(of: bytes).map({ $0.utf8.elementsEqual(text.utf8) }) ?? false
        else { return nil }
        return bytes
    }
}
