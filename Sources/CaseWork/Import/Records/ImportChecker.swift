import CaseFile
import CaseStore
import Foundation
import ReplicaStore
import Replication

/// Checks every line of a plan against the catalog, before anything is written.
struct ImportChecker {
    let catalog: Catalog
    let directory: DirectoryView
    let transaction: SQLiteTransaction
    let scope: ScopeID
    let plan: ImportPlan

    func check() -> (problems: [ImportProblem], warnings: [ImportProblem]) {
        var problems: [ImportProblem] = []
        var warnings: [ImportProblem] = []
        for entry in plan.entries {
            do {
                warnings += try check(entry).map {
                    ImportProblem(
                        line: entry.line.line, field: catalog.label(of: $0.register, in: entry.key.kind).zhHans,
                        message: $0.message)
                }
            } catch let error as CaseWorkError {
                problems += self.problems(error, entry)
            } catch {
                problems.append(
                    ImportProblem(line: entry.line.line, field: nil, message: .verbatim(String(describing: error))))
            }
        }
        return (problems, warnings)
    }

    private func check(_ entry: ImportPlan.Entry) throws -> [DraftProblem] {
        if let author = entry.line.author { _ = try directory.user(meantBy: author) }
        guard entry.line.operation != .withdraw else {
            guard let reason = entry.line.reason, !reason.allSatisfy(\.isWhitespace) else {
                throw CaseWorkError.reasonMissing
            }
            return []
        }
        guard (entry.kind.scopeClass == .directory) == (scope == .directory) else {
            throw CaseWorkError.kindOfOtherScope(entry.kind.label, scope)
        }
        let read = try reader.values(
            from: entry.line.fields, of: entry.kind, isCreation: entry.line.operation == .create)
        guard !read.values.isEmpty else { throw CaseWorkError.nothingToWrite(entry.key) }
        return read.warnings
    }

    private func problems(_ error: CaseWorkError, _ entry: ImportPlan.Entry) -> [ImportProblem] {
        guard case .invalid(let drafts) = error else { return [ImportProblem(entry.line.line, error)] }
        return drafts.map {
            ImportProblem(
                line: entry.line.line, field: catalog.label(of: $0.register, in: entry.key.kind).zhHans,
                message: $0.message)
        }
    }

    private var reader: FieldReader {
        FieldReader(
            catalog: catalog, directory: directory, queries: transaction.cases, scope: scope, locals: [:],
            elsewhere: { name, kinds in try plan.key(named: name, kinds, transaction) })
    }

    /// Whether a change says exactly what a line says.
    func says(_ body: ChangeBody, _ entry: ImportPlan.Entry, codec: some ChangeCodec) -> Bool {
        var wanted: [(RegisterNumber, Value)]
        switch entry.line.operation {
        case .create: return false
        case .correct:
            guard let read = try? reader.values(from: entry.line.fields, of: entry.kind, isCreation: false) else {
                return false
            }
            wanted = read.values
            if let note = entry.line.reason?.trimmingCharacters(in: .whitespacesAndNewlines), !note.isEmpty {
                wanted.append((ChangeNote.register, .text(note)))
            }
        case .withdraw:
            let reason = entry.line.reason?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            wanted = [
                (
                    Lifecycle.register,
                    .group([
                        GroupMember(Lifecycle.state, .code(Lifecycle.withdrawn)),
                        GroupMember(Lifecycle.reason, .text(reason)),
                    ])
                )
            ]
        }
        wanted.sort { $0.0 < $1.0 }
        return wanted.count == body.writes.count
            && zip(wanted, body.writes).allSatisfy { $0.0 == $1.register && codec.encode($0.1) == $1.value }
    }
}
