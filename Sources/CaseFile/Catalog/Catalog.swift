public import Replication

/// Every kind of record, its registers and its code tables: the one place from which forms, checks, lists, exports and
/// documents derive.
///
/// It is a value, not a global truth: a county's own fields and codes make a new catalog (`adding`). What the catalog
/// does not know is kept and shown by its number, never dropped.
///
/// Source: DESIGN.md section 3; DOMAIN.md sections 2, 4 and 9.
public struct Catalog: Hashable, Sendable {
    /// Counts the published states of the program's own part. It rises when a register or code is added; numbers that
    /// were published never change their meaning.
    public let edition: Int
    /// Sorted by number.
    public let kinds: [KindDefinition]
    /// Sorted by name.
    public let codeTables: [CodeTable]

    public init(edition: Int, kinds: [KindDefinition], codeTables: [CodeTable]) {
        self.edition = edition
        self.kinds = kinds.sorted { $0.kind < $1.kind }
        self.codeTables = codeTables.sorted { $0.name < $1.name }
    }

    /// The kind with this number, or nil for one that this program does not know.
    public func kind(_ kind: RecordKind) -> KindDefinition? {
        kinds.first { $0.kind == kind }
    }

    /// The kind with this name, such as `case_party`.
    public func kind(named name: String) -> KindDefinition? {
        kinds.first { $0.name == name }
    }

    /// The table with this name.
    public func codeTable(_ name: CodeTable.Name) -> CodeTable? {
        codeTables.first { $0.name == name }
    }

    /// The words for a kind; its number where the kind is unknown.
    public func label(of kind: RecordKind) -> Label {
        self.kind(kind)?.label ?? Label("第\(kind.rawValue)类记录", "kind \(kind.rawValue)")
    }

    /// The words for a register; its number where it is unknown.
    public func label(of register: RegisterNumber, in kind: RecordKind) -> Label {
        self.kind(kind)?.register(register)?.label
            ?? Label("字段\(register.rawValue)", "field \(register.rawValue)")
    }

    /// The same catalog with a county's fields. A later definition of the same number replaces the earlier one; a
    /// field of a kind that this program does not know waits for a newer program.
    public func adding(_ fields: [CountyField]) -> Catalog {
        var kinds = kinds
        for field in fields {
            guard let index = kinds.firstIndex(where: { $0.kind == field.kind }) else { continue }
            kinds[index] = kinds[index].adding(field.register)
        }
        return Catalog(edition: edition, kinds: kinds, codeTables: codeTables)
    }

    /// The same catalog with a county's codes: a table with a new name is taken whole, the codes of one that exists
    /// are added to it where it is open (replacing equal codes, for instance to retire one) and left out where it is
    /// closed.
    public func adding(_ tables: [CodeTable]) -> Catalog {
        var codeTables = codeTables
        for table in tables {
            if let index = codeTables.firstIndex(where: { $0.name == table.name }) {
                if codeTables[index].isOpen { codeTables[index] = codeTables[index].adding(table.codes) }
            } else {
                codeTables.append(table)
            }
        }
        return Catalog(edition: edition, kinds: kinds, codeTables: codeTables)
    }
}
