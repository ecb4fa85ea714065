import CaseFile
import CaseStore
import Causality
import Foundation
import ReplicaStore
import Replication

/// Reads typed fields as values of a kind's registers, with references to whatever people call a record.
struct FieldReader {
    let catalog: Catalog
    let directory: DirectoryView
    let queries: CaseQueries
    let scope: ScopeID
    /// Names of records of this save; looked up, never iterated.
    var locals: [String: RecordKey]
    /// What an unknown local name means, for imports whose keys name records of earlier files.
    var elsewhere: (String, [RecordKind]) throws -> RecordKey? = { _, _ in nil }
    /// Whether where a record lives may be written: a move is a command of its own.
    var mayMove = false

    /// The values by register, and what is doubtful about them. Throws `CaseWorkError` for anything wrong.
    func values(
        from fields: TypedFields, of kind: KindDefinition, isCreation: Bool
    ) throws -> (values: [(RegisterNumber, Value)], warnings: [DraftProblem]) {
        var values: [(RegisterNumber, Value)] = []
        for (name, field) in fields {
            let register = try self.register(named: name, of: kind)
            guard register.isTyped || mayMove && register.number == Home.register else {
                throw CaseWorkError.reservedField(register.label)
            }
            guard !values.contains(where: { $0.0 == register.number }) else {
                throw CaseWorkError.fieldWrittenTwice(register.label)
            }
            values.append((register.number, try value(from: field, of: register, kind)))
        }
        let problems = catalog.problems(in: Draft(kind: kind.kind, values: values), isCreation: isCreation)
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else { throw CaseWorkError.invalid(errors) }
        return (values, problems.filter { $0.severity == .warning })
    }

    func value(from field: FieldValue, of register: RegisterDefinition, _ kind: KindDefinition) throws -> Value {
        let named = try resolve(field, as: register.type)
        do throws(ValueTextError) {
            return try catalog.value(from: named, for: register.number, of: kind.kind)
        } catch {
            throw CaseWorkError.badValue(error)
        }
    }

    /// The register that `name` means: its name, its number or one of its labels; nil where it means none.
    static func definition(named name: String, of kind: KindDefinition) -> RegisterDefinition? {
        if let register = kind.register(named: name) { return register }
        let wanted = name.trimmingCharacters(in: .whitespaces).lowercased()
        return kind.registers.first { register in
            String(register.number.rawValue) == wanted
                || Language.allCases.contains { register.label.text(in: $0).lowercased() == wanted }
        }
    }

    /// The same. Throws `CaseWorkError.unknownField`.
    func register(named name: String, of kind: KindDefinition) throws(CaseWorkError) -> RegisterDefinition {
        let match = FieldReader.definition(named: name, of: kind)
        guard let match else {
            let known = kind.registers.filter(\.isTyped)
            throw .unknownField(name, kind: kind.label, known: known.map { "\($0.name)(\($0.label.zhHans))" })
        }
        return match
    }

    // MARK: References

    /// The same field with every reference written as `kind:id@scope`.
    private func resolve(_ field: FieldValue, as type: ValueType) throws -> FieldValue {
        switch (field, type) {
        case (.string(let text), .reference(let kinds)):
            return .string(try reference(text, kinds))
        case (.string(let text), .group(let members)):
            // A group that is given as one text means its lead member; only a local name or an id can be that alone.
            let kinds = members.flatMap { $0.type.referredKinds }
            guard !kinds.isEmpty, text.hasPrefix("@") else { return field }
            return .string(try reference(text, kinds))
        case (.string(let text), .list(let item)):
            guard case .reference(let kinds) = item else { return field }
            let parts = text.split { "、;；\n,，".contains($0) }.map(String.init)
            return .array(try parts.map { .string(try reference($0, kinds)) })
        case (.number, .group), (.decimal, .group), (.bool, .group):
            // As with text: a group that is given as one value means its lead member.
            return .string(JSONText.line(field))
        case (.array(let items), .list(let item)):
            return .array(try items.map { try resolve($0, as: item) })
        case (.object(let entries), .group(let members)):
            return .object(
                try entries.map { name, value in
                    let member = members.first {
                        $0.name == name || String($0.number) == name || $0.label.zhHans == name || $0.label.en == name
                    }
                    return (name, try member.map { try resolve(value, as: $0.type) } ?? value)
                })
        default: return field
        }
    }

    private func reference(_ given: String, _ kinds: [RecordKind]) throws -> String {
        let text = given.trimmingCharacters(in: .whitespaces)
        if text.hasPrefix("@") {
            guard let key = try locals[text] ?? elsewhere(text, kinds) else {
                throw CaseWorkError.unknownLocalName(text)
            }
            return spelled(key, kinds)
        }
        // Whole ids, with or without kind and scope, are the catalog's own form.
        if text.isEmpty || text.contains(":") || text.contains("@") || RecordID(text) != nil { return text }
        if kinds == [DirectorySchema.areaKind] { return try directory.area(meantBy: text).id.description }
        if kinds == [DirectorySchema.userKind] { return try directory.user(meantBy: text).id.description }
        if kinds == [DirectorySchema.deviceKind] { return try directory.device(meantBy: text).id.description }
        if kinds == [OrganisationSchema.recordKind] {
            return try directory.organisation(meantBy: text).id.description
        }
        if kinds == [CampaignSchema.recordKind] { return try directory.campaign(meantBy: text).id.description }
        return spelled(try record(text, kinds), kinds)
    }

    /// A record of a case file by the beginning of its id, or a person by name.
    private func record(_ text: String, _ kinds: [RecordKind]) throws -> RecordKey {
        var byID = text.count >= 4 ? try queries.records(idPrefix: text).filter { kinds.contains($0.kind) } : []
        // What moved is in two scopes under one id: the one that is written in is meant.
        if let own = byID.first(where: { $0.scope == scope }), byID.allSatisfy({ $0.id == own.id }) { byID = [own] }
        if byID.count == 1 { return byID[0] }
        guard byID.isEmpty else { throw CaseWorkError.recordAmbiguous(text, byID) }
        guard kinds.contains(PersonSchema.recordKind) else { throw CaseWorkError.recordNotFound(text) }
        let people = try queries.people(called: text, in: [scope]).filter { $0.name == text }
        guard let person = people.first else { throw CaseWorkError.recordNotFound(text) }
        guard people.count == 1 else { throw CaseWorkError.recordAmbiguous(text, people.map(\.key)) }
        return person.key
    }

    private func spelled(_ key: RecordKey, _ kinds: [RecordKind]) -> String {
        let kind = kinds.count == 1 ? "" : "\(key.kind.rawValue):"
        return kind + key.id.description + (key.scope == scope ? "" : "@\(key.scope)")
    }
}

extension ValueType {
    /// The kinds that a value of this type itself refers to.
    fileprivate var referredKinds: [RecordKind] {
        if case .reference(let kinds) = self { kinds } else { [] }
    }
}
