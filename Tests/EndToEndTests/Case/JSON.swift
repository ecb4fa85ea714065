import Foundation

/// Any JSON, for looking into replies: `reply["fields"][0]["name"].text`.
enum JSON: Hashable, Sendable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .bool(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let items = try? container.decode([JSON].self) {
            self = .array(items)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    /// Reads what a command printed.
    init(text: String) throws { self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

    /// `null` for what is not there.
    subscript(name: String) -> JSON {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    subscript(index: Int) -> JSON { items.indices.contains(index) ? items[index] : .null }

    var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    var text: String { if case .string(let text) = self { text } else { "" } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var isTrue: Bool { self == .bool(true) }

    /// The field with this name in a record as `show` gives it.
    func field(_ name: String) -> JSON { self["fields"].items.first { $0["name"].text == name } ?? .null }

    /// The shown text of a field, in Chinese.
    func shown(_ name: String) -> String { field(name)["readings"][0]["text"]["zhHans"].text }
}
