/// The fields of a form or of a query, in the order in which they came.
struct FormInput: Sendable {
    /// More fields than any form of ours has; beyond it somebody is playing.
    static let fieldsMax = 2000

    private(set) var fields: [(name: String, value: String)] = []
    /// Files, where the form carries any.
    private(set) var files: [MultipartForm.File] = []

    init() {}

    init(_ fields: [(name: String, value: String)]) {
        self.fields = fields
    }

    init(_ form: MultipartForm) {
        fields = form.fields
        files = form.files
    }

    /// The content of the first file under this name; nil where the field was left alone.
    func file(_ name: String) -> [UInt8]? {
        files.first { $0.name == name && !$0.isUntouched }?.bytes
    }

    /// Reads `name=value&…` with percent signs and plus signs. Nil where the bytes are no UTF-8 or the fields are too many.
    init?(urlEncoded bytes: some Collection<UInt8>) {
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < FormInput.fieldsMax else { return nil }
            let sign = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let rest = sign == part.endIndex ? part[sign...] : part[part.index(after: sign)...]
            guard let name = FormInput.decoded(part[..<sign]), let value = FormInput.decoded(rest) else { return nil }
            fields.append((name, value))
        }
    }

    /// The first value under this name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value under this name.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The same with one value under this name, in the place of those that were there.
    mutating func set(_ name: String, _ value: String) {
        fields.removeAll { $0.name == name }
        fields.append((name, value))
    }

    mutating func removeAll(where isMeant: (String) -> Bool) {
        fields.removeAll { isMeant($0.name) }
    }

    private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        // Browsers send the end of a line as CR LF, and what was typed is LF.
        var lines: [UInt8] = []
        lines.reserveCapacity(decoded.count)
        for byte in decoded {
            if byte == UInt8(ascii: "\n"), lines.last == UInt8(ascii: "\r") { lines.removeLast() }
            lines.append(byte)
        }
        return String(validating: lines, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
