public import CaseFile
import CaseWork
import Foundation

/// A value in the shape of JSON that travels in commands and replies as the JSON it is.
public struct JSONValue: Hashable, Sendable {
    public var field: FieldValue

    public init(_ field: FieldValue) {
        self.field = field
    }

    public static func == (left: Self, right: Self) -> Bool { left.field == right.field }

    public func hash(into hasher: inout Hasher) { hasher.combine(JSONText.line(field)) }
}

extension JSONValue: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Whole numbers stay whole, others keep their digits; members come out by name.
    public init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Name.self) {
            field = .object(
                try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
                    ($0.stringValue, try object.decode(JSONValue.self, forKey: $0).field)
                })
        } else if var array = try? decoder.unkeyedContainer() {
            var items: [FieldValue] = []
            while !array.isAtEnd { items.append(try array.decode(JSONValue.self).field) }
            field = .array(items)
        } else {
            field = try JSONValue.scalar(decoder.singleValueContainer())
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> FieldValue {
        if container.decodeNil() { return .null }
        if let flag = try? container.decode(Bool.self) { return .bool(flag) }
        if let number = try? container.decode(Int64.self) { return .number(number) }
        if let number = try? container.decode(Decimal.self) { return .decimal("\(number)") }
        return .string(try container.decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        switch field {
        case .array(let items):
            var array = encoder.unkeyedContainer()
            for item in items { try array.encode(JSONValue(item)) }
        case .object(let members):
            var object = encoder.container(keyedBy: Name.self)
            for (name, value) in members { try object.encode(JSONValue(value), forKey: Name(stringValue: name)) }
        default:
            var container = encoder.singleValueContainer()
            switch field {
            case .string(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .decimal(let digits):
                if let number = Decimal(string: digits) {
                    try container.encode(number)
                } else {
                    try container.encode(digits)
                }
            case .bool(let flag): try container.encode(flag)
            default: try container.encodeNil()
            }
        }
    }
}

/// A field as somebody typed it: a register's name, label or number, and its value.
public struct TypedField: Codable, Hashable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: FieldValue) {
        self.name = name
        self.value = JSONValue(value)
    }
}

extension TypedField {
    /// As the use cases take it.
    public var typed: (name: String, value: FieldValue) { (name: name, value: value.field) }
}

extension [TypedField] {
    /// As the use cases take them.
    var typed: TypedFields { map(\.typed) }
}
