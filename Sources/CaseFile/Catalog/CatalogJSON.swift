import Replication

/// The catalog as the JSON document that clients in other languages read: `SyncProtocol/catalog.json`.
public enum CatalogJSON {
    /// The whole catalog, the same text for the same catalog everywhere, ending with a newline.
    public static func text(for catalog: Catalog) -> String {
        JSONText.pretty(
            .object([
                ("edition", .number(Int64(catalog.edition))),
                ("long_text_max_characters", .number(Int64(ValueType.longTextMaxCharacters))),
                ("first_county_register", .number(Int64(CountyField.firstNumber.rawValue))),
                ("kinds", .array(catalog.kinds.map { kind($0, in: catalog) })),
                ("code_tables", .array(catalog.codeTables.map(table))),
            ]))
    }

    private static func kind(_ kind: KindDefinition, in catalog: Catalog) -> FieldValue {
        .object([
            ("kind", .number(Int64(kind.kind.rawValue))),
            ("name", .string(kind.name)),
            ("label", label(kind.label)),
            ("scope", .string(kind.scopeClass.rawValue)),
            ("is_fact", .bool(kind.isFact)),
            ("registers", .array(kind.registers.map { register($0, in: catalog) })),
        ])
    }

    private static func register(_ register: RegisterDefinition, in catalog: Catalog) -> FieldValue {
        .object(
            [
                ("register", .number(Int64(register.number.rawValue))),
                ("name", .string(register.name)),
                ("label", label(register.label)),
                ("type", type(register.type, in: catalog)),
                ("is_required", .bool(register.isRequired)),
                ("sensitivity", .string(register.sensitivity.rawValue)),
            ] + format(register.format) + (register.isAsked ? [] : [("is_asked", .bool(false))]))
    }

    private static func member(_ member: MemberDefinition, in catalog: Catalog) -> FieldValue {
        .object(
            [
                ("member", .number(Int64(member.number))),
                ("name", .string(member.name)),
                ("label", label(member.label)),
                ("type", type(member.type, in: catalog)),
                ("is_required", .bool(member.isRequired)),
            ] + format(member.format))
    }

    private static func format(_ format: TextFormat?) -> [(String, FieldValue)] {
        switch format {
        case nil: []
        case .phone?: [("format", .string("phone"))]
        case .hexadecimal(let digits)?: [("format", .string("hexadecimal")), ("digits", .number(Int64(digits)))]
        }
    }

    private static func type(_ type: ValueType, in catalog: Catalog) -> FieldValue {
        switch type {
        case .text(let maxCharacters):
            .object([("is", .string("text")), ("max_characters", .number(Int64(maxCharacters)))])
        case .longText: .object([("is", .string("long_text"))])
        case .integer(let range):
            .object([
                ("is", .string("integer")), ("min", .number(range.lowerBound)), ("max", .number(range.upperBound)),
            ])
        case .money: .object([("is", .string("money"))])
        case .boolean: .object([("is", .string("boolean"))])
        case .instant: .object([("is", .string("instant"))])
        case .date: .object([("is", .string("date"))])
        case .code(let name): .object([("is", .string("code")), ("table", .string(name.rawValue))])
        case .reference(let kinds):
            .object([
                ("is", .string("reference")), ("kinds", .array(kinds.map { .string(catalog.nameOrNumber($0)) })),
            ])
        case .attachment: .object([("is", .string("attachment"))])
        case .list(let item): .object([("is", .string("list")), ("of", Self.type(item, in: catalog))])
        case .group(let members):
            .object([("is", .string("group")), ("members", .array(members.map { member($0, in: catalog) }))])
        }
    }

    private static func table(_ table: CodeTable) -> FieldValue {
        .object([
            ("name", .string(table.name.rawValue)),
            ("label", label(table.label)),
            ("is_open", .bool(table.isOpen)),
            ("codes", .array(table.codes.map(code))),
        ])
    }

    private static func code(_ code: Code) -> FieldValue {
        .object(
            [("code", .string(code.code)), ("label", label(code.label))]
                + (code.isRetired ? [("is_retired", .bool(true))] : []))
    }

    private static func label(_ label: Label) -> FieldValue {
        .object(Language.allCases.map { ($0.rawValue, .string(label.text(in: $0))) })
    }
}
