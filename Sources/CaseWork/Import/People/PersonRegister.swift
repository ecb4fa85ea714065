public import CaseFile
import CaseStore
import Causality
public import Foundation
public import ReplicaStore
public import Replication

/// Imports people and their households from a spreadsheet's CSV.
///
/// Columns by their Chinese or English names, in any order; only the name is required. A household is named by any text
/// in `household`; its address is given once. People are the same when their identity number is, or without one their
/// name and household: their record's id follows from that, so that a second import of the list finds them, here and on
/// another machine. An import adds records and never overwrites a value: rows that differ from their record are listed.
/// A household and its people are one unit. All rows are checked before the first is written.
public struct PersonRegister<Codec: ChangeCodec> {
    public private(set) var engine: ReplicaEngine<Codec>
    private let transaction: SQLiteTransaction
    private let catalog: Catalog
    private let directory: DirectoryView
    private let environment: NodeEnvironment
    private let author: RecordID
    private let enteredBy: RecordID?

    public init(
        engine: ReplicaEngine<Codec>, transaction: SQLiteTransaction, catalog: Catalog, directory: DirectoryView,
        environment: NodeEnvironment, author: RecordID, enteredBy: RecordID? = nil
    ) {
        self.engine = engine
        self.transaction = transaction
        self.catalog = catalog
        self.directory = directory
        self.environment = environment
        self.author = author
        self.enteredBy = enteredBy
    }

    /// Imports a list into a scope; `area` becomes the area of new households. Throws `CaseWorkError` for a file that is
    /// none, and `.importRefused` with every problem found; the transaction must then be given up.
    public mutating func run(
        _ bytes: Data, in scope: ScopeID, area: RecordID? = nil, dryRun: Bool = false
    ) throws -> ImportOutcome {
        let rows = try read(bytes)
        let plan = try PersonPlan(rows, scope: scope, area: area, transaction: transaction)
        let warnings = try check(plan)
        var outcome = ImportOutcome(isDryRun: dryRun)
        outcome.warnings = warnings
        for unit in plan.units {
            var edits: [RecordEdit] = []
            for entry in unit {
                if let state = try transaction.state(of: entry.key) {
                    outcome.present += 1
                    let registers = try differing(entry, state)
                    if !registers.isEmpty {
                        outcome.differing.append(.init(line: entry.line, key: entry.key, registers: registers))
                    }
                } else {
                    edits.append(.create(RecordDraft(kind: entry.kind, id: entry.key.id, fields: entry.fields)))
                    outcome.created.append(entry.key)
                }
            }
            if !edits.isEmpty, !dryRun { try save(edits, in: scope) }
        }
        return outcome
    }

    private mutating func save(_ edits: [RecordEdit], in scope: ScopeID) throws {
        var writing = CaseWriting(
            engine: engine, transaction: transaction, catalog: catalog, directory: directory,
            environment: environment, author: author, enteredBy: enteredBy)
        var rest = edits[...]
        while !rest.isEmpty {
            _ = try writing.save(Array(rest.prefix(Limits.changesPerUnit)), in: scope)
            rest = rest.dropFirst(Limits.changesPerUnit)
        }
        engine = writing.engine
    }

    private func read(_ bytes: Data) throws -> [PersonRow] {
        let table = try CSVTable(bytes)
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

    /// Checks every row against the catalog; what is doubtful comes back, what is wrong is thrown together.
    private func check(_ plan: PersonPlan) throws -> [ImportProblem] {
        var problems = plan.problems
        var warnings: [ImportProblem] = []
        let reader = reader(plan.scope)
        for entry in plan.units.flatMap(\.self) {
            guard let kind = catalog.kind(entry.key.kind) else { continue }
            func problem(_ draft: DraftProblem) -> ImportProblem {
                let field = catalog.label(of: draft.register, in: kind.kind).zhHans
                return ImportProblem(line: entry.line, field: field, message: draft.message)
            }
            do {
                warnings += try reader.values(from: entry.fields, of: kind, isCreation: true).warnings.map(problem)
            } catch CaseWorkError.invalid(let drafts) {
                problems += drafts.map(problem)
            } catch let error as CaseWorkError {
                problems.append(ImportProblem(entry.line, error))
            }
        }
        guard problems.isEmpty else { throw CaseWorkError.importRefused(problems.sorted { $0.line < $1.line }) }
        return warnings
    }

    /// Registers of which no reading says what the row says.
    private func differing(_ entry: PersonPlan.Entry, _ state: RecordState) throws -> [RegisterNumber] {
        guard let kind = catalog.kind(entry.key.kind) else { return [] }
        let record = MergedRecord(key: entry.key, state: state, definition: kind, codec: engine.codec)
        return try reader(entry.key.scope).values(from: entry.fields, of: kind, isCreation: true).values
            .filter { !record.values(of: $0.0).contains($0.1) }.map(\.0)
    }

    private func reader(_ scope: ScopeID) -> FieldReader {
        FieldReader(
            catalog: catalog, directory: directory, queries: transaction.cases, scope: scope, locals: [:])
    }
}
