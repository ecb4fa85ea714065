import CaseFile
import CaseStore
import ReplicaStore
import Replication

/// Makes the records of one case of a ledger: the case, its people as parties, what they ask for, an agreement.
struct LedgerUnit {
    let catalog: Catalog
    let scope: ScopeID
    let reader: FieldReader
    let transaction: SQLiteTransaction
    /// Whether what a register does not take is kept as words instead of being refused.
    let keepsUnreadable: Bool

    private(set) var entries: [ImportEntry] = []
    private(set) var problems: [ImportProblem] = []
    private(set) var warnings: [ImportProblem] = []
    /// The case has this code already and was not made of a ledger: nothing is added to it.
    private(set) var isOfOthers = false

    init(
        catalog: Catalog, scope: ScopeID, reader: FieldReader, transaction: SQLiteTransaction, keepsUnreadable: Bool
    ) {
        self.catalog = catalog
        self.scope = scope
        self.reader = reader
        self.transaction = transaction
        self.keepsUnreadable = keepsUnreadable
    }

    /// Fills the unit of a row. Throws what the store throws.
    mutating func make(_ row: LedgerCase) throws {
        var row = row
        problems += row.problems
        let isResolved = standing(&row)
        outcome(&row, isResolved: isResolved)
        complete(&row, isResolved: isResolved)
        kept(
            &row.fields, &row.kept, CaseSchema.recordKind, required: ["title", "source", "first_received", "stage"],
            row.line)

        let key = try caseKey(row)
        var people: [ImportEntry] = []
        for (side, group) in [(CasePartySchema.applicant, row.applicants), (CasePartySchema.opponent, row.opponents)] {
            for (place, person) in group.enumerated() {
                people += self.people(person, side, place, key.text, caseID: key.id, &row)
            }
        }
        let demand = part(row.demand, DemandSchema.recordKind, "demand", needs: "text", key, row.line, &row.kept)
        let agreement = part(
            row.agreement, AgreementSchema.recordKind, "agreement", needs: "kind", key, row.line, &row.kept)
        // In plain words a number would be shown whole, to everybody who reads the case.
        for words in row.kept where IdentityNumbersInText.masked(words) != words {
            let heading = words.split(separator: "：", maxSplits: 1).first.map(String.init)
            problems.append(ImportProblem(row.line, heading, "import.ledger_identity_in_words"))
        }
        if !row.kept.isEmpty { row.fields.add("former_ledger", nil, row.kept.joined(separator: "\n"), from: nil) }
        let file = ImportEntry(
            line: row.line, key: RecordKey(scope: scope, kind: CaseSchema.recordKind, id: key.id), kind: "case",
            fields: row.fields.typed)
        entries = isOfOthers ? [file] : [file] + people + demand + agreement
    }

    // MARK: The case

    /// Words of 是否化解 and 化解状态.
    private static let resolvedWords = ["是", "已化解", "化解", "已办结", "办结", "已结案", "结案", "已销号", "销号", "息诉罢访", "成功", "已调解"]
    private static let openWords = [
        "否", "未化解", "化解中", "办理中", "正在化解", "正在办理", "稳控中", "失联中", "反弹", "未办结", "调解中", "未结案", "在办", "未成功",
    ]

    /// Whether the row says that the case is resolved.
    private mutating func standing(_ row: inout LedgerCase) -> Bool {
        let hasDay = row.fields.text("substantive_end", "on") != nil
        guard let (heading, text) = row.standing else { return hasDay }
        let word = LedgerText.bareHeading(text)
        if LedgerUnit.openWords.contains(word) {
            if hasDay { refuse(row.line, heading, "import.ledger_end_of_open", ["text": text]) }
            row.kept.append("\(heading)：\(text)")
            if hasDay { row.kept += row.fields.remove("substantive_end") }
            return false
        }
        guard LedgerUnit.resolvedWords.contains(word) else {
            refuse(row.line, heading, "import.ledger_standing_unknown", ["text": text])
            row.kept.append("\(heading)：\(text)")
            return false
        }
        if !hasDay {
            refuse(row.line, heading, "import.ledger_end_without_day", ["text": text])
            row.kept.append("\(heading)：\(text)")
        }
        return hasDay
    }

    /// A problem, or where words are kept instead of it, a warning.
    private mutating func refuse(_ line: Int, _ heading: String, _ key: String, _ arguments: [String: String]) {
        let problem = ImportProblem(line, heading.isEmpty ? nil : heading, key, arguments)
        if keepsUnreadable { warnings.append(problem) } else { problems.append(problem) }
    }

    private func outcome(_ row: inout LedgerCase, isResolved: Bool) {
        for (heading, text) in row.outcome {
            if isResolved, row.fields.text("substantive_end", "outcome") == nil {
                row.fields.add("substantive_end", "outcome", text, from: heading)
            } else {
                row.kept.append("\(heading)：\(text)")
            }
        }
        // How it was resolved says nothing of a case that is not.
        if !isResolved { row.kept += row.fields.remove("substantive_end") }
    }

