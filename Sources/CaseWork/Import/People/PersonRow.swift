import CaseFile
import Replication

/// One row of a list of people.
struct PersonRow {
    let line: Int
    private let cells: [PersonColumn: String]

    init(_ row: ListTable.Row, _ columns: [PersonColumn]) {
        line = row.line
        // Lookups only.
        cells = Dictionary(
            columns.enumerated().compactMap { place, column in row.cells[place].map { (column, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    subscript(column: PersonColumn) -> String? { cells[column] }

    /// The identity number without white space and with a capital X; nil where none is given.
    var identity: String? {
        self[.identity].map { String($0.filter { !$0.isWhitespace }).uppercased() }
    }

    /// The id by identity number; nil without one.
    func idByIdentity(in scope: ScopeID) -> RecordID? {
        identity.map { RecordID(derivedFrom: [$0], purpose: "person by identity number", in: scope) }
    }

    /// The id by name and household: the best there is without a number. Two people of one name in one household need
    /// their numbers.
    func idByName(in scope: ScopeID) -> RecordID {
        RecordID(derivedFrom: [self[.name] ?? "", self[.household] ?? ""], purpose: "person by name", in: scope)
    }

    func householdID(in scope: ScopeID) -> RecordID? {
        self[.household].map { RecordID(derivedFrom: [$0], purpose: "household", in: scope) }
    }

    /// The person as the catalog's fields.
    func fields(in scope: ScopeID) -> TypedFields {
        var fields: TypedFields = []
        func text(_ name: String, _ column: PersonColumn) {
            if let cell = self[column] { fields.append((name, .string(cell))) }
        }
        func group(_ name: String, _ members: [(String, String?)]) {
            let filled = members.compactMap { name, text in text.map { (name, FieldValue.string($0)) } }
            if !filled.isEmpty { fields.append((name, .object(filled))) }
        }
        text("name", .name)
        text("sex", .sex)
        text("birth", .birth)
        group("identity", [("type", self[.identityType]), ("number", identity)])
        text("phone", .phone)
        text("address", .address)
        if let household = householdID(in: scope) {
            group("household", [("household", household.description), ("relation", self[.relation])])
        }
        if self[.deceased] != nil || self[.deathDate] != nil {
            group("life_status", [("deceased", self[.deceased] ?? "是"), ("date", self[.deathDate])])
        }
        text("note", .note)
        return fields
    }
}
