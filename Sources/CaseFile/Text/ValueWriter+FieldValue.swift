import Causality
import Replication

extension ValueWriter {
    /// The value in the shape of JSON: codes by their code, money in 元 with two decimals, times with their offset,
    /// groups by the names of their members (by number where unknown). The language plays no part.
    func fieldValue(from value: Value, as type: ValueType?) -> FieldValue {
        switch value {
        case .none: return .null
        case .text(let text), .code(let text): return .string(text)
        case .integer(let number):
            if case .money? = type { return .decimal(Self.yuan(number)) }
            return .number(number)
        case .boolean(let flag): return .bool(flag)
        case .instant(let instant): return Self.fieldValue(fromInstant: instant)
        case .date(let date): return .string(date.description)
        case .reference(let reference): return .string(self.reference(reference, as: type))
        case .attachment(let attachment):
            return .object([
                ("sha256", .string(attachment.sha256.description)),
                ("size", .number(Int64(clamping: attachment.size))),
                ("media_type", .string(attachment.mediaType)),
            ])
        case .list(let items):
            let itemType: ValueType? = if case .list(let item)? = type { item } else { nil }
            return .array(items.map { fieldValue(from: $0, as: itemType) })
        case .group(let filled):
            let members: [MemberDefinition] = if case .group(let members)? = type { members } else { [] }
            return .object(
                filled.map { member in
                    let definition = members.first { $0.number == member.number }
                    return (
                        definition?.name ?? String(member.number),
                        fieldValue(from: member.value, as: definition?.type)
                    )
                })
        case .unrecognized(let bytes):
            return .object([("unrecognized", .string(Hexadecimal.encode(bytes)))])
        }
    }

    /// RFC 3339 in the time of Shanghai, such as `2026-06-03T14:05:00+08:00`; the milliseconds as a number outside the
    /// years that have such a form.
    private static func fieldValue(fromInstant instant: Int64) -> FieldValue {
        guard let time = ShanghaiTime(instant: instant) else { return .number(instant) }
        let clock = time.timeText
        return .string("\(time.date)T\(clock)\(clock.count == 5 ? ":00" : "")+08:00")
    }
}
