import CaseFile
import CaseWork
import Replication

/// What the county set: questions and codes, and how each stands today.
public struct CountyReply: Codable, Hashable, Sendable {
    /// A question; what nothing is said about is absent.
    public struct Field: Codable, Hashable, Sendable {
        public let id: String
        public let kind: String
        public let kindLabel: Wording
        public let number: Int64?
        public let name: String
        public let label: Wording
        public let type: String
        public let typeLabel: Wording
        public let table: String?
        public let sensitivity: String
        /// Dates as `2026-06-03`.
        public let from: String?
        public let until: String?
        /// `in_effect`, `not_yet`, `ended` or `ignored`.
        public let standing: String
        public let standingLabel: Wording
        /// Why it is ignored.
        public let reason: String?
    }

    /// A code.
    public struct Code: Codable, Hashable, Sendable {
        public let id: String
        public let table: String
        public let tableLabel: Wording
        public let code: String
        public let label: Wording
        public let from: String?
        public let until: String?
        public let standing: String
        public let standingLabel: Wording
        public let reason: String?
    }

    public let fields: [Field]
    public let codes: [Code]

    /// All of it, or only these records.
    init(_ county: CountyCatalog, only ids: [RecordID]? = nil) {
        let catalog = county.catalog
        fields = county.questions.filter { ids?.contains($0.id) ?? true }.map { one in
            let type = catalog.codeTable(.countyFieldType)?.code(one.type)?.label ?? Label(one.type, one.type)
            return Field(
                id: one.id.description, kind: one.kind,
                kindLabel: Wording(catalog.kind(named: one.kind)?.label ?? Label(one.kind, one.kind)),
                number: one.number, name: one.field?.register.number.name(in: one, catalog) ?? one.name,
                label: Wording(one.label), type: one.type, typeLabel: Wording(type),
                table: one.table.isEmpty ? nil : one.table, sensitivity: one.sensitivity.rawValue,
                from: one.from?.description, until: one.until?.description, standing: one.standing.word,
                standingLabel: Wording(one.standing.label), reason: one.standing.reason)
        }
        codes = county.codes.filter { ids?.contains($0.id) ?? true }.map { one in
            let table = catalog.codeTable(CodeTable.Name(one.table))?.label ?? Label(one.table, one.table)
            return Code(
                id: one.id.description, table: one.table, tableLabel: Wording(table), code: one.code,
                label: Wording(one.label), from: one.from?.description, until: one.until?.description,
                standing: one.standing.word, standingLabel: Wording(one.standing.label), reason: one.standing.reason)
        }
    }
}

extension RegisterNumber {
    /// The name that the question bears in the catalog, with its number where another had the name.
    fileprivate func name(in question: CountyQuestion, _ catalog: Catalog) -> String? {
        catalog.kind(named: question.kind)?.register(self)?.name
    }
}

extension CountyStanding {
    fileprivate var reason: String? {
        if case .ignored(let why) = self { why.rawValue } else { nil }
    }
}
