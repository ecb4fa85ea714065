public import CaseFile
import Causality
public import Replication

/// Puts records in the place of what people call them, in fields as somebody typed them.
///
/// A case may be given by its code, a person by name. Whoever is recorded becomes a reference, also where a plain name
/// would do (`present=张三`). `@author` stands for the one who speaks, `@area` for the area of the scope, `@now`
/// and `@today` for this moment.
public struct FieldNaming<Codec: ChangeCodec> {
    public let naming: RecordNaming<Codec>
    public let author: RecordID
    /// Where the record is written; references into other scopes name theirs.
    public let scope: ScopeID

    public init(naming: RecordNaming<Codec>, author: RecordID, scope: ScopeID) {
        self.naming = naming
        self.author = author
        self.scope = scope
    }

    /// The fields with references in them. Throws as `RecordNaming.key` does.
    public func resolve(_ fields: TypedFields, of kind: KindDefinition?) throws -> TypedFields {
        try fields.map { field in
            guard let register = kind.flatMap({ FieldNaming.register(named: field.name, of: $0) }) else {
                return (name: field.name, value: field.value)
            }
            return (name: field.name, value: try resolve(field.value, as: register.type))
        }
    }

    /// The register that `name` means; nil for a name that the writing will refuse.
    public static func register(named name: String, of kind: KindDefinition) -> RegisterDefinition? {
        FieldReader.definition(named: name, of: kind)
    }

    private func resolve(_ field: FieldValue, as type: ValueType) throws -> FieldValue {
        switch (field, type) {
        case (.string("@now"), .instant): return .string(time.map(\.description) ?? "")
        case (.string("@today"), .date): return .string(time.map { "\($0.date)" } ?? "")
        case (.string(let text), .reference(let kinds)): return .string(try reference(text, kinds))
        case (.string(let text), .group(let members)): return try group(text, members) ?? field
        case (.string(let text), .list(let item)): return try list(text, of: item) ?? field
        case (.array(let items), .list(let item)): return .array(try items.map { try resolve($0, as: item) })
        case (.object(let entries), .group(let members)):
            return .object(
                try recorded(entries, members).map { name, value in
                    (
                        name,
                        try FieldNaming.member(named: name, of: members).map { try resolve(value, as: $0.type) }
                            ?? value
                    )
                })
        default: return field
        }
    }

    private var time: ShanghaiTime? {
        // To the minute: nobody knows the second at which a visit began.
        ShanghaiTime(instant: naming.access.now / 60_000 * 60_000)
    }

    private func reference(_ text: String, _ kinds: [RecordKind]) throws -> String {
        if text == "@author", kinds == [DirectorySchema.userKind] { return author.description }
        if text == "@area", kinds == [DirectorySchema.areaKind] {
            return naming.access.directory.scope(scope)?.area?.description ?? ""
        }
        // Names of records of this save, and of other scopes or kinds spelled out, are the writing's own.
        if text.hasPrefix("@") || text.contains(":") || text.contains("@") { return text }
        let isDirectory = kinds.allSatisfy { naming.access.catalog.kind($0)?.scopeClass == .directory }
        if isDirectory || text.trimmed.isEmpty { return text }
        return spelled(try key(text, kinds), kinds)
    }

    /// Records of the scope that is written go before those of others.
    private func key(_ text: String, _ kinds: [RecordKind]) throws -> RecordKey {
        var here = naming
        here.scopes = [scope]
        do {
            return try here.key(meantBy: text, kinds: kinds)
        } catch CaseWorkError.recordNotFound {
            return try naming.key(meantBy: text, kinds: kinds)
        }
    }

    private func spelled(_ key: RecordKey, _ kinds: [RecordKind]) -> String {
        let kind = kinds.count == 1 ? "" : "\(key.kind.rawValue):"
        return kind + key.id.description + (key.scope == scope ? "" : "@\(key.scope)")
    }

    // MARK: Groups and lists typed as one text

    private func list(_ text: String, of item: ValueType) throws -> FieldValue? {
        switch item {
        case .reference: break
        case .group(let members)
        where members.contains { $0.type.referredKinds != nil } && !FieldNaming.isPairs(text, members):
            break
        default: return nil
        }
        let parts = text.split { "、;；,，".contains($0) || $0.isNewline }.map(\.trimmed).filter { !$0.isEmpty }
        return .array(try parts.map { try resolve(.string($0), as: item) })
    }

    /// A group that holds a reference, typed as `名称=内容；…` or as the one thing that it is about.
    private func group(_ text: String, _ members: [MemberDefinition]) throws -> FieldValue? {
        guard let referring = members.first(where: { $0.type.referredKinds != nil }) else { return nil }
        if FieldNaming.isPairs(text, members) {
            let pairs = text.split { ";；".contains($0) || $0.isNewline }.compactMap { FieldNaming.pair(in: $0) }
            return try resolve(.object(pairs.map { ($0.name, .string($0.value)) }), as: .group(members))
        }
        if text.hasPrefix("@"), text != "@author" { return nil }
        if referring.isRequired || text == "@author" {
            return .object([(referring.name, .string(try reference(text, referring.type.referredKinds ?? [])))])
        }
        if let who = try recorded(text, referring.type.referredKinds ?? []) {
            return .object([(referring.name, .string(who))])
        }
        guard members.contains(where: { $0.name == "name" }) else { return nil }
        return .object([("name", .string(text))])
    }

    /// Somebody who is recorded under this name; nil for somebody who is not.
    private func recorded(_ text: String, _ kinds: [RecordKind]) throws -> String? {
        if kinds == [DirectorySchema.userKind] {
            let users = naming.access.directory.users.filter { $0.name == text }
            let here = users.filter { user in naming.access.people.contains(user) }
            return (here.count == 1 ? here : users.count == 1 ? users : []).first?.id.description
        }
        guard kinds == [PersonSchema.recordKind] else { return nil }
        do {
            return spelled(try key(text, kinds), kinds)
        } catch CaseWorkError.recordNotFound {
            return nil
        }
    }

    /// The entries with a reference in place of the name of somebody who is recorded.
    private func recorded(
        _ entries: [(String, FieldValue)], _ members: [MemberDefinition]
    ) throws -> [(String, FieldValue)] {
        guard let referring = members.first(where: { $0.type.referredKinds != nil }),
            !entries.contains(where: { $0.0 == referring.name }),
            let index = entries.firstIndex(where: { $0.0 == "name" }), case .string(let name) = entries[index].1,
            let who = try recorded(name, referring.type.referredKinds ?? [])
        else { return entries }
        var entries = entries
        entries[index] = (referring.name, .string(who))
        return entries
    }

    private static func member(named name: String, of members: [MemberDefinition]) -> MemberDefinition? {
        members.first {
            $0.name == name || "\($0.number)" == name || $0.label.zhHans == name
                || $0.label.en.lowercased() == name.lowercased()
        }
    }

    private static func isPairs(_ text: String, _ members: [MemberDefinition]) -> Bool {
        guard let pair = pair(in: text) else { return false }
        return member(named: pair.name, of: members) != nil
    }

    private static func pair(in text: some StringProtocol) -> (name: String, value: String)? {
        guard let sign = text.firstIndex(where: { "=＝:：".contains($0) }) else { return nil }
        return (text[..<sign].trimmed, text[text.index(after: sign)...].trimmed)
    }
}

extension ValueType {
    /// The kinds that a value of this type itself refers to; nil where it is no reference.
    fileprivate var referredKinds: [RecordKind]? {
        if case .reference(let kinds) = self { kinds } else { nil }
    }
}
