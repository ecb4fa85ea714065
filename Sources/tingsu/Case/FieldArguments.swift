import ArgumentParser
import CaseFile
import CaseWork
import Node

/// Turns what stands on the command line into fields.
enum FieldArguments {
    /// `name=value`; a value that begins with `{` or `[` is JSON. Throws `ValidationError` for anything else.
    static func field(_ text: String) throws -> TypedField {
        guard let sign = text.firstIndex(where: { $0 == "=" || $0 == "＝" }), sign > text.startIndex else {
            throw ValidationError("“\(text)”：请写成 字段=内容；write it as field=value")
        }
        let name = String(text[..<sign]).trimmingSpaces
        let value = String(text[text.index(after: sign)...])
        guard let first = value.first(where: { !$0.isWhitespace }), first == "{" || first == "[" else {
            return TypedField(name, .string(value))
        }
        do {
            return TypedField(name, try FieldValue(json: value))
        } catch {
            throw ValidationError("“\(name)”：内容不是有效的 JSON：\(value)；the value is no JSON")
        }
    }

    static func fields(_ texts: [String]) throws -> [TypedField] { try texts.map(field) }

    /// The parts of an option that holds several things, divided by `|`; blank ones are nil.
    static func parts(_ text: String, separators: String = "|｜") -> [String?] {
        text.split(omittingEmptySubsequences: false) { separators.contains($0) }.map { part in
            let trimmed = String(part).trimmingSpaces
            return trimmed.isEmpty ? nil : trimmed
        }
    }
}

/// Fields put together from options: what was not given is left out.
struct FieldList {
    private(set) var fields: [TypedField] = []

    mutating func add(_ name: String, _ text: String?) {
        if let text { fields.append(TypedField(name, .string(text))) }
    }

    /// A list; nothing where it is empty.
    mutating func add(_ name: String, _ texts: [String]) {
        if !texts.isEmpty { fields.append(TypedField(name, .array(texts.map(FieldValue.string)))) }
    }

    mutating func add(_ name: String, list: [FieldValue]) {
        if !list.isEmpty { fields.append(TypedField(name, .array(list))) }
    }

    /// A group of the members that were given; nothing where there is none.
    mutating func add(_ name: String, group members: [(String, String?)]) {
        if let group = FieldList.group(members) { fields.append(TypedField(name, group)) }
    }

    /// `--set field=value` for everything that has no option of its own.
    mutating func add(_ more: [String]) throws {
        fields += try FieldArguments.fields(more)
    }

    static func group(_ members: [(String, String?)]) -> FieldValue? {
        let given = members.compactMap { name, text in text.map { (name, FieldValue.string($0)) } }
        return given.isEmpty ? nil : .object(given)
    }
}

extension String {
    /// Without white space at either end.
    var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
