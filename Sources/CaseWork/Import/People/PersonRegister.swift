public import CaseFile
import CaseStore
import Causality
public import Foundation
public import ReplicaStore
public import Replication

/// Imports people and their households from a CSV file or a workbook.
///
/// Columns by their Chinese or English names, in any order; only the name is required. A household is named by any text
/// in `household`; its address is given once. People are the same when their identity number is, or without one their
/// name and household: their record's id follows from that, so that a second import of the list finds them, here and on
/// another machine. An import adds records and never overwrites a value: rows that differ from their record are listed.
/// A household and its people are one unit. All rows are checked before the first is written.
public struct PersonRegister<Codec: ChangeCodec> {
    public var engine: ReplicaEngine<Codec> { adding.engine }
    private var adding: RecordAdding<Codec>

    public init(
        engine: ReplicaEngine<Codec>, transaction: SQLiteTransaction, catalog: Catalog, directory: DirectoryView,
        environment: NodeEnvironment, author: RecordID, enteredBy: RecordID? = nil
    ) {
        adding = RecordAdding(
            engine: engine, transaction: transaction, catalog: catalog, directory: directory,
            environment: environment, author: author, enteredBy: enteredBy)
    }

    /// Imports a list into a scope; new households lie in the scope's area. Throws `CaseWorkError` for a file that is
    /// none, and `.importRefused` with every problem found; the transaction must then be given up.
    public mutating func run(
        _ bytes: Data, in scope: ScopeID, dryRun: Bool = false
    ) throws -> ImportOutcome {
        let table = try ListTable(bytes)
        let area = adding.directory.scope(scope)?.area
        let plan = try PersonPlan(rows(of: table), scope: scope, area: area, transaction: adding.transaction)
        let checked = adding.check(plan.units.flatMap(\.self))
        let problems = table.problems + plan.problems + checked.problems
        guard problems.isEmpty else { throw CaseWorkError.importRefused(problems.sorted { $0.line < $1.line }) }
        var outcome = ImportOutcome(isDryRun: dryRun)
        outcome.warnings = checked.warnings
        for unit in plan.units { try adding.add(unit, to: &outcome) }
        return outcome
    }

    private func rows(of table: ListTable) throws -> [PersonRow] {
        let known = PersonColumn.allCases.map { "\($0.rawValue)(\($0.label.zhHans))" }
        let columns = try table.header.map { name in
            guard let column = PersonColumn.named(name) else { throw CaseWorkError.columnUnknown(name, known: known) }
            return column
        }
        for (index, column) in columns.enumerated() where columns[..<index].contains(column) {
            throw CaseWorkError.columnTwice(table.header[index])
        }
        guard columns.contains(.name) else { throw CaseWorkError.columnMissing(PersonColumn.name.label) }
        return table.rows.map { PersonRow($0, columns) }
    }
}
