public import CaseFile

/// What somebody takes along to a door (带着责任进户、带着方案对话、带着温度调解).
///
/// It is written down before the visit, so that whoever goes reads it there, without a connection.
public struct VisitPreparation: Sendable {
    /// The case in short.
    public var summary: String?
    /// What may be proposed.
    public var options: String?
    public var responsible: String?
    /// As fields name records.
    public var policies: [FieldValue]

    public init(
        summary: String? = nil, options: String? = nil, responsible: String? = nil, policies: [FieldValue] = []
    ) {
        self.summary = summary
        self.options = options
        self.responsible = responsible
        self.policies = policies
    }

    /// The same as fields of a visit; without what nobody said.
    public var fields: TypedFields {
        let members = [("summary", summary), ("options", options), ("responsible", responsible)].compactMap {
            name, text in text.map { (name, FieldValue.string($0)) }
        }
        return (members.isEmpty ? [] : [("preparation", .object(members))])
            + (policies.isEmpty ? [] : [("policies", .array(policies))])
    }
}

extension FieldNaming {
    /// The policies that people name by id or number, as a visit's field takes them. Throws as `resolve` does.
    public func policies(_ texts: [String]) throws -> [FieldValue] {
        let named: TypedFields = [("policies", .array(texts.map { .string($0) }))]
        let kind = naming.access.catalog.kind(VisitSchema.recordKind)
        guard case .array(let policies)? = try resolve(named, of: kind).first?.value else { return [] }
        return policies
    }
}
