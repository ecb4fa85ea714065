import Foundation

/// Bytes to begin with: those of the protocol's test vectors.
struct SampleBytes: Sendable {
    /// `SyncProtocol/Vectors`.
    let folder: URL

    /// One member of every input of a topic, which holds bytes as hexadecimal digits or an array of such.
    func vectors(_ topic: String, _ member: String) throws -> [[UInt8]] {
        let data = try Data(contentsOf: folder.appending(path: "\(topic).json"))
        let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let cases = file?["cases"] as? [[String: Any]] ?? []
        return cases.flatMap { one -> [[UInt8]] in
            let value = (one["input"] as? [String: Any])?[member]
            let texts = value as? [String] ?? [value as? String].compactMap(\.self)
            return texts.map(SampleBytes.bytes)
        }
    }

    static func bytes(_ digits: String) -> [UInt8] {
        let digits = Array(digits.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).map { index in
            UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
        }
    }
}
