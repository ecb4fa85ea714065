public import CaseFile
import CaseWork
import Replication

/// What can be recorded: the kinds, their fields and what each accepts.
public struct CatalogReply: Codable, Hashable, Sendable {
    /// One code of a table.
    public struct Code: Codable, Hashable, Sendable {
        public let code: String
        public let label: Wording
    }

    /// A member of a group field.
    public struct Member: Codable, Hashable, Sendable {
        public let name: String
        public let label: Wording
        public let isRequired: Bool
        public let accepts: Wording
        public let codes: [Code]?
    }

    /// One field of a kind.
    public struct Field: Codable, Hashable, Sendable {
        public let register: UInt32
        public let name: String
        public let label: Wording
        public let isRequired: Bool
        /// Whether forms ask it today; a county's question has its dates.
        public let isAsked: Bool
        public let sensitivity: String
        public let accepts: Wording
        /// The codes that it takes, where it takes codes.
        public let codes: [Code]?
        /// The members of a group, or of each item of a list of groups.
        public let members: [Member]?
    }

    /// One kind of record.
    public struct Kind: Codable, Hashable, Sendable {
        public let kind: UInt32
        public let name: String
        public let label: Wording
        /// Whether its records lie in the directory, which the center writes by commands of its own.
        public let isDirectory: Bool
        /// Created once and later only corrected.
        public let isFact: Bool
        public let fields: [Field]
    }

    public let kinds: [Kind]

    /// Describes the kinds of a catalog, or the one that is named, or one field of it. Throws `CommandFailure` for a name
    /// that is none.
    public init(_ catalog: Catalog, kind name: String? = nil, field: String? = nil) throws {
        let wanted = catalog.kinds.filter { kind in
            guard let name else { return true }
            return kind.name == name
                || Language.allCases.contains { kind.label.text(in: $0).lowercased() == name.lowercased() }
        }
        if let name, wanted.isEmpty {
            let known = catalog.kinds.map { "\($0.name)(\($0.label.zhHans))" }
            throw CommandFailure(
                kind: .notFound, code: "kind-unknown", zhHans: "没有“\(name)”这类记录，可用：\(known.joined(separator: "、"))",
                en: "\"\(name)\" is no kind of record: use one of \(known.joined(separator: ", "))")
        }
        kinds = try wanted.map { kind in
            let number = try field.map { name in
                guard let register = FieldNaming.register(named: name, of: kind) else {
                    let known = kind.registers.map { "\($0.name)(\($0.label.zhHans))" }
                    throw CaseWorkError.unknownField(name, kind: kind.label, known: known)
                }
                return register.number
            }
            return CatalogReply.kind(kind, catalog, field: number)
        }
    }

    private static func kind(_ kind: KindDefinition, _ catalog: Catalog, field wanted: RegisterNumber?) -> Kind {
        let fields = kind.registers.filter {
            $0.isTyped && (wanted == nil || $0.number == wanted)
        }
        return Kind(
            kind: kind.kind.rawValue, name: kind.name, label: Wording(kind.label),
            isDirectory: kind.scopeClass == .directory, isFact: kind.isFact,
            fields: fields.map { field in
                Field(
                    register: field.number.rawValue, name: field.name, label: Wording(field.label),
                    isRequired: field.isRequired, isAsked: field.isAsked, sensitivity: field.sensitivity.rawValue,
                    accepts: Wording(catalog.accepted(by: field.type)), codes: codes(field.type, catalog),
                    members: members(field.type, catalog))
            })
    }

    private static func codes(_ type: ValueType, _ catalog: Catalog) -> [Code]? {
        switch type {
        case .code(let table):
            catalog.codeTable(table)?.codes.filter { !$0.isRetired }.map {
                Code(code: $0.code, label: Wording($0.label))
            }
        case .list(let item): codes(item, catalog)
        default: nil
        }
    }

    private static func members(_ type: ValueType, _ catalog: Catalog) -> [Member]? {
        switch type {
        case .group(let members):
            members.map { member in
                Member(
                    name: member.name, label: Wording(member.label), isRequired: member.isRequired,
                    accepts: Wording(catalog.accepted(by: member.type)), codes: codes(member.type, catalog))
            }
        case .list(let item): members(item, catalog)
        default: nil
        }
    }
}
