public import CaseFile
public import Replication

/// What one of a case's two category systems says about the other (`CategoryMapping`): a proposal, never a correction of
/// what somebody chose.
public struct CategoryProposal: Hashable, Sendable {
    /// The category that follows.
    public let register: RegisterNumber
    /// Codes that it may be, the only one where the mapping says one.
    public let codes: [String]

    /// The proposal for a case whose categories are these codes, nil for one that is blank. Nil where both or neither is
    /// given, or nothing follows.
    public init?(event: String?, mediation: String?, in catalog: Catalog) {
        switch (event, mediation) {
        case (let event?, nil):
            guard catalog.codeTable(.eventCategory)?.code(event) != nil else { return nil }
            register = CaseSchema.mediationCategory
            codes = [CategoryMapping.mediationCategory(ofEvent: event)]
        case (nil, let mediation?):
            let events = catalog.codeTable(.eventCategory)?.codes.filter { !$0.isRetired }.map(\.code) ?? []
            register = CaseSchema.category
            codes = CategoryMapping.eventCategories(ofMediation: mediation, among: events)
            if codes.isEmpty { return nil }
        default: return nil
        }
    }

    /// The fields of a new case with the category that follows from the other one where there is one answer, and what was
    /// derived, in words. Fields of another kind stay as they are.
    public static func completing(
        _ fields: TypedFields, of kind: KindDefinition, in catalog: Catalog
    ) -> (fields: TypedFields, derived: Label?) {
        guard kind.kind == CaseSchema.recordKind else { return (fields, nil) }
        func code(_ register: RegisterNumber, _ table: CodeTable.Name) -> String? {
            let field = fields.first { name, _ in
                guard let definition = kind.register(register) else { return false }
                return name == definition.name || name == "\(register.rawValue)"
                    || Language.allCases.contains { definition.label.text(in: $0).lowercased() == name.lowercased() }
            }
            guard case .string(let text)? = field?.value, !text.trimmed.isEmpty else { return nil }
            // What is no code of the table is refused where it is read.
            return catalog.codeTable(table)?.code(meantBy: text)?.code ?? text
        }
        let proposal = CategoryProposal(
            event: code(CaseSchema.category, .eventCategory),
            mediation: code(CaseSchema.mediationCategory, .mediationCategory), in: catalog)
        guard let proposal, proposal.codes.count == 1, let definition = kind.register(proposal.register) else {
            return (fields, nil)
        }
        let value = Label.list(proposal.labels(in: catalog))
        func words(_ language: Language) -> String {
            Words(language).text(
                "category.derived",
                ["field": definition.label.text(in: language), "value": value.text(in: language)])
        }
        let others = fields.filter { $0.name != definition.name }
        return (others + [(definition.name, .string(proposal.codes[0]))], Label(words(.zhHans), words(.en)))
    }

    /// The codes with their words.
    public func labels(in catalog: Catalog) -> [Label] {
        let table = catalog.codeTable(register == CaseSchema.category ? .eventCategory : .mediationCategory)
        return codes.map { code in
            let label = table?.code(code)?.label ?? Label(code, code)
            return Label("\(code) \(label.zhHans)", "\(code) \(label.en)")
        }
    }
}

extension Label {
    fileprivate static func list(_ labels: [Label]) -> Label {
        Label(
            labels.map(\.zhHans).joined(separator: "、"), labels.map(\.en).joined(separator: ", "))
    }
}
