import Replication

extension ValueReader {
    /// The value that a JSON-shaped value means. A string is read as typed text, so that whatever a form accepts, a file
    /// accepts too; whole numbers are amounts in 元 where the type is money.
    func value(from field: FieldValue, as type: ValueType) throws(ValueTextError) -> Value {
        switch (field, type) {
        case (.null, _):
            return .none
        case (.string(let text), _):
            return try value(from: text, as: type)
        case (.bool(let flag), .boolean):
            return .boolean(flag)
        case (.number(let number), .integer), (.number(let number), .money), (.number(let number), .text),
            (.number(let number), .longText), (.number(let number), .date), (.number(let number), .code):
            return try value(from: String(number), as: type)
        case (.decimal(let digits), .money), (.decimal(let digits), .text), (.decimal(let digits), .longText):
            return try value(from: digits, as: type)
        case (.array(let fields), .list(let item)):
            return try list(fields, of: item)
        case (.object(let entries), .group(let members)):
            return try group(entries, of: members)
        case (.object, .attachment):
            return try attachment(field)
        default:
            throw refusal(JSONText.line(field), type)
        }
    }

    private func list(_ fields: [FieldValue], of item: ValueType) throws(ValueTextError) -> Value {
        var items: [Value] = []
        for (index, field) in fields.enumerated() {
            do {
                let value = try value(from: field, as: item)
                if value != .none { items.append(value) }
            } catch {
                throw error.within(Label("第\(index + 1)项", "item \(index + 1)"))
            }
        }
        return items.isEmpty ? .none : .list(items)
    }

    private func group(
        _ entries: [(String, FieldValue)], of members: [MemberDefinition]
    ) throws(ValueTextError) -> Value {
        var filled: [GroupMember] = []
        for (key, field) in entries {
            guard let definition = members.member(meantBy: key),
                !filled.contains(where: { $0.number == definition.number })
            else { throw refusal(key, .group(members)) }
            filled.append(try member(definition, from: field))
        }
        return Self.group(filled)
    }

    private func attachment(_ field: FieldValue) throws(ValueTextError) -> Value {
        guard case .string(let hash)? = field["sha256"], case .number(let size)? = field["size"], size >= 0,
            case .string(let mediaType)? = field["media_type"]
        else { throw refusal(JSONText.line(field), .attachment) }
        return try value(from: "\(hash) \(size) \(mediaType)", as: .attachment)
    }
}