    /// What every case needs, from what the row has.
    private func complete(_ row: inout LedgerCase, isResolved: Bool) {
        if row.fields.text("title") == nil {
            let words = row.fields.text("summary") ?? row.demand.text("text")
            let sentence = words?.split { "。；;\n".contains($0) }.first.map(String.init)
            if let sentence { row.fields.add("title", nil, String(sentence.prefix(LedgerUnit.titleMax)), from: nil) }
        }
        if row.fields.text("source") == nil { row.fields.add("source", nil, "other", from: nil) }
        if row.fields.text("stage") == nil {
            row.fields.add("stage", nil, isResolved ? "closed" : "handling", from: nil)
        }
        if row.fields.text("next", "date") != nil, row.fields.text("next", "step") == nil {
            row.fields.add("next", "step", "限期化解", from: nil)
        }
        if row.fields.has("backlog"), row.fields.text("backlog", "flag") == nil {
            row.fields.add("backlog", "flag", "是", from: nil)
        }
    }

    private static let titleMax = 40

    /// The id of the case: by its code, else by title, day of receipt and first applicant.
    private mutating func caseKey(_ row: LedgerCase) throws -> (id: RecordID, text: String) {
        let day = try? instant(row)
        let words = [row.fields.text("title") ?? "", day ?? "", row.applicants.first?.text("name") ?? ""]
        let byWords = RecordID(derivedFrom: words, purpose: "ledger case by words", in: scope)
        guard let code = row.fields.text("code") else { return (byWords, byWords.description) }
        if try transaction.state(of: key(byWords)) != nil { return (byWords, byWords.description) }
        let byCode = RecordID(derivedFrom: [code], purpose: "ledger case by code", in: scope)
        if try transaction.state(of: key(byCode)) == nil,
            let other = try transaction.cases.cases(called: code, in: [scope]).first(where: { $0.code == code })
        {
            isOfOthers = true
            return (other.key.id, other.key.id.description)
        }
        return (byCode, byCode.description)
    }

    private func key(_ id: RecordID) -> RecordKey { RecordKey(scope: scope, kind: CaseSchema.recordKind, id: id) }

    /// The day of receipt, however it is written.
    private func instant(_ row: LedgerCase) throws -> String? {
        guard let kind = catalog.kind(CaseSchema.recordKind), let register = kind.register(CaseSchema.firstReceived),
            let field = row.fields.typed.first(where: { $0.name == register.name })
        else { return nil }
        let value = try reader.value(from: field.value, of: register, kind)
        guard case .instant(let at) = value[member: CaseSchema.FirstReceived.at] else { return nil }
        return "\(at)"
    }

    // MARK: What hangs on it

    private mutating func people(
        _ person: LedgerFields, _ side: String, _ place: Int, _ caseText: String, caseID: RecordID,
        _ row: inout LedgerCase
    ) -> [ImportEntry] {
        var fields = person
        guard fields.text("name") != nil else {
            row.kept += fields.origins
            return []
        }
        kept(&fields, &row.kept, PersonSchema.recordKind, required: ["name"], row.line)
        let parts = [caseText, side, "\(place)"]
        let id =
            fields.text("identity", "number").map {
                RecordID(derivedFrom: [$0], purpose: "person by identity number", in: scope)
            } ?? RecordID(derivedFrom: parts, purpose: "ledger person", in: scope)
        let party = RecordID(derivedFrom: parts, purpose: "ledger party", in: scope)
        return [
            ImportEntry(
                line: row.line, key: RecordKey(scope: scope, kind: PersonSchema.recordKind, id: id), kind: "person",
                fields: fields.typed),
            ImportEntry(
                line: row.line, key: RecordKey(scope: scope, kind: CasePartySchema.recordKind, id: party),
                kind: "case_party",
                fields: [
                    ("case", .string(caseID.description)), ("person", .string(id.description)), ("side", .string(side)),
                ]),
        ]
    }

    /// A demand or an agreement, where the row says enough of it; else its words are kept.
    private mutating func part(
        _ said: LedgerFields, _ kind: RecordKind, _ name: String, needs register: String,
        _ file: (id: RecordID, text: String), _ line: Int, _ words: inout [String]
    ) -> [ImportEntry] {
        guard !said.isEmpty else { return [] }
        var fields = said
        kept(&fields, &words, kind, required: [], line)
        guard fields.text(register) != nil else {
            words += fields.origins
            return []
        }
        let id = RecordID(derivedFrom: [file.text], purpose: "ledger \(name)", in: scope)
        return [
            ImportEntry(
                line: line, key: RecordKey(scope: scope, kind: kind, id: id), kind: name,
                fields: [("case", .string(file.id.description))] + fields.typed)
        ]
    }

    /// Takes out what its register does not take and keeps it as words, where that is wanted.
    private mutating func kept(
        _ fields: inout LedgerFields, _ words: inout [String], _ kind: RecordKind, required: [String], _ line: Int
    ) {
        guard keepsUnreadable, let kind = catalog.kind(kind) else { return }
        for field in fields.typed where !required.contains(field.name) {
            // What is shown masked is refused rather than kept in words that are not.
            guard kind.register(named: field.name)?.sensitivity != .sensitive else { continue }
            do {
                _ = try reader.values(from: [field], of: kind, isCreation: false)
            } catch {
                let label = kind.register(named: field.name)?.label.zhHans ?? field.name
                let said = fields.remove(field.name)
                warnings.append(
                    ImportProblem(line, label, "import.ledger_kept", ["text": said.joined(separator: "；")]))
                words += said
            }
        }
    }
}
