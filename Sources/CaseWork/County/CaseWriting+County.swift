import CaseFile
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Adds a question to a kind of record, with the table of its own codes, in one unit. Answers the records' ids.
    ///
    /// Throws `CaseWorkError`; what would have no effect is refused with the rule of `CountyCatalog` that says so.
    public mutating func add(_ draft: CountyFieldDraft, _ access: CaseAccess<Codec>) throws -> [RecordID] {
        guard access.isCenter else { throw CaseWorkError.onlyAtTheCenter }
        let kind = try access.villageKind(named: draft.kind)
        let number = access.freeCountyNumber
        let name = draft.name?.trimmed.nonEmpty ?? "field_\(number)"
        for text in [name, draft.label.trimmed, draft.labelEn?.trimmed ?? ""] where !text.isEmpty {
            let isTaken = kind.registers.contains { register in
                register.name == text
                    || Language.allCases.contains { register.label.text(in: $0).lowercased() == text.lowercased() }
            }
            if isTaken { throw CaseWorkError.nameTaken(text, in: kind.label) }
        }
        let given = draft.table?.trimmed.nonEmpty
        let table = given.map { access.codeTable(meantBy: $0)?.name.rawValue ?? $0 }
        let ownTable = table ?? (draft.codes.isEmpty ? nil : "county_\(number)")
        var fields: TypedFields = [
            ("kind", .string(kind.name)), ("number", .number(number)), ("name", .string(name)),
            ("label", .string(draft.label.trimmed)), ("type", .string(draft.type)),
            ("sensitivity", .string(draft.sensitivity?.trimmed.nonEmpty ?? Sensitivity.personal.rawValue)),
        ]
        fields += optional([("label_en", draft.labelEn), ("table", ownTable)])
        fields += optional([("from", draft.from), ("until", draft.until)])
        var edits = [RecordEdit.create(RecordDraft(kind: "county_field", fields: fields))]
        var offered = ownTable.flatMap { access.catalog.codeTable(CodeTable.Name($0)) }?.codes ?? []
        let texts = draft.codes.filter { !$0.trimmed.isEmpty }
        // Ids of one millisecond are in no order, and a form shows the codes in that of their ids.
        let ids = texts.map { _ in environment.newRecordID() }.sorted()
        for (text, id) in zip(texts, ids) {
            let code = try coded(CountyCodeDraft(text, in: ownTable ?? ""), among: &offered, of: draft.label)
            edits.append(.create(RecordDraft(kind: "county_code", id: id, fields: code)))
        }
        return try saveAdditions(edits, named: draft.label, on: access.today)
    }

    /// Adds a code to an open table, or the first one to a table of the county's own. Answers its record's id.
    public mutating func add(_ draft: CountyCodeDraft, _ access: CaseAccess<Codec>) throws -> [RecordID] {
        guard access.isCenter else { throw CaseWorkError.onlyAtTheCenter }
        let table = access.codeTable(meantBy: draft.table)
        var draft = draft
        draft.table = table?.name.rawValue ?? draft.table.trimmed
        var offered = table?.codes ?? []
        let fields = try coded(draft, among: &offered, of: table?.label.zhHans ?? draft.table)
        return try saveAdditions(
            [.create(RecordDraft(kind: "county_code", fields: fields))], named: draft.label, on: access.today)
    }

    /// Ends a question: from that day on, today where none is given, nobody is asked it any more. Answers its record's id.
    public mutating func endCountyField(
        _ text: String, kind: String? = nil, until: String? = nil, _ access: CaseAccess<Codec>
    ) throws -> [RecordID] {
        guard access.isCenter else { throw CaseWorkError.onlyAtTheCenter }
        let question = try access.countyQuestion(meantBy: text, kind: kind)
        let key = RecordKey(scope: .directory, kind: CountyFieldSchema.recordKind, id: question.id)
        return try save([end(key, until, access)], in: .directory).map(\.key.id)
    }

    /// Takes a code out of use from a day on, today where none is given; one of the program's own, too, in an open table.
    /// Answers the ids of the records that say so.
    public mutating func endCountyCode(
        _ text: String, ofTable name: String, until: String? = nil, _ access: CaseAccess<Codec>
    ) throws -> [RecordID] {
        guard access.isCenter else { throw CaseWorkError.onlyAtTheCenter }
        guard let table = access.codeTable(meantBy: name) else {
            throw CaseWorkError.unknownName(name, of: Label("代码表", "table of codes"))
        }
        guard let code = table.code(meantBy: text) else {
            throw CaseWorkError.unknownName(text, of: Label("代码", "code"))
        }
        let standing = access.county.codes.filter {
            $0.table == table.name.rawValue && $0.code == code.code
                && ($0.standing == .inEffect || $0.standing == .notYet)
        }
        guard standing.isEmpty else {
            let edits = standing.map { one in
                end(
                    RecordKey(scope: .directory, kind: CountyCodeSchema.recordKind, id: one.id), until, access)
            }
            return try save(edits, in: .directory).map(\.key.id)
        }
        let fields: TypedFields = [
            ("table", .string(table.name.rawValue)), ("code", .string(code.code)),
            ("label", .string(code.label.zhHans)), ("label_en", .string(code.label.en)),
            ("until", .string(day(until, access))),
        ]
        return try saveAdditions(
            [.create(RecordDraft(kind: "county_code", fields: fields))], named: code.label.zhHans, on: access.today)
    }

    private func end(_ key: RecordKey, _ until: String?, _ access: CaseAccess<Codec>) -> RecordEdit {
        .correct(RecordCorrection(record: key, fields: [("until", .string(day(until, access)))]))
    }

    private func day(_ text: String?, _ access: CaseAccess<Codec>) -> String {
        text?.trimmed.nonEmpty ?? access.today?.description ?? ""
    }

    private func optional(_ fields: [(String, String?)]) -> TypedFields {
        fields.compactMap { name, text in text?.trimmed.nonEmpty.map { (name, .string($0)) } }
    }

    /// The fields of a code that none of those offered has, and that is one of them from then on.
    private func coded(
        _ draft: CountyCodeDraft, among offered: inout [Code], of table: String
    ) throws(CaseWorkError) -> TypedFields {
        let label = draft.label.trimmed
        let place = Label.verbatim(table)
        var code = draft.code?.trimmed.nonEmpty
        let isTaken = offered.contains { one in
            !one.isRetired && (one.code == code || label == one.label.zhHans || label == one.label.en)
        }
        if isTaken { throw .nameTaken(label, in: place) }
        if code == nil {
            let free = (1...).first { number in !offered.contains { $0.code == "c\(number)" } } ?? 0
            code = "c\(free)"
        }
        offered.append(Code(code ?? "", Label.verbatim(label)))
        return [
            ("table", .string(draft.table)), ("code", .string(code ?? "")), ("label", .string(label)),
        ] + optional([("label_en", draft.labelEn), ("from", draft.from), ("until", draft.until)])
    }

    /// Saves additions and asks the rules about them before anything is kept: what they ignore is refused.
    private mutating func saveAdditions(
        _ edits: [RecordEdit], named text: String, on today: CivilDate?
    ) throws -> [RecordID] {
        let ids = try save(edits, in: .directory).map(\.key.id)
        let view = try DirectoryView(transaction, codec: engine.codec)
        let county = CountyCatalog(adding: view.countyFields, codes: view.countyCodes, to: .current, on: today)
        let added =
            county.questions.filter { ids.contains($0.id) }.map { ($0.standing, $0.from, $0.until) }
            + county.codes.filter { ids.contains($0.id) }.map { ($0.standing, $0.from, $0.until) }
        for (standing, from, until) in added {
            if case .ignored(let why) = standing { throw CaseWorkError.countyRefused(text, why.label) }
            if let from, let until, until <= from {
                throw CaseWorkError.datesReversed(from: "\(from)", until: "\(until)")
            }
        }
        return ids
    }
}

extension String {
    /// Nil where it is empty.
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
