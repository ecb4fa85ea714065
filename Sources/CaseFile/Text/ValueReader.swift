import Causality
import Replication

/// Reads values of a catalog's types from text.
struct ValueReader {
    let catalog: Catalog
    /// Where the record lives that will hold the value: a reference from there into the directory names its scope.
    let scopeClass: ScopeClass

    /// The value that `text` spells; `Value.none` for a blank one, whatever the type.
    func value(from text: String, as type: ValueType) throws(ValueTextError) -> Value {
        let trimmed = text.trimmed
        if trimmed.isEmpty { return .none }
        switch type {
        case .text(let maxCharacters):
            return try self.text(trimmed, maxCharacters: maxCharacters, as: type)
        case .longText:
            return try self.text(trimmed, maxCharacters: ValueType.longTextMaxCharacters, as: type)
        case .integer(let range):
            guard let number = ScalarText.integer(trimmed), range.contains(number) else {
                throw refusal(trimmed, type)
            }
            return .integer(number)
        case .money:
            guard let amount = ScalarText.money(trimmed), ValueType.moneyRange.contains(amount) else {
                throw refusal(trimmed, type)
            }
            return .integer(amount)
        case .boolean:
            guard let flag = ScalarText.boolean(trimmed) else { throw refusal(trimmed, type) }
            return .boolean(flag)
        case .instant:
            guard let instant = ScalarText.instant(trimmed) else { throw refusal(trimmed, type) }
            return .instant(instant)
        case .date:
            guard let date = ScalarText.date(trimmed) else { throw refusal(trimmed, type) }
            return .date(date)
        case .code(let name):
            guard let code = catalog.codeTable(name)?.code(meantBy: trimmed) else { throw refusal(trimmed, type) }
            return .code(code.code)
        case .reference(let kinds):
            guard let reference = reference(trimmed, kinds: kinds) else { throw refusal(trimmed, type) }
            return .reference(reference)
        case .attachment:
            guard let attachment = attachment(trimmed) else { throw refusal(trimmed, type) }
            return .attachment(attachment)
        case .list(let item):
            return try list(trimmed, of: item)
        case .group(let members):
            return try group(trimmed, of: members, as: type)
        }
    }

    func refusal(_ given: String, _ type: ValueType) -> ValueTextError {
        ValueTextError(given: given, accepted: catalog.accepted(by: type))
    }

    private func text(
        _ text: String, maxCharacters: Int, as type: ValueType
    ) throws(ValueTextError) -> Value {
        guard text.count <= maxCharacters else { throw refusal(text, type) }
        return .text(text)
    }

    /// `id`, `kind:id`, either with `@scope` behind it: sixteen hexadecimal digits.
    private func reference(_ text: String, kinds: [RecordKind]) -> Reference? {
        var rest = FullWidth.halved(text)[...]
        var scope: ScopeID?
        if let at = rest.firstIndex(of: "@") {
            guard let bytes = Hexadecimal.decode(rest[rest.index(after: at)...]), bytes.count == 8 else { return nil }
            scope = ScopeID(rawValue: bytes.reduce(0) { $0 << 8 | UInt64($1) })
            rest = rest[..<at]
        }
        var kind = kinds.count == 1 ? kinds.first : nil
        if let colon = rest.firstIndex(of: ":") {
            let name = rest[..<colon].trimmed
            kind = kinds.first { catalog.nameOrNumber($0) == name || String($0.rawValue) == name }
            rest = rest[rest.index(after: colon)...]
        }
        guard let kind, let id = RecordID(rest.trimmed) else { return nil }
        return Reference(scope: scope ?? catalog.impliedScope(of: kind, from: scopeClass), kind: kind, id: id)
    }

    /// `sha256 size media-type`.
    private func attachment(_ text: String) -> Attachment? {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, let bytes = Hexadecimal.decode(parts[0]), let hash = Hash(bytes: bytes),
            let size = UInt64(parts[1])
        else { return nil }
        return Attachment(sha256: hash, size: size, mediaType: String(parts[2]))
    }

    private func list(_ text: String, of item: ValueType) throws(ValueTextError) -> Value {
        var rest = parts(of: text, item: item)[...]
        var items: [Value] = []
        while let first = rest.first {
            if let (code, count) = leadingCode(in: rest, of: text, item: item) {
                items.append(.code(code))
                rest = rest.dropFirst(count)
                continue
            }
            let value = try value(from: String(first), as: item)
            if value != .none { items.append(value) }
            rest = rest.dropFirst()
        }
        return items.isEmpty ? .none : .list(items)
    }

    /// Groups that are spelled out stand one to a line, because `;` divides their members. A comma divides codes,
    /// dates and ids, but neither texts nor numbers, which may contain one.
    private func parts(of text: String, item: ValueType) -> [Substring] {
        let separators: String
        switch item {
        case .group(let members) where members.beginsAsPair(text): separators = "\n"
        case .text, .longText, .integer, .money, .group: separators = "、;；\n"
        default: separators = "、;；\n,，"
        }
        return text.split { separators.contains($0) || $0.isNewline }
    }

    /// The code that the most of the next parts spell together: a label such as 先还旧账、再补新账 holds the sign that
    /// divides the list.
    private func leadingCode(
        in parts: ArraySlice<Substring>, of text: String, item: ValueType
    ) -> (code: String, count: Int)? {
        guard case .code(let name) = item, let table = catalog.codeTable(name), let first = parts.first else {
            return nil
        }
        for count in stride(from: min(parts.count, Self.labelPartsMax), through: 2, by: -1) {
            guard let last = parts.prefix(count).last else { continue }
            let joined = String(text[first.startIndex..<last.endIndex])
            if let code = table.code(meantBy: joined) { return (code.code, count) }
        }
        return nil
    }

    /// No label has more parts than 抚养、赡养、监护; the limit keeps a long list from being read in quadratic time.
    private static let labelPartsMax = 6

    private func group(
        _ text: String, of members: [MemberDefinition], as type: ValueType
    ) throws(ValueTextError) -> Value {
        guard members.beginsAsPair(text) else {
            guard let lead = members.lead else { throw refusal(text, type) }
            return try Self.group([member(lead, from: .string(text))])
        }
        var filled: [GroupMember] = []
        for part in text.split(whereSeparator: { ";；".contains($0) || $0.isNewline }) where !part.trimmed.isEmpty {
            guard let (key, value) = [MemberDefinition].pair(in: part), let definition = members.member(meantBy: key),
                !filled.contains(where: { $0.number == definition.number })
            else { throw refusal(part.trimmed, type) }
            filled.append(try member(definition, from: .string(value)))
        }
        return Self.group(filled)
    }

    /// One member of a group; its errors name it.
    func member(
        _ definition: MemberDefinition, from field: FieldValue
    ) throws(ValueTextError) -> GroupMember {
        do {
            return GroupMember(definition.number, try value(from: field, as: definition.type))
        } catch {
            throw error.within(definition.label)
        }
    }

    /// Members sorted, empty ones left out; a group of nothing is no value.
    static func group(_ members: [GroupMember]) -> Value {
        let filled = members.filter { $0.value != .none }.sorted { $0.number < $1.number }
        return filled.isEmpty ? .none : .group(filled)
    }
}
