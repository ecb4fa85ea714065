public import CaseFile
public import Foundation

extension FieldValue {
    /// Reads one JSON value. Whole numbers stay whole, others keep their digits; members come out by name, because the
    /// order of a decoded object differs from run to run. Throws `DecodingError` for anything that is no JSON.
    public init(json: Data) throws {
        self = try JSONDecoder().decode(Decoded.self, from: json).value
    }

    /// Reads one JSON value from text.
    public init(json text: String) throws {
        try self.init(json: Data(text.utf8))
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Decoded: Decodable {
        let value: FieldValue

        init(from decoder: any Decoder) throws {
            if let object = try? decoder.container(keyedBy: Name.self) {
                value = .object(
                    try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
                        ($0.stringValue, try object.decode(Decoded.self, forKey: $0).value)
                    })
                return
            }
            if var array = try? decoder.unkeyedContainer() {
                var items: [FieldValue] = []
                while !array.isAtEnd { items.append(try array.decode(Decoded.self).value) }
                value = .array(items)
                return
            }
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                value = .null
            } else if let flag = try? single.decode(Bool.self) {
                value = .bool(flag)
            } else if let number = try? single.decode(Int64.self) {
                value = .number(number)
            } else if let number = try? single.decode(Decimal.self) {
                value = .decimal("\(number)")
            } else {
                value = .string(try single.decode(String.self))
            }
        }
    }
}
