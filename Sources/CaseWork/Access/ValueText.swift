import CaseFile
import CaseStore
import Replication

/// Writes a value as people would: whom or what it is about first, without the label that the field already says, then
/// the rest by name.
///
/// `王管理；首接时间：2026-05-06 09:00` instead of `用户：…；首接时间：…`. It is for reading; forms and files carry the
/// catalog's own text, which reads back.
struct ValueText {
    let catalog: Catalog
    let scopeClass: ScopeClass
    let language: Language
    /// The name of a referred record or person; nil where none is known.
    let name: (Reference) throws -> Label?

    func text(_ value: Value, as type: ValueType?) throws -> String {
        switch (value, type) {
        case (.reference(let reference), _):
            return try name(reference)?.text(in: language) ?? plain(value, type)
        case (.list(let items), _):
            let item: ValueType? = if case .list(let item)? = type { item } else { nil }
            let texts = try items.map { try text($0, as: item) }
            let isLong = texts.contains { $0.contains("；") || $0.contains("; ") || $0.contains("、") }
            return texts.joined(separator: isLong ? "\n" : language == .zhHans ? "、" : ", ")
        case (.group(let filled), .group(let members)?):
            return try group(filled, members)
        case (.attachment(let attachment), _):
            let form = FileForm(rawValue: attachment.mediaType)?.label.text(in: language) ?? attachment.mediaType
            return "\(form) \(Label.fileSize(attachment.size).text(in: language))"
        default:
            return plain(value, type)
        }
    }

    private func group(_ filled: [GroupMember], _ members: [MemberDefinition]) throws -> String {
        let lead = ValueText.lead(of: filled, members)
        let rest = filled.filter { $0.number != lead?.number }
        let first = [lead].compactMap(\.self)
        let parts = try (first + rest).map { member in
            let definition = members.first { $0.number == member.number }
            let value = try text(member.value, as: definition?.type)
            if member.number == lead?.number { return value }
            let label = definition?.label.text(in: language) ?? "\(member.number)"
            return language == .zhHans ? "\(label)：\(value)" : "\(label): \(value)"
        }
        return parts.joined(separator: language == .zhHans ? "；" : "; ")
    }

    /// What a group is about: somebody, else what it must have, else its first text. Yes or no alone says nothing.
    private static func lead(of filled: [GroupMember], _ members: [MemberDefinition]) -> GroupMember? {
        func member(_ definition: MemberDefinition?) -> GroupMember? {
            filled.first { $0.number == definition?.number }
        }
        let referring = members.first { if case .reference = $0.type { true } else { false } }
        if let referring { return member(referring) ?? member(members.first { $0.name == "name" }) }
        let required = members.first { $0.isRequired }
        if let required { return required.type == .boolean ? nil : member(required) }
        return member(members.first { if case .text = $0.type { true } else { false } })
    }

    private func plain(_ value: Value, _ type: ValueType?) -> String {
        catalog.text(for: value, as: type, in: language, from: scopeClass)
    }
}
