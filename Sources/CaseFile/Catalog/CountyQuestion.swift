public import Replication

/// A question that the directory defines, and how it stands: what the list of the county's settings shows.
public struct CountyQuestion: Hashable, Sendable {
    public let id: RecordID
    /// The kind's name as it is written, also where there is no such kind.
    public let kind: String
    public let number: Int64?
    public let name: String
    public let label: Label
    /// A code of `county_field_type` as it is written.
    public let type: String
    public let table: String
    public let sensitivity: Sensitivity
    public let from: CivilDate?
    /// The day from which it is not asked any more.
    public let until: CivilDate?
    public let standing: CountyStanding
    /// What it adds to the catalog; nil where it is ignored.
    public let field: CountyField?
}

extension CountyQuestion {
    private typealias Schema = CountyFieldSchema

    /// Questions of one kind; a form with more is not one that anybody fills in at a kitchen table.
    static let mostOfOneKind = 100

    /// Reads one record by the rules of `CountyCatalog`; `taken` are the numbers of earlier ones, by kind, and learns its
    /// number.
    init(
        _ definition: CountyDefinition, in catalog: Catalog, on today: CivilDate?,
        taken: inout [RecordKind: Set<RegisterNumber>]
    ) {
        let dates = (definition.from(Schema.from), definition.until(Schema.until))
        var standing = CountyStanding(from: dates.0, until: dates.1, on: today)
        var field: CountyField?
        do throws(CountyRefusal) {
            let made = try CountyQuestion.field(definition, catalog, taken, isAsked: standing == .inEffect)
            taken[made.kind, default: []].insert(made.register.number)
            field = made
        } catch {
            standing = .ignored(error)
        }
        self.init(
            id: definition.id, kind: definition.text(Schema.kind), number: definition.integer(Schema.number),
            name: definition.text(Schema.name), label: CountyQuestion.label(definition),
            type: definition.text(Schema.type), table: definition.text(Schema.table),
            sensitivity: CountyQuestion.sensitivity(definition), from: dates.0, until: dates.1, standing: standing,
            field: field)
    }

    private static func field(
        _ definition: CountyDefinition, _ catalog: Catalog, _ taken: [RecordKind: Set<RegisterNumber>], isAsked: Bool
    ) throws(CountyRefusal) -> CountyField {
        if definition.isWithdrawn { throw .withdrawn }
        if definition.isDisputed(Schema.kind, Schema.number, Schema.name, Schema.type, Schema.table) {
            throw .disputed
        }
        guard let kind = catalog.kind(named: definition.text(Schema.kind)) else { throw .unknownKind }
        guard kind.scopeClass != .directory else { throw .directoryKind }
        guard let digits = definition.integer(Schema.number).flatMap({ UInt32(exactly: $0) }) else {
            throw .numberOutOfRange
        }
        let number = RegisterNumber(rawValue: digits)
        guard (CountyField.firstNumber...CountyField.lastNumber).contains(number) else { throw .numberOutOfRange }
        let ofKind = taken[kind.kind] ?? []
        guard !ofKind.contains(number) else { throw .numberTaken }
        guard ofKind.count < mostOfOneKind else { throw .tooMany }
        let label = label(definition)
        guard !label.zhHans.isEmpty else { throw .noLabel }
        let type = try valueType(definition, catalog)
        let name = definition.text(Schema.name)
        let register = RegisterDefinition(
            number, name, label, type, sensitivity: sensitivity(definition), isAsked: isAsked)
        guard name.utf8.count <= 60, let field = try? CountyField(kind: kind.kind, register: register) else {
            throw .badName
        }
        return field
    }

    private static func valueType(
        _ definition: CountyDefinition, _ catalog: Catalog
    ) throws(CountyRefusal) -> ValueType {
        switch definition.text(Schema.type) {
        // An answer of a few sentences; a narrative has a field of its own.
        case "text": return .text(maxCharacters: 500)
        case "integer": return .integer(0...Int64.max)
        case "money": return .money
        case "boolean": return .boolean
        case "date": return .date
        case "code":
            let table = CodeTable.Name(definition.text(Schema.table))
            guard catalog.codeTable(table) != nil else { throw .unknownTable }
            return .code(table)
        default: throw .unknownType
        }
    }

    static func label(_ definition: CountyDefinition) -> Label {
        definition.label(Schema.label, Schema.labelEn)
    }

    /// The strictest of what is written; a word that a newer program knows counts as the strictest there is. A question
    /// without one is about somebody.
    private static func sensitivity(_ definition: CountyDefinition) -> Sensitivity {
        let order = Sensitivity.allCases
        let written = definition.all(Schema.sensitivity).compactMap { value -> Sensitivity? in
            switch value {
            case .code(let word), .text(let word): Sensitivity(rawValue: word) ?? .restricted
            default: nil
            }
        }
        return written.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) } ?? .personal
    }
}

extension CountyDefinition {
    /// One line of at most 100 characters in each language; the Chinese words stand where there are no English ones.
    func label(_ register: RegisterNumber, _ english: RegisterNumber) -> Label {
        func line(_ text: String) -> String {
            String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(100))
        }
        let (zhHans, en) = (line(text(register)), line(text(english)))
        return Label(zhHans, en.isEmpty ? zhHans : en)
    }
}
