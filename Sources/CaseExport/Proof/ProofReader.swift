import CaseFile
import CaseWork
import Causality
import Foundation
import Replication

/// Reads the members of a line of an export's proof; every error names the file, the line and the member.
struct ProofReader {
    let file: String
    /// From 1; nil for a file that is one value.
    let line: Int?

    func error(_ member: String) -> ProofError { ProofError(file: file, line: line, member: member) }

    func string(_ name: String, of value: FieldValue) throws(ProofError) -> String {
        guard case .string(let text)? = value[name] else { throw error(name) }
        return text
    }

    func bytes(_ name: String, of value: FieldValue) throws(ProofError) -> [UInt8] {
        guard let bytes = Base64.decode(try string(name, of: value)) else { throw error(name) }
        return bytes
    }

    func number(_ name: String, of value: FieldValue) throws(ProofError) -> UInt64 {
        guard case .number(let number)? = value[name], let positive = UInt64(exactly: number) else {
            throw error(name)
        }
        return positive
    }

    /// Sixteen lower-case digits.
    func word(_ name: String, of value: FieldValue) throws(ProofError) -> UInt64 {
        guard let bytes = Hexadecimal.decode(try string(name, of: value)), bytes.count == 8 else { throw error(name) }
        return bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    func list<Item>(
        _ name: String, of value: FieldValue, _ item: (FieldValue) throws(ProofError) -> Item
    ) throws(ProofError) -> [Item] {
        guard case .array(let items)? = value[name] else { throw error(name) }
        var made: [Item] = []
        for one in items { made.append(try item(one)) }
        return made
    }

    /// The lines of a file, each one value.
    static func lines(_ bytes: [UInt8], of file: String) throws(ProofError) -> [(ProofReader, FieldValue)] {
        var lines: [(ProofReader, FieldValue)] = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: true).enumerated() {
            let reader = ProofReader(file: file, line: index + 1)
            guard let value = try? FieldValue(json: Data(line)) else { throw reader.error("json") }
            lines.append((reader, value))
        }
        return lines
    }

    /// Lines as `lines` reads them.
    static func text(_ values: [FieldValue]) -> [UInt8] {
        Array(values.map { JSONText.line($0) + "\n" }.joined().utf8)
    }
}

/// A part of an export's proof that cannot be read.
struct ProofError: Error, Hashable {
    let file: String
    let line: Int?
    /// The member at fault; `json` where the line is none.
    let member: String
}

/// Bytes as text in a line of JSON.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func decode(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map(Array.init) }
}
