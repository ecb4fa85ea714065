import CaseFile
import ReplicaStore
import Replication

/// The records that a list of people means, household by household.
struct PersonPlan {
    let scope: ScopeID
    /// In the order of the file; a household and its people together.
    private(set) var units: [[ImportEntry]] = []
    private(set) var problems: [ImportProblem] = []

    init(_ rows: [PersonRow], scope: ScopeID, area: RecordID?, transaction: SQLiteTransaction) throws {
        self.scope = scope
        var unitOf: [String: Int] = [:]
        var lineOf: [RecordID: Int] = [:]
        var groups: [(household: String?, rows: [PersonRow])] = []
        for row in rows {
            guard let household = row[.household] else {
                groups.append((nil, [row]))
                continue
            }
            if let index = unitOf[household] {
                groups[index].rows.append(row)
            } else {
                unitOf[household] = groups.count
                groups.append((household, [row]))
            }
        }
        for group in groups {
            var unit: [ImportEntry] = []
            var people: [(row: PersonRow, key: RecordKey)] = []
            for row in group.rows {
                guard let name = row[.name] else {
                    problems.append(ImportProblem(row.line, PersonColumn.name.label.zhHans, "import.name_missing"))
                    continue
                }
                // A sum or a signature below the list would become somebody whom nobody knows.
                if SheetText.isTotal(name) || SheetText.isSignature(name) {
                    problems.append(
                        ImportProblem(row.line, PersonColumn.name.label.zhHans, "import.nobody", ["text": name]))
                    continue
                }
                let key = try PersonPlan.key(of: row, scope, transaction)
                if let before = lineOf.updateValue(row.line, forKey: key.id) {
                    problems.append(ImportProblem(row.line, nil, "import.row_twice", ["line": "\(before)"]))
                    continue
                }
                people.append((row, key))
            }
            if let household = group.household, let first = group.rows.first {
                if let entry = try self.household(household, first, group.rows, people, area, transaction) {
                    unit.append(entry)
                }
            }
            unit += people.map { person in
                ImportEntry(
                    line: person.row.line, key: person.key, kind: "person", fields: person.row.fields(in: scope))
            }
            units.append(unit)
        }
    }

    /// By identity number where there is one, unless the person was recorded by name before the number was known.
    private static func key(
        of row: PersonRow, _ scope: ScopeID, _ transaction: SQLiteTransaction
    ) throws -> RecordKey {
        let byName = RecordKey(scope: scope, kind: PersonSchema.recordKind, id: row.idByName(in: scope))
        guard let id = row.idByIdentity(in: scope) else { return byName }
        let byIdentity = RecordKey(scope: scope, kind: PersonSchema.recordKind, id: id)
        if try transaction.state(of: byIdentity) == nil, try transaction.state(of: byName) != nil { return byName }
        return byIdentity
    }

    private mutating func household(
        _ household: String, _ first: PersonRow, _ rows: [PersonRow], _ people: [(row: PersonRow, key: RecordKey)],
        _ area: RecordID?, _ transaction: SQLiteTransaction
    ) throws -> ImportEntry? {
        guard let id = first.householdID(in: scope) else { return nil }
        let key = RecordKey(scope: scope, kind: HouseholdSchema.recordKind, id: id)
        let addressed = rows.filter { $0[.householdAddress] != nil }
        let address = addressed.first?[.householdAddress] ?? rows.compactMap { $0[.address] }.first
        for row in addressed.dropFirst() where row[.householdAddress] != address {
            problems.append(
                ImportProblem(
                    row.line, PersonColumn.householdAddress.label.zhHans, "import.household_differs",
                    ["household": household, "line": "\(addressed[0].line)"]))
        }
        let isKnown = try transaction.state(of: key) != nil
        guard let address else {
            if !isKnown {
                problems.append(
                    ImportProblem(
                        first.line, PersonColumn.household.label.zhHans, "import.household_unknown",
                        ["household": household]))
            }
            return nil
        }
        // A household that is known takes nothing from a person's own address.
        if isKnown, addressed.isEmpty { return nil }
        var fields: TypedFields = [("address", .string(address))]
        if let area { fields.append(("area", .string(area.description))) }
        if let head = people.first(where: { ["户主", "head", "Head"].contains($0.row[.relation] ?? "") }) {
            fields.append(("head", .object([("person", .string(head.key.id.description))])))
        }
        return ImportEntry(line: first.line, key: key, kind: "household", fields: fields)
    }
}
