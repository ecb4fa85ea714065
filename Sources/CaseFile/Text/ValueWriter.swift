import Causality
import Replication

/// Shows values of a catalog's types as text and in the shape of JSON.
///
/// It never fails: a value that does not fit its type, or whose type is unknown, is shown by what it is.
struct ValueWriter {
    let catalog: Catalog
    /// Where the record lives that holds the value.
    let scopeClass: ScopeClass
    let language: Language

    /// The value as people read it; empty for `Value.none`.
    func text(for value: Value, as type: ValueType?) -> String {
        switch value {
        case .none: ""
        case .text(let text): text
        case .integer(let number): integer(number, as: type)
        case .boolean(let flag): boolean(flag)
        case .instant(let instant): ShanghaiTime(instant: instant)?.description ?? "\(instant) ms"
        case .date(let date): date.description
        case .code(let code): self.code(code, as: type)
        case .reference(let reference): self.reference(reference, as: type)
        case .attachment(let attachment):
            "\(attachment.sha256) \(attachment.size) \(attachment.mediaType)"
        case .list(let items): list(items, as: type)
        case .group(let members): group(members, as: type)
        case .unrecognized(let bytes):
            switch language {
            case .zhHans: "(此版本无法识别的内容，\(bytes.count)字节)"
            case .en: "(content that this version cannot read, \(bytes.count) bytes)"
            }
        }
    }

    private func integer(_ number: Int64, as type: ValueType?) -> String {
        guard case .money? = type else { return String(number) }
        let amount = Self.grouped(Self.yuan(number))
        switch language {
        case .zhHans: return amount + "元"
        case .en: return "CNY " + amount
        }
    }

    /// 123450 分 as `1234.50`.
    static func yuan(_ fen: Int64) -> String {
        let digits = String(fen.magnitude)
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return (fen < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
    }

    /// `1234567.50` as `1,234,567.50`.
    private static func grouped(_ yuan: String) -> String {
        var grouped = String(yuan.suffix(3))
        for (index, digit) in yuan.dropLast(3).reversed().enumerated() {
            if index > 0, index % 3 == 0, digit != "-" { grouped = "," + grouped }
            grouped = String(digit) + grouped
        }
        return grouped
    }

    private func boolean(_ flag: Bool) -> String {
        switch language {
        case .zhHans: flag ? "是" : "否"
        case .en: flag ? "yes" : "no"
        }
    }

    private func code(_ code: String, as type: ValueType?) -> String {
        guard case .code(let name)? = type, let known = catalog.codeTable(name)?.code(code) else { return code }
        return known.label.text(in: language)
    }

    /// The id alone where kind and scope go without saying, else `kind:id@scope`.
    func reference(_ reference: Reference, as type: ValueType?) -> String {
        var text = reference.id.description
        let isOnlyKind =
            if case .reference(let kinds)? = type { kinds == [reference.kind] } else { false }
        if !isOnlyKind { text = "\(catalog.nameOrNumber(reference.kind)):" + text }
        if let scope = reference.scope, scope != catalog.impliedScope(of: reference.kind, from: scopeClass) {
            text += "@\(scope)"
        }
        return text
    }

    private func list(_ items: [Value], as type: ValueType?) -> String {
        let itemType: ValueType? = if case .list(let item)? = type { item } else { nil }
        let texts = items.map { text(for: $0, as: itemType) }
        let isOneToALine = items.contains { isSpelledOut($0, as: itemType) }
        let separator = isOneToALine ? "\n" : language == .zhHans ? "、" : "; "
        return texts.joined(separator: separator)
    }

    /// Whether a group shows its members' names, because it has more than its lead member.
    private func isSpelledOut(_ value: Value, as type: ValueType?) -> Bool {
        guard case .group(let filled) = value else { return false }
        guard case .group(let members)? = type, filled.count == 1 else { return true }
        return filled[0].number != members.lead?.number
    }

    private func group(_ filled: [GroupMember], as type: ValueType?) -> String {
        let members: [MemberDefinition] = if case .group(let members)? = type { members } else { [] }
        if !isSpelledOut(.group(filled), as: type), let only = filled.first {
            return text(for: only.value, as: members.lead?.type)
        }
        let parts = filled.map { member in
            let definition = members.first { $0.number == member.number }
            let name = definition?.label.text(in: language) ?? String(member.number)
            let value = text(for: member.value, as: definition?.type)
            return language == .zhHans ? "\(name)：\(value)" : "\(name): \(value)"
        }
        return parts.joined(separator: language == .zhHans ? "；" : "; ")
    }
}
