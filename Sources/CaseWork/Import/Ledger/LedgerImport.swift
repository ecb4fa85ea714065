import CaseFile
import CaseStore
public import Foundation
import ReplicaStore
public import Replication

/// Imports cases from a ledger (台账) in XLSX or CSV.
///
/// Columns are known by the usual headings, or by a mapping file; what no register takes is kept as words in the case. Each
/// row becomes a case with its people as parties, what they ask for, and an agreement, all in one unit. Sums, repeated
/// heads and signatures are passed over and listed. Ids follow from the case's code, or from title, day and first
/// applicant, so that the same ledger adds nothing a second time; what is there and says something else is listed and
/// left. All rows are checked before the first is written: a bad one imports nothing.
public struct LedgerImport<Codec: ChangeCodec> {
    public var engine: ReplicaEngine<Codec> { adding.engine }
    private var adding: RecordAdding<Codec>
    private let access: CaseAccess<Codec>

    public init(
        access: CaseAccess<Codec>, environment: NodeEnvironment, author: RecordID, enteredBy: RecordID? = nil
    ) {
        self.access = access
        adding = RecordAdding(
            engine: access.engine, transaction: access.transaction, catalog: access.catalog,
            directory: access.directory, environment: environment, author: author, enteredBy: enteredBy)
    }

    /// Imports a file. Throws `CaseWorkError` for a file that is no ledger, and `.importRefused` with every problem found;
    /// the transaction must then be given up.
    public mutating func run(_ bytes: Data, _ options: LedgerOptions = LedgerOptions()) throws -> LedgerOutcome {
        let catalog = access.catalog
        let mapping = try options.mapping.map { try LedgerMapping($0, catalog) } ?? LedgerMapping()
        let (grid, head) = try ledger(in: SheetGrid.read(bytes), mapping, sheet: options.sheet)
        try demandColumns(head, mapping)
        let rows = LedgerRows(grid, head)
        var outcome = LedgerOutcome(grid, head, isDryRun: options.isDryRun)
        outcome.passed = rows.passed
        outcome.cases = rows.groups.count

        var places = try places(options)
        var problems: [ImportProblem] = []
        var units: [[ImportEntry]] = []
        var seen = SeenRecords()
        for group in rows.groups {
            let row = LedgerCase(group, head, mapping.constants, catalog)
            let scope: ScopeID
            do throws(CaseWorkError) {
                scope = try places.scope(village: row.village, township: row.township)
            } catch {
                problems.append(ImportProblem(row.line, error))
                // The rest of the row is read all the same, so that whoever mends it sees everything at once.
                guard let any = access.areaScopes.first else { continue }
                scope = any.number
            }
            var unit = LedgerUnit(
                catalog: catalog, scope: scope, reader: adding.reader(scope), transaction: access.transaction,
                keepsUnreadable: options.keepsUnreadable)
            try unit.make(row)
            problems += unit.problems
            outcome.records.warnings += unit.warnings
            let entries = seen.new(of: unit.entries, &problems)
            let checked = adding.check(entries)
            problems += checked.problems
            outcome.records.warnings += checked.warnings
            units.append(entries)
        }
        guard problems.isEmpty else {
            throw CaseWorkError.importRefused(problems.sorted { $0.line < $1.line })
        }
        for unit in units { try adding.add(unit, to: &outcome.records) }
        return outcome
    }

    /// The sheet that is a ledger, with its head. Throws `CaseWorkError` where none is, or several are.
    private func ledger(
        in grids: [SheetGrid], _ mapping: LedgerMapping, sheet: String?
    ) throws(CaseWorkError) -> (SheetGrid, LedgerHead) {
        var wanted = grids
        if let sheet {
            wanted = grids.filter { $0.name == sheet }
            guard !wanted.isEmpty else { throw .ledger(.sheetUnknown(sheet, known: grids.map(\.name))) }
        }
        var found: [(SheetGrid, LedgerHead)] = []
        for grid in wanted {
            if let head = try LedgerHead.find(in: grid, mapping, access.catalog) { found.append((grid, head)) }
        }
        guard let first = found.first else { throw .ledger(.headMissing) }
        guard found.count == 1 else { throw .ledger(.sheetsSeveral(found.map(\.0.name))) }
        return first
    }

    /// Throws `CaseWorkError` where two columns mean one thing, and where nothing says what a case needs.
    private func demandColumns(_ head: LedgerHead, _ mapping: LedgerMapping) throws(CaseWorkError) {
        if let (first, second) = head.twice() {
            throw .ledger(.columnTwice(first.heading, second.heading))
        }
        let targets = head.columns.map(\.target) + mapping.constants.map(\.target)
        func has(_ registers: [String]) -> Bool {
            targets.contains { target in
                guard case .field(_, let register, _) = target else { return false }
                return registers.contains(register)
            }
        }
        guard has(["first_received"]) else {
            throw .ledger(.columnMissing(Label("受理日期", "Day of receipt"), target: "case.first_received.at"))
        }
        guard has(["title", "summary", "text"]) else {
            throw .ledger(.columnMissing(Label("纠纷名称", "Title"), target: "case.title"))
        }
    }

    private func places(_ options: LedgerOptions) throws -> LedgerPlaces {
        let standard: ScopeID?
        do {
            standard = try access.writeScope(area: options.area)
        } catch CaseWorkError.scopeMissing where options.area == nil {
            // A row then has to say where it belongs.
            standard = nil
        }
        return LedgerPlaces(
            access.directory, writable: Set(access.areaScopes.map(\.number)), standard: standard,
            nameOf: access.areaName(of:))
    }
}

/// The records that the rows before meant: two rows may name one person, and no two one case.
private struct SeenRecords {
    private var entries: [RecordKey: ImportEntry] = [:]

    /// The entries that no row before meant.
    mutating func new(of unit: [ImportEntry], _ problems: inout [ImportProblem]) -> [ImportEntry] {
        unit.filter { entry in
            guard let before = entries[entry.key] else {
                entries[entry.key] = entry
                return true
            }
            if entry.kind == "case" {
                problems.append(ImportProblem(entry.line, nil, "import.ledger_row_twice", ["line": "\(before.line)"]))
            } else if entry.kind == "person", name(entry) != name(before) {
                problems.append(
                    ImportProblem(
                        entry.line, nil, "import.ledger_other_name",
                        ["name": name(entry), "other": name(before), "line": "\(before.line)"]))
            }
            return false
        }
    }

    private func name(_ entry: ImportEntry) -> String {
        guard case .string(let name)? = entry.fields.first(where: { $0.name == "name" })?.value else { return "" }
        return name
    }
}
