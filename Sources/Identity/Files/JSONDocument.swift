import Foundation

/// Reads and writes the small JSON files of this target: keys sorted, so that the same content is the same bytes.
enum JSONDocument {
    /// What every document starts with; read alone first, so that a newer file is named as such and not as broken.
    private struct Preamble: Decodable {
        var format: String
        var version: Int
    }

    /// Decodes `Members` once format and version are those expected; every error names the member that is at fault.
    static func decode<Members: Decodable>(
        _ type: Members.Type, format: String, version: Int, from bytes: [UInt8]
    ) throws(DocumentError) -> Members {
        let preamble = try decode(Preamble.self, format: format, from: bytes)
        guard preamble.format == format else {
            throw DocumentError(
                document: format, member: "format", problem: "is \"\(preamble.format)\", expected \"\(format)\"")
        }
        guard preamble.version == version else {
            throw DocumentError(
                document: format, member: "version",
                problem: "is \(preamble.version), this program reads \(version); use a program that knows it")
        }
        return try decode(type, format: format, from: bytes)
    }

    static func encode(_ members: some Encodable, format: String) throws(DocumentError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(members)) + [0x0A]
        } catch {
            throw DocumentError(document: format, member: nil, problem: "cannot be written: \(error)")
        }
    }

    private static func decode<Members: Decodable>(
        _ type: Members.Type, format: String, from bytes: [UInt8]
    ) throws(DocumentError) -> Members {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw DocumentError(format: format, error: error)
        } catch {
            throw DocumentError(document: format, member: nil, problem: "is not JSON: \(error)")
        }
    }
}
