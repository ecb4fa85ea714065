import CaseFile
import Replication
import Workbook

/// What one row of a ledger says, sorted by what it is about; nothing of it is checked yet.
struct LedgerCase {
    let line: Int
    var fields = LedgerFields()
    var applicants: [LedgerFields] = []
    var opponents: [LedgerFields] = []
    var demand = LedgerFields()
    var agreement = LedgerFields()
    var village: String?
    var township: String?
    var standing: (heading: String, text: String)?
    var outcome: [(heading: String, text: String)] = []
    /// Words without a register, each with its heading.
    var kept: [String] = []
    /// Cells whose text is not what somebody typed.
    var problems: [ImportProblem] = []

    /// Sorts a row's cells, and the people of the rows that go on with it.
    init(_ group: LedgerRows.Group, _ head: LedgerHead, _ constants: [LedgerMapping.Line], _ catalog: Catalog) {
        line = group.row.number
        var parts: [(column: LedgerHead.Column, text: String)] = []
        for column in head.columns where column.target != .ignore {
            let given = group.row.cells[column.index].flatMap { $0.isEmpty ? nil : $0 }
            doubt(group.row, column)
            guard let text = given ?? column.standard else { continue }
            let meant = column.values[SheetText.heading(text)] ?? text
            parts.append((column, LedgerCase.plain(meant, column, catalog)))
        }
        // Names first: the other columns about people are told apart by their order.
        for (column, text) in parts { name(text, column) }
        for (column, text) in parts { take(text, column) }
        for row in group.more { take(row, head, catalog) }
        for constant in constants {
            guard let text = constant.standard else { continue }
            switch constant.target {
            case .field(.case, let register, let member):
                let type = constant.target.type(catalog)
                if fields.text(register, member) == nil {
                    fields.add(register, member, LedgerCase.plain(text, as: type, catalog), from: nil)
                }
            case .standing where standing == nil: standing = ("", text)
            case .village where village == nil: village = text
            case .township where township == nil: township = text
            default: continue
            }
        }
    }

    /// Notes a cell whose text is not what somebody typed; among words that are kept it may stand.
    private mutating func doubt(_ row: SheetGrid.Row, _ column: LedgerHead.Column) {
        guard let doubt = row.doubts[column.index], ![.keep, .ignore].contains(column.target) else { return }
        problems.append(doubt.problem(row.number, column.heading, row.cells[column.index]))
    }

    /// A person of one side, by place.
    private mutating func add(
        _ place: Int, _ subject: LedgerTarget.Subject, _ register: String, _ member: String?, _ text: String,
        _ heading: String
    ) {
        // Input methods leave full-width digits behind, which no telephone and no identity number has.
        var text = ["phone", "identity"].contains(register) ? FullWidth.halved(text) : text
        if register == "identity", member == "number" { text = text.filter { !$0.isWhitespace }.uppercased() }
        func add(_ people: inout [LedgerFields]) {
            while people.count <= place { people.append(LedgerFields()) }
            people[place].add(register, member, text, from: heading)
        }
        if subject == .applicant { add(&applicants) } else { add(&opponents) }
    }

    private func count(_ subject: LedgerTarget.Subject) -> Int {
        subject == .applicant ? applicants.count : opponents.count
    }

    private mutating func name(_ text: String, _ column: LedgerHead.Column) {
        guard case .people(let subject) = column.target else { return }
        for entry in LedgerText.entries(text) {
            let (whole, phone) = LedgerText.nameAndPhone(entry)
            let (name, rest) = LedgerText.first(ofMany: whole)
            guard !name.isEmpty else {
                kept.append("\(column.heading)：\(entry)")
                continue
            }
            let place = count(subject)
            add(place, subject, "name", nil, LedgerText.name(name), column.heading)
            if let phone { add(place, subject, "phone", nil, phone, column.heading) }
            if let rest { kept.append("\(column.heading)：\(rest)") }
        }
    }

