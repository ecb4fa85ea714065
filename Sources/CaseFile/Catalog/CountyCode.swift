public import Replication

/// A code that the directory defines, and how it stands: what the list of the county's settings shows.
public struct CountyCode: Hashable, Sendable {
    public let id: RecordID
    /// The table's name as it is written.
    public let table: String
    public let code: String
    public let label: Label
    public let from: CivilDate?
    /// The day from which it is not offered any more.
    public let until: CivilDate?
    public internal(set) var standing: CountyStanding
}

extension CountyCode {
    private typealias Schema = CountyCodeSchema

    /// Codes of one table; who looks through more does not find.
    static let mostOfOneTable = 500

    /// Reads one record by the rules of `CountyCatalog`, without those that look at other records.
    init(_ definition: CountyDefinition, in program: Catalog, on today: CivilDate?) {
        id = definition.id
        table = definition.text(Schema.table)
        code = definition.text(Schema.code)
        label = definition.label(Schema.label, Schema.labelEn)
        from = definition.from(Schema.from)
        until = definition.until(Schema.until)
        standing = CountyStanding(from: from, until: until, on: today)
        if let why = refusal(definition, program) { standing = .ignored(why) }
    }

    private func refusal(_ definition: CountyDefinition, _ program: Catalog) -> CountyRefusal? {
        if definition.isWithdrawn { return .withdrawn }
        if definition.isDisputed(Schema.table, Schema.code) { return .disputed }
        guard CountyField.isName(table), table.utf8.count <= 60 else { return .badTable }
        // What divides the items of a list cannot stand within one.
        guard (1...40).contains(code.count),
            !code.contains(where: { $0.isWhitespace || $0.isNewline || "、，,;；:：=＝|｜@".contains($0) })
        else { return .badCode }
        if label.zhHans.isEmpty { return .noLabel }
        if let known = program.codeTable(CodeTable.Name(table)), !known.isOpen { return .closedTable }
        return nil
    }
}
