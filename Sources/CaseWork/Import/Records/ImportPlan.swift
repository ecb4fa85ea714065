import CaseFile
import CaseStore
import ReplicaStore
import Replication

/// The lines of a file with the records they mean.
struct ImportPlan {
    struct Entry {
        let line: ImportLine
        let kind: KindDefinition
        let key: RecordKey
        /// This is the n-th line of the file that says the same of the record, from 1.
        let occurrence: Int

        var edit: RecordEdit {
            switch line.operation {
            case .create:
                .create(
                    RecordDraft(
                        kind: kind.name, id: key.id, localName: line.key, fields: line.fields, note: line.reason))
            case .correct:
                .correct(RecordCorrection(record: key, fields: line.fields, note: line.reason))
            case .withdraw:
                .withdraw(LifecycleEdit(record: key, reason: line.reason ?? ""))
            }
        }
    }

    let scope: ScopeID
    let entries: [Entry]
    /// Records that the file makes, by `@key`; looked up, never iterated.
    private let keys: [String: RecordKey]

    /// Throws `CaseWorkError.importRefused` where a line's kind, key or record is not right.
    init(_ lines: [ImportLine], in scope: ScopeID, catalog: Catalog, transaction: SQLiteTransaction) throws {
        self.scope = scope
        var problems: [ImportProblem] = []
        var keys: [String: RecordKey] = [:]
        var linesByKey: [String: Int] = [:]
        var made: [(line: ImportLine, kind: KindDefinition, key: RecordKey?)] = []
        for line in lines {
            guard let kind = catalog.kind(named: line.kind) else {
                problems.append(
                    ImportProblem(line.line, .unknownKind(line.kind, known: catalog.kinds.map(\.name))))
                continue
            }
            var key: RecordKey?
            if line.operation == .create {
                guard let id = ImportPlan.id(of: line, in: scope) else {
                    problems.append(ImportProblem(line.line, .recordNotFound(line.record ?? "")))
                    continue
                }
                key = RecordKey(scope: scope, kind: kind.kind, id: id)
                if let name = line.key {
                    if let before = linesByKey.updateValue(line.line, forKey: name) {
                        problems.append(
                            ImportProblem(line.line, "key", "import.key_twice", ["key": name, "line": "\(before)"]))
                    }
                    keys["@" + name] = key
                }
            }
            made.append((line, kind, key))
        }
        self.keys = keys
        var entries: [Entry] = []
        var counts: [String: Int] = [:]
        for one in made {
            do {
                let key = try one.key ?? ImportPlan.record(one.line, one.kind, keys, scope, transaction)
                let fields = JSONText.line(.object(one.line.fields.map { ($0.name, $0.value) }))
                let said = "\(key) \(one.line.operation) \(one.line.reason ?? "") \(fields)"
                counts[said, default: 0] += 1
                entries.append(Entry(line: one.line, kind: one.kind, key: key, occurrence: counts[said] ?? 1))
            } catch let error as CaseWorkError {
                problems.append(ImportProblem(one.line.line, error))
            }
        }
        problems += ImportPlan.scattered(lines) + ImportPlan.mixed(lines)
        guard problems.isEmpty else {
            throw CaseWorkError.importRefused(problems.sorted { $0.line < $1.line })
        }
        self.entries = entries
    }

    /// What `@name` means: a record of this file, or one that an earlier import made of the same key.
    func key(named name: String, _ kinds: [RecordKind], _ transaction: SQLiteTransaction) throws -> RecordKey? {
        if let key = keys[name] { return key }
        return try ImportPlan.earlier(name, kinds, scope, transaction)
    }

    private static func id(of line: ImportLine, in scope: ScopeID) -> RecordID? {
        if let text = line.record { return RecordID(text) }
        if let key = line.key { return RecordID(derivedFrom: [key], purpose: "import key", in: scope) }
        return RecordID(derivedFrom: [line.content], purpose: "import line", in: scope)
    }

    private static func record(
        _ line: ImportLine, _ kind: KindDefinition, _ keys: [String: RecordKey], _ scope: ScopeID,
        _ transaction: SQLiteTransaction
    ) throws -> RecordKey {
        let text = line.record ?? ""
        if text.hasPrefix("@") {
            guard let key = try keys[text] ?? earlier(text, [kind.kind], scope, transaction), key.kind == kind.kind
            else { throw CaseWorkError.unknownLocalName(text) }
            return key
        }
        guard let id = RecordID(text) else { throw CaseWorkError.recordNotFound(text) }
        let key = RecordKey(scope: scope, kind: kind.kind, id: id)
        guard try transaction.state(of: key) != nil else { throw CaseWorkError.recordNotFound(text) }
        return key
    }

    private static func earlier(
        _ name: String, _ kinds: [RecordKind], _ scope: ScopeID, _ transaction: SQLiteTransaction
    ) throws -> RecordKey? {
        let id = RecordID(derivedFrom: [String(name.dropFirst())], purpose: "import key", in: scope)
        return try kinds.map { RecordKey(scope: scope, kind: $0, id: id) }
            .first { try transaction.state(of: $0) != nil }
    }

    /// Lines of one unit that do not stand together: they would be saved apart.
    private static func scattered(_ lines: [ImportLine]) -> [ImportProblem] {
        var ended: Set<String> = []
        var current: String?
        return lines.compactMap { line in
            defer { current = line.unit }
            if let before = current, before != line.unit { ended.insert(before) }
            guard let unit = line.unit, ended.contains(unit) else { return nil }
            return ImportProblem(line.line, "unit", "import.unit_scattered", ["unit": unit])
        }
    }

    /// Lines of one unit in which different people speak: one save has one author.
    private static func mixed(_ lines: [ImportLine]) -> [ImportProblem] {
        zip(lines, lines.dropFirst()).compactMap { before, line in
            guard let unit = line.unit, unit == before.unit, line.author != before.author else { return nil }
            return ImportProblem(line.line, "author", "import.unit_authors", ["unit": unit])
        }
    }
}
