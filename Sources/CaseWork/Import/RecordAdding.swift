import CaseFile
import CaseStore
import ReplicaStore
import Replication

/// A record that a line of a file means.
struct ImportEntry {
    let line: Int
    let key: RecordKey
    let kind: String
    var fields: TypedFields
}

/// Adds what a table means: records that are not there are made, those that are stay as they are.
///
/// A value for one transaction, as `CaseWriting`.
struct RecordAdding<Codec: ChangeCodec> {
    private(set) var engine: ReplicaEngine<Codec>
    let transaction: SQLiteTransaction
    let catalog: Catalog
    let directory: DirectoryView
    let environment: NodeEnvironment
    let author: RecordID
    let enteredBy: RecordID?

    /// Checks every entry against the catalog: what is wrong, and what is doubtful.
    func check(_ entries: [ImportEntry]) -> (problems: [ImportProblem], warnings: [ImportProblem]) {
        var problems: [ImportProblem] = []
        var warnings: [ImportProblem] = []
        for entry in entries {
            guard let kind = catalog.kind(entry.key.kind) else { continue }
            func problem(_ draft: DraftProblem) -> ImportProblem {
                let field = catalog.label(of: draft.register, in: kind.kind).zhHans
                return ImportProblem(line: entry.line, field: field, message: draft.message)
            }
            do {
                warnings += try reader(entry.key.scope).values(from: entry.fields, of: kind, isCreation: true).warnings
                    .map(problem)
            } catch CaseWorkError.invalid(let drafts) {
                problems += drafts.map(problem)
            } catch let error as CaseWorkError {
                problems.append(ImportProblem(entry.line, error))
            } catch {
                problems.append(ImportProblem(line: entry.line, field: nil, message: .verbatim("\(error)")))
            }
        }
        return (problems, warnings)
    }

    /// Makes the records that are not there, a unit together, all of one scope; tells of those that say something else.
    mutating func add(_ unit: [ImportEntry], to outcome: inout ImportOutcome) throws {
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
        guard let scope = unit.first?.key.scope, !edits.isEmpty, !outcome.isDryRun else { return }
        var writing = CaseWriting(
            engine: engine, transaction: transaction, catalog: catalog, directory: directory,
            environment: environment, author: author, enteredBy: enteredBy)
        writing.asksWhyLate = false
        var rest = edits[...]
        while !rest.isEmpty {
            _ = try writing.save(Array(rest.prefix(Limits.changesPerUnit)), in: scope)
            rest = rest.dropFirst(Limits.changesPerUnit)
        }
        engine = writing.engine
    }

    /// Registers of which no reading says what the line says.
    private func differing(_ entry: ImportEntry, _ state: RecordState) throws -> [RegisterNumber] {
        guard let kind = catalog.kind(entry.key.kind) else { return [] }
        let record = MergedRecord(key: entry.key, state: state, definition: kind, codec: engine.codec)
        return try reader(entry.key.scope).values(from: entry.fields, of: kind, isCreation: true).values
            .filter { !record.values(of: $0.0).contains($0.1) }.map(\.0)
    }

    func reader(_ scope: ScopeID) -> FieldReader {
        FieldReader(
            catalog: catalog, directory: directory, queries: transaction.cases, scope: scope, locals: [:])
    }
}
