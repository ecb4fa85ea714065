public import Replication

/// The program's catalog with what a county added to it, as it stands on one day.
///
/// A function of the directory's records, the program and the day, so that every node of a county that holds the same
/// directory has the same forms. Nothing that stands in the directory can stop a node: what does not fit adds nothing,
/// is listed with its reason, and is kept and relayed like any record. The rules:
///
/// - **Order.** Questions count in the order of number and id, codes in that of their ids, which is when they were made.
///   Of two questions of one kind with one number the first counts, and the other is ignored.
/// - **Two readings.** Where people disagree about kind, number, name, type or table of a question, or about table or
///   code of a code, it is ignored until that is settled. Of the dates the latest beginning and the earliest end count,
///   of the classes of sensitivity the strictest, of the words the shown ones.
/// - **Dates.** In effect from its first day on, up to the day of its end without that day. Before and after, a question
///   is read and shown but not asked, and a code is shown but not offered. An absent date is no bound.
/// - **Names.** A question whose name another register of its kind bears has its number appended to it
///   (`purpose_10002`), so that a field that a later program brings never takes a county's answers away.
/// - **Codes.** Tables of the state are closed; a table that no program knows is the county's own. Of several records of
///   one code the first in effect gives it its words; with none in effect and one ended, the code is retired. A
///   record that is not in effect yet leaves a code of the program as it is.
/// - **Bounds.** At most 100 questions of a kind and 500 codes of a table.
public struct CountyCatalog: Hashable, Sendable {
    public let catalog: Catalog
    /// Every question of the directory, by number and id; those that are ignored, too.
    public let questions: [CountyQuestion]
    /// Every code of the directory, by table and id; those that are ignored, too.
    public let codes: [CountyCode]

    /// `today` is the day in Shanghai; nil where the clock says none.
    public init(
        adding fields: [CountyDefinition], codes codeRecords: [CountyDefinition], to program: Catalog,
        on today: CivilDate?
    ) {
        guard !fields.isEmpty || !codeRecords.isEmpty else {
            catalog = program
            questions = []
            codes = []
            return
        }
        let sorted = fields.sorted { left, right in
            (left.integer(CountyFieldSchema.number) ?? .max, left.id)
                < (right.integer(CountyFieldSchema.number) ?? .max, right.id)
        }
        var codes = codeRecords.map { CountyCode($0, in: program, on: today) }.sorted {
            ($0.table, $0.id) < ($1.table, $1.id)
        }
        let tables = CountyCatalog.tables(&codes, program) { name in
            sorted.first { $0.text(CountyFieldSchema.table) == name }.map(CountyQuestion.label)
        }
        let withTables = program.adding(tables)
        var taken: [RecordKind: Set<RegisterNumber>] = [:]
        let questions = sorted.map { CountyQuestion($0, in: withTables, on: today, taken: &taken) }
        catalog = withTables.adding(questions.compactMap(\.field))
        self.questions = questions
        self.codes = codes
    }

    /// The tables that the codes make or add to; `codes` are sorted by table, and learn which of them count.
    private static func tables(
        _ codes: inout [CountyCode], _ program: Catalog, label: (String) -> Label?
    ) -> [CodeTable] {
        var tables: [CodeTable] = []
        var index = 0
        while index < codes.count {
            let name = codes[index].table
            let end = codes[index...].firstIndex { $0.table != name } ?? codes.count
            let table = CodeTable.Name(name)
            let known = program.codeTable(table)
            let made = entries(&codes[index..<end], beside: known)
            if !made.isEmpty {
                // The question that the table was made for says what it is about.
                let words = known?.label ?? label(name).flatMap { $0.zhHans.isEmpty ? nil : $0 } ?? Label(name, name)
                tables.append(CodeTable(table, words, isOpen: true, codes: made))
            }
            index = end
        }
        return tables
    }

    private static func entries(_ codes: inout ArraySlice<CountyCode>, beside known: CodeTable?) -> [Code] {
        var order: [String] = []
        // Looked up by code, never iterated.
        var places: [String: [Int]] = [:]
        for index in codes.indices {
            if case .ignored = codes[index].standing { continue }
            let code = codes[index].code
            if places[code] == nil {
                guard order.count < CountyCode.mostOfOneTable else {
                    codes[index].standing = .ignored(.tooMany)
                    continue
                }
                order.append(code)
            }
            places[code, default: []].append(index)
        }
        return order.compactMap { code in
            let indices = places[code] ?? []
            let inEffect = indices.filter { codes[$0].standing == .inEffect }
            for later in inEffect.dropFirst() { codes[later].standing = .ignored(.codeTaken) }
            if let first = inEffect.first { return Code(code, codes[first].label) }
            if let last = indices.last(where: { codes[$0].standing == .ended }) {
                return Code(code, codes[last].label, isRetired: true)
            }
            // Not in effect yet.
            return known?.code(code) == nil ? indices.first.map { Code(code, codes[$0].label, isRetired: true) } : nil
        }
    }
}
