import CaseFile
import Foundation
import Replication

/// One line of a JSON lines file, read but not yet checked against the catalog.
struct ImportLine {
    enum Operation: String {
        case create
        case correct
        case withdraw
    }

    /// From 1.
    let line: Int
    let operation: Operation
    /// The kind's name; a correction takes it to tell two kinds of one key apart.
    let kind: String
    /// Names the record for other lines and for the next run: `@key`.
    let key: String?
    /// The record that is meant: `@key` or an id.
    let record: String?
    let unit: String?
    let fields: TypedFields
    let reason: String?
    /// The name or id of the person who speaks; nil for whoever runs the import.
    let author: String?
    /// The line as it stands, for a line without a key.
    let content: String

    static let members = ["op", "kind", "key", "id", "record", "unit", "fields", "reason", "author"]

    /// Reads one line; the problem where it is none.
    static func read(_ text: String, line: Int) -> Result<ImportLine, ImportProblem> {
        guard let value = try? FieldValue(json: text), case .object(let entries) = value else {
            return .failure(.init(line, nil, "import.not_an_object"))
        }
        if let unknown = entries.first(where: { !members.contains($0.0) }) {
            return .failure(
                .init(
                    line, unknown.0, "import.member_unknown",
                    ["name": unknown.0, "known": members.joined(separator: ", ")]))
        }
        var texts: [String: String] = [:]
        for (name, entry) in entries where name != "fields" {
            switch entry {
            case .string(let text): texts[name] = text
            case .null: break
            default:
                return .failure(.init(line, name, "import.member_wrong", ["name": name, "expected": "\"…\""]))
            }
        }
        guard let operation = Operation(rawValue: texts["op"] ?? "create") else {
            return .failure(.init(line, "op", "import.op_unknown", ["op": texts["op"] ?? ""]))
        }
        guard let kind = texts["kind"] else {
            return .failure(.init(line, "kind", "import.member_missing", ["name": "kind"]))
        }
        var fields: TypedFields = []
        switch value["fields"] {
        case .object(let given)?: fields = given.map { (name: $0.0, value: $0.1) }
        case nil where operation == .withdraw: break
        case nil: return .failure(.init(line, "fields", "import.member_missing", ["name": "fields"]))
        default:
            return .failure(.init(line, "fields", "import.member_wrong", ["name": "fields", "expected": "{…}"]))
        }
        if operation != .create, texts["record"] == nil {
            return .failure(.init(line, "record", "import.member_missing", ["name": "record"]))
        }
        return .success(
            ImportLine(
                line: line, operation: operation, kind: kind, key: texts["key"],
                record: operation == .create ? texts["id"] : texts["record"], unit: texts["unit"], fields: fields,
                reason: texts["reason"], author: texts["author"], content: JSONText.line(value)))
    }
}

extension ImportProblem: Error {
    /// A problem from the string catalogs.
    init(_ line: Int, _ field: String?, _ key: String, _ arguments: [String: String] = [:]) {
        self.init(
            line: line, field: field,
            message: Label(Words(.zhHans).text(key, arguments), Words(.en).text(key, arguments)))
    }

    /// What a use case refused, at its line.
    init(_ line: Int, _ error: CaseWorkError) {
        let field: String? =
            switch error {
            case .unknownField(let name, _, _): name
            case .fieldWrittenTwice(let field), .reservedField(let field), .fieldDisputed(let field, _): field.zhHans
            case .badValue(let error): error.path.first?.zhHans
            default: nil
            }
        self.init(line: line, field: field, message: error.label)
    }
}
