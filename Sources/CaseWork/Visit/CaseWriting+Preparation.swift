import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Adds to what is taken along to a planned visit: texts get a further line, policies are added to the list. Nil where
    /// all of it stands there already.
    ///
    /// Two people prepare one visit, so that nobody's words are replaced by what the other thought of. Throws
    /// `CaseWorkError.refused` for a visit that has been made, and `.fieldDisputed` where what stands there is disputed.
    public mutating func prepare(_ key: RecordKey, _ more: VisitPreparation) throws -> SavedRecord? {
        guard key.kind == VisitSchema.recordKind, let record = try reading.merged(key) else {
            throw CaseWorkError.recordNotFound(key.id.description)
        }
        guard record.isStillToBeMade else {
            throw CaseWorkError.refused(.visitMade(key.id.description))
        }
        let (known, listed) = (record.shown(VisitSchema.preparation), record.shown(VisitSchema.policies))
        typealias Member = VisitSchema.Preparation
        let parts = [
            ("summary", Member.summary, more.summary), ("options", Member.options, more.options),
            ("responsible", Member.responsible, more.responsible),
        ].map { name, member, text in
            (
                name: name, was: known[member: member].plainText, text: text?.trimmed ?? "",
                isLine: member == Member.responsible
            )
        }
        let members = parts.compactMap { part -> (String, FieldValue)? in
            let text = VisitPreparation.adding(part.text, to: part.was, isLine: part.isLine)
            return text.isEmpty ? nil : (part.name, .string(text))
        }
        var fields: TypedFields = []
        if parts.contains(where: { VisitPreparation.adding($0.text, to: $0.was, isLine: $0.isLine) != $0.was ?? "" }) {
            fields.append(("preparation", .object(members)))
        }
        let added = try policies(more.policies, key).filter { policy in !listed.items.contains { $0.names(policy) } }
        if !added.isEmpty {
            fields.append(
                (
                    "policies",
                    catalog.fieldValue(from: .list(listed.items + added), of: VisitSchema.policies, in: key.kind)
                ))
        }
        return fields.isEmpty ? nil : try correct(RecordCorrection(record: key, fields: fields))
    }
}

extension CaseWriting {
    /// The policies as the visit's register holds them, whatever people called them.
    private func policies(_ named: [FieldValue], _ key: RecordKey) throws -> [Value] {
        guard !named.isEmpty, let kind = catalog.kind(key.kind), let register = kind.register(VisitSchema.policies)
        else { return [] }
        let reader = FieldReader(
            catalog: catalog, directory: directory, queries: transaction.cases, scope: key.scope, locals: [:],
            elsewhere: elsewhere)
        return try reader.value(from: .array(named), of: register, kind).items
    }
}

extension Value {
    /// Whether it refers to the same record, however the scope is written.
    fileprivate func names(_ other: Value) -> Bool {
        reference.map { $0.id == other.reference?.id && $0.kind == other.reference?.kind } ?? false
    }
}

extension VisitPreparation {
    /// `text` on a line below what was there; of what is one line, in its place. What stands there already stays once.
    static func adding(_ text: String, to was: String?, isLine: Bool) -> String {
        guard let was, !was.isEmpty else { return text }
        let isThere = text.isEmpty || was == text || was.hasSuffix("\n" + text)
        return isThere ? was : isLine ? text : was + "\n" + text
    }
}
