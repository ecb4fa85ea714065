import Foundation

/// Reads a form that carries files (RFC 7578), as browsers send it.
///
/// None of the libraries that this program rests on reads one. Only what browsers write is read: each part has a
/// `Content-Disposition: form-data` with its name in quotes, and no transfer encoding; anything else is unreadable.
struct MultipartForm {
    /// A field with a file, as it was sent; what it is called on the person's disk is of no interest.
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
        /// Whether no file was chosen: a browser then sends one without name and content.
        let isUntouched: Bool
    }

    /// Fields and files together: a township takes the sticks of all its villages at once.
    static let partsMax = 512
    private static let headBytesMax = 1024
    private static let fieldBytesMax = 16 * 1024

    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [File] = []

    /// Nil where the bytes are no such form.
    init?(_ bytes: [UInt8], contentType: String) {
        guard let boundary = MultipartForm.boundary(in: contentType) else { return nil }
        let mark = Array("--\(boundary)".utf8)
        guard bytes.starts(with: mark) else { return nil }
        var rest = bytes[mark.count...]
        let separator = Array("\r\n".utf8) + mark
        while true {
            if rest.starts(with: Array("--".utf8)) { return }
            guard rest.starts(with: Array("\r\n".utf8)), fields.count + files.count < MultipartForm.partsMax else {
                return nil
            }
            rest = rest.dropFirst(2)
            guard let headEnd = rest.prefix(MultipartForm.headBytesMax).place(of: Array("\r\n\r\n".utf8)),
                let end = rest[(headEnd + 4)...].place(of: separator),
                let part = MultipartForm.name(in: rest[..<headEnd])
            else { return nil }
            let content = rest[(headEnd + 4)..<end]
            if part.isFile {
                files.append(File(name: part.name, bytes: Array(content), isUntouched: part.isUntouched))
            } else {
                guard content.count <= MultipartForm.fieldBytesMax,
                    let text = String(validating: content, as: UTF8.self)
                else { return nil }
                fields.append((part.name, text.replacing("\r\n", with: "\n")))
            }
            rest = rest[(end + separator.count)...]
        }
    }

    /// `multipart/form-data; boundary=…`, quoted or not.
    private static func boundary(in contentType: String) -> String? {
        let parts = contentType.split(separator: ";").map { $0.trimmed }
        guard parts.first?.lowercased() == "multipart/form-data",
            let value = parts.first(where: { $0.lowercased().hasPrefix("boundary=") })?.dropFirst("boundary=".count)
        else { return nil }
        let boundary = value.hasPrefix("\"") && value.hasSuffix("\"") ? value.dropFirst().dropLast() : value
        return (1...70).contains(boundary.utf8.count) ? String(boundary) : nil
    }

    /// The name of a part, and whether it is a file and one was chosen.
    private static func name(in head: ArraySlice<UInt8>) -> (name: String, isFile: Bool, isUntouched: Bool)? {
        guard let text = String(validating: head, as: UTF8.self) else { return nil }
        let lines = text.split(separator: "\r\n")
        guard !lines.contains(where: { $0.lowercased().hasPrefix("content-transfer-encoding:") }),
            let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition: form-data;") }),
            let start = line.firstRange(of: " name=\"")?.upperBound,
            let end = line[start...].firstIndex(of: "\"")
        else { return nil }
        return (
            String(line[start..<end]), line.contains(" filename="), line.contains(" filename=\"\"")
        )
    }
}

extension ArraySlice<UInt8> {
    /// Where `pattern` begins first. A scan has some millions of bytes: libc looks for the first of them.
    fileprivate func place(of pattern: [UInt8]) -> Int? {
        withUnsafeBytes { bytes in
            var offset = 0
            while bytes.count - offset >= pattern.count {
                let left = bytes.count - offset - pattern.count + 1
                guard let start = bytes.baseAddress,
                    let found = memchr(start + offset, Int32(pattern[0]), left)
                else { return nil }
                offset = UnsafeRawPointer(found) - start
                if memcmp(found, pattern, pattern.count) == 0 { return startIndex + offset }
                offset += 1
            }
            return nil
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
