import CaseFile
import Causality
import Foundation

/// Reads what a vector file says; each error names the member.
extension FieldValue {
    /// Reads JSON. Numbers are whole; members come back by the alphabet, because JSON gives them no order.
    init(json data: Data) throws {
        self = try JSONDecoder().decode(DecodedJSON.self, from: data).value
    }

    func member(_ name: String) throws -> FieldValue {
        guard let value = self[name] else { throw VectorError("\(name) is missing") }
        return value
    }

    func text(_ name: String) throws -> String {
        guard case .string(let text) = try member(name) else { throw VectorError("\(name) is no text") }
        return text
    }

    func number(_ name: String) throws -> Int {
        guard case .number(let number) = try member(name) else { throw VectorError("\(name) is no number") }
        return Int(number)
    }

    func list(_ name: String) throws -> [FieldValue] {
        guard case .array(let items) = try member(name) else { throw VectorError("\(name) is no list") }
        return items
    }

    func bytes(_ name: String) throws -> [UInt8] { try member(name).readBytes() }

    func bytesList(_ name: String) throws -> [[UInt8]] { try list(name).map { try $0.readBytes() } }

    func numbers(_ name: String) throws -> [Int] {
        try list(name).map {
            guard case .number(let number) = $0 else { throw VectorError("\(name) holds no number") }
            return Int(number)
        }
    }

    /// Sixteen digits as a number: a scope, a replica, a tag, a digest.
    func id(_ name: String) throws -> UInt64 { try member(name).readID() }

    func readID() throws -> UInt64 {
        let bytes = try readBytes()
        guard bytes.count == 8 else { throw VectorError("an id has \(bytes.count) bytes, not 8") }
        return bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Hexadecimal text, or a list of texts and of { hex, times } one behind the other.
    func readBytes() throws -> [UInt8] {
        switch self {
        case .string(let text):
            guard let bytes = Hexadecimal.decode(text) else { throw VectorError("no bytes: \(text.prefix(40))") }
            return bytes
        case .array(let parts): return try parts.flatMap { try $0.readBytes() }
        case .object:
            let bytes = try bytes("hex")
            return try Array(repeatElement(bytes, count: number("times")).joined())
        default: throw VectorError("neither hexadecimal text nor parts of it")
        }
    }

    /// With the members of every object by the alphabet, so that two values can be compared.
    var sorted: FieldValue {
        switch self {
        case .array(let items): .array(items.map(\.sorted))
        case .object(let members): .object(members.map { ($0.0, $0.1.sorted) }.sorted { $0.0 < $1.0 })
        default: self
        }
    }
}

/// JSON on its way to a `FieldValue`.
private struct DecodedJSON: Decodable {
    let value: FieldValue

    init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            value = .null
        } else if let flag = try? single.decode(Bool.self) {
            value = .bool(flag)
        } else if let number = try? single.decode(Int64.self) {
            value = .number(number)
        } else if let text = try? single.decode(String.self) {
            value = .string(text)
        } else if let items = try? single.decode([DecodedJSON].self) {
            value = .array(items.map(\.value))
        } else {
            let members = try single.decode([String: DecodedJSON].self)
            value = .object(members.keys.sorted().compactMap { name in members[name].map { (name, $0.value) } })
        }
    }
}
