public import CaseFile
import CaseStore
import Causality
public import Foundation
public import ReplicaStore
public import Replication

/// Imports records from JSON lines, by the names of the catalog.
///
/// ```
/// {"kind":"case","key":"zou","fields":{"title":"…","stage":"handling"}}
/// {"kind":"visit","key":"visit-1","unit":"day-1","fields":{"case":"@zou","started":"2026-05-06 09:00"}}
/// {"op":"correct","kind":"case","record":"@zou","fields":{"stage":"closed"},"reason":"…"}
/// {"op":"withdraw","kind":"visit","record":"@visit-1","reason":"…"}
/// ```
/// Members: `op` (create where absent), `kind`, `key` or `id`, `record`, `fields`, `unit` (neighbouring lines with the
/// same one are saved together), `reason`, `author`. Fields stand in an object of their own because a register may be
/// called `kind`. `@key` names a record of any line, also of an earlier file; a person's name in place of a reference finds
/// only people who were recorded before.
///
/// It can be run again: a record's id follows from its key, or from the whole line where it has none; a correction is
/// there already when the record's history holds as many changes that say exactly the same as the file has such lines
/// up to it. All lines are checked before the first is written, and everything is written in the caller's transaction:
/// a bad line imports nothing.
public struct RecordImport<Codec: ChangeCodec> {
    public private(set) var engine: ReplicaEngine<Codec>
    private let transaction: SQLiteTransaction
    private let catalog: Catalog
    private let directory: DirectoryView
    private let environment: NodeEnvironment
    private let author: RecordID
    private let enteredBy: RecordID?

    /// One transaction holds the whole file in memory and keeps other writers waiting; a scenario or a township's
    /// backlog is some thousands of lines.
    public static var linesMax: Int { 20_000 }

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

    /// Imports a file into a scope. Throws `CaseWorkError.importRefused` with every problem found; the transaction
    /// must then be given up.
    public mutating func run(_ bytes: Data, in scope: ScopeID, dryRun: Bool = false) throws -> ImportOutcome {
        let lines = try read(bytes)
        let plan = try ImportPlan(lines, in: scope, catalog: catalog, transaction: transaction)
        let checker = ImportChecker(
            catalog: catalog, directory: directory, transaction: transaction, scope: scope, plan: plan)
        let checked = checker.check()
        guard checked.problems.isEmpty else { throw CaseWorkError.importRefused(checked.problems) }
        var outcome = ImportOutcome(isDryRun: dryRun)
        outcome.warnings = checked.warnings
        var index = 0
        while index < plan.entries.count {
            let unit = plan.entries[index].line.unit
            var end = index + 1
            while end < plan.entries.count, unit != nil, plan.entries[end].line.unit == unit { end += 1 }
            try run(Array(plan.entries[index..<end]), in: scope, checker, &outcome)
            index = end
        }
        return outcome
    }

    private func read(_ bytes: Data) throws -> [ImportLine] {
        guard let text = String(data: bytes, encoding: .utf8) else { throw CaseWorkError.fileNotUTF8 }
        let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let texts = plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard texts.count <= Self.linesMax + 1 else {
            throw CaseWorkError.fileTooLong(lines: texts.count, most: Self.linesMax)
        }
        var problems: [ImportProblem] = []
        var lines: [ImportLine] = []
        for (index, text) in texts.enumerated() where !text.allSatisfy(\.isWhitespace) {
            switch ImportLine.read(String(text), line: index + 1) {
            case .success(let line): lines.append(line)
            case .failure(let problem): problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw CaseWorkError.importRefused(problems) }
        return lines
    }

    /// Saves one unit, without what is there already.
    private mutating func run(
        _ unit: [ImportPlan.Entry], in scope: ScopeID, _ checker: ImportChecker, _ outcome: inout ImportOutcome
    ) throws {
        var wanted: [(entry: ImportPlan.Entry, edit: RecordEdit)] = []
        for entry in unit {
            if try isPresent(entry, checker) { outcome.present += 1 } else { wanted.append((entry, entry.edit)) }
        }
        for one in wanted {
            if one.entry.line.operation == .create {
                outcome.created.append(one.entry.key)
            } else if !outcome.changed.contains(one.entry.key) {
                outcome.changed.append(one.entry.key)
            }
        }
        guard let first = wanted.first, !outcome.isDryRun else { return }
        var writing = CaseWriting(
            engine: engine, transaction: transaction, catalog: catalog, directory: directory,
            environment: environment,
            author: try first.entry.line.author.map { try directory.user(meantBy: $0).id } ?? author,
            enteredBy: enteredBy)
        writing.asksWhyLate = false
        let plan = checker.plan
        let transaction = transaction
        writing.elsewhere = { name, kinds in try plan.key(named: name, kinds, transaction) }
        do {
            _ = try writing.save(wanted.map(\.edit), in: scope)
        } catch let error as CaseWorkError {
            throw CaseWorkError.importRefused([ImportProblem(first.entry.line.line, error)])
        }
        engine = writing.engine
    }

    private func isPresent(_ entry: ImportPlan.Entry, _ checker: ImportChecker) throws -> Bool {
        let stored = try transaction.changes(touching: entry.key)
        guard entry.line.operation != .create else {
            if !stored.isEmpty { return true }
            // What only named readers may have lies elsewhere under the same id.
            guard CaseWriting<Codec>.placedKinds.contains(entry.key.kind) else { return false }
            return try directory.scopes.contains { scope in
                let key = RecordKey(scope: scope.number, kind: entry.key.kind, id: entry.key.id)
                return try scope.isRestricted && transaction.state(of: key) != nil
            }
        }
        let said = stored.compactMap { try? engine.codec.decodeBody($0.body) }.filter { body in
            checker.says(body, entry, codec: engine.codec)
        }
        // A change may stand in several logs; it was said once.
        return Set(said.map(\.salt)).count >= entry.occurrence
    }
}