    private mutating func take(_ text: String, _ column: LedgerHead.Column) {
        switch column.target {
        case .people, .ignore: break
        case .keep: kept.append("\(column.heading)：\(text)")
        case .village: village = text
        case .township: township = text
        case .standing: standing = (column.heading, text)
        case .outcome: outcome.append((column.heading, text))
        case .due: fields.add("next", "date", text, from: column.heading)
        case .officer(let register): officer(text, register, column.heading)
        case .field(.case, let register, let member): fields.add(register, member, text, from: column.heading)
        case .field(.demand, let register, let member): demand.add(register, member, text, from: column.heading)
        case .field(.agreement, let register, let member): agreement.add(register, member, text, from: column.heading)
        case .field(let subject, let register, let member):
            person(text, subject, register, member, column.heading)
        }
    }

    /// What a column says of people: a line for each where there are as many as names, else all of it of the first.
    private mutating func person(
        _ text: String, _ subject: LedgerTarget.Subject, _ register: String, _ member: String?, _ heading: String
    ) {
        let entries = LedgerText.entries(text)
        guard count(subject) > 0 else {
            kept.append("\(heading)：\(text)")
            return
        }
        // A telephone or an address of several may be that of the first; an identity number is one person's.
        guard count(subject) > 1, entries.count > 1 || register == "identity" else {
            // Two numbers for one person: a text has room for both, an identity number has not.
            return add(0, subject, register, member, text, heading)
        }
        guard entries.count == count(subject) else {
            kept.append("\(heading)：\(text)")
            return
        }
        for (place, entry) in entries.enumerated() { add(place, subject, register, member, entry, heading) }
    }

    /// 姓名/职务/电话, or as much of it as is there.
    private mutating func officer(_ text: String, _ register: String, _ heading: String) {
        var (rest, phone) = LedgerText.nameAndPhone(text)
        if phone == nil { rest = text }
        let parts = rest.split { "/、,，;； \n".contains($0) }.map(String.init)
        if let name = parts.first { fields.add(register, "name", LedgerText.name(name), from: heading) }
        if parts.count > 1 { fields.add(register, "position", parts[1...].joined(separator: " "), from: heading) }
        if let phone { fields.add(register, "phone", phone, from: heading) }
    }

    /// A row that goes on with the case: more people, and words.
    private mutating func take(_ row: SheetGrid.Row, _ head: LedgerHead, _ catalog: Catalog) {
        let before = (applicants.count, opponents.count)
        let own = head.columns.filter { row.cells[$0.index] != nil && !row.continued.contains($0.index) }
        for column in own { name(row.cells[column.index] ?? "", column) }
        for column in own {
            doubt(row, column)
            let text = LedgerCase.plain(row.cells[column.index] ?? "", column, catalog)
            switch column.target {
            case .people, .ignore: continue
            case .field(let subject, let register, let member) where subject.side != nil:
                let place = subject == .applicant ? before.0 : before.1
                if place < count(subject) {
                    add(place, subject, register, member, text, column.heading)
                } else {
                    kept.append("\(column.heading)：\(text)")
                }
            default: kept.append("\(column.heading)：\(text)")
            }
        }
    }

    // MARK: Texts as their type is typed

    private static func plain(_ text: String, _ column: LedgerHead.Column, _ catalog: Catalog) -> String {
        let type = column.target == .due ? .date : column.target.type(catalog)
        let plain = plain(text, as: type, catalog)
        guard type == .money, column.isInTenThousands, !plain.contains("万") else { return plain }
        return plain + "万"
    }

    private static func plain(_ text: String, as type: ValueType?, _ catalog: Catalog) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        switch type {
        case .date:
            // A spreadsheet writes midnight behind a day.
            return words.count == 2 && ["00:00", "0:00", "00:00:00", "0:00:00"].contains(words[1])
                ? String(words[0]) : text
        case .instant: return words.count == 1 && !text.contains("时") && !text.contains("T") ? text + " 00:00" : text
        case .code(let name):
            // Our own returns write the code before its words.
            guard let table = catalog.codeTable(name), table.code(meantBy: text) == nil, words.count > 1 else {
                return text
            }
            return table.code(meantBy: String(words[0])) == nil ? text : String(words[0])
        case .integer:
            let digits = FullWidth.halved(text)
            return digits.hasSuffix("人") || digits.hasSuffix("次") || digits.hasSuffix("起")
                ? String(digits.dropLast()) : text
        default: return text
        }
    }
}
