import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// A form for a new household, person or case: few fields first, the others folded.
struct AddForm {
    let kind: AddPage.Kind
    let definition: KindDefinition
    let access: PageAccess
    let words: Words
    let input: FormInput
    let form: RecordForm<PageCodec>
    let scope: ScopeID?
    /// The household of the draft that one comes from, which a new person may belong to.
    let home: RecordKey?

    init(_ kind: AddPage.Kind, _ input: FormInput, _ access: PageAccess, _ words: Words) throws {
        guard let definition = access.catalog.kind(kind.kind) else { throw PageFailure.notFound }
        self.kind = kind
        self.definition = definition
        self.access = access
        self.words = words
        self.input = input
        form = RecordForm(definition, of: nil, answered: input, in: access, words: words)
        let writable = access.areaScopes.map(\.number)
        let chosen = input["form_scope"].flatMap { UInt64($0, radix: 16) }.map { ScopeID(rawValue: $0) }
        scope = chosen.flatMap { writable.contains($0) ? $0 : nil } ?? (writable.count == 1 ? writable[0] : nil)
        let home = input["form_home"].flatMap(PagePath.key)
        self.home = try home.flatMap { key in
            try kind.kind == PersonSchema.recordKind && key.kind == HouseholdSchema.recordKind
                && access.transaction.state(of: key) != nil ? key : nil
        }
    }

    /// What the form begins with: the words that were looked for, and what is nearly always so.
    static func blank(
        _ kind: AddPage.Kind, text: String, draft: Draft?, by author: RecordID, _ access: PageAccess
    ) -> FormInput {
        var input = FormInput()
        if !text.isEmpty { input.set(kind.leadField, text) }
        if let draft {
            let keys = [VisitSubject.Field.caseFile, VisitSubject.Field.household].compactMap {
                draft.input[$0].flatMap(PagePath.key)
            }
            if let scope = keys.first?.scope { input.set("form_scope", scope.description) }
            if let home = draft.input[VisitSubject.Field.household] {
                input.set("form_home", home)
                input.set("form_is_home", "1")
            }
        }
        if kind.kind == CaseSchema.recordKind {
            let time = ShanghaiTime(instant: access.now / 60_000 * 60_000)
            input.set("source", "home_visit")
            input.set("stage", "accepted")
            input.set("first_received.who", access.directory.name(ofUser: author))
            input.set("first_received.at", time.map { "\($0.date)T\($0.timeText)" } ?? "")
        }
        return input
    }

    /// Saves the record under an id, and a case's parties with it. Throws `CaseWorkError`, and `VisitRefusal` for what is wrong beyond
    /// the record itself.
    func save(
        as id: RecordID, by author: RecordID, _ writing: inout PageWriting
    ) throws -> (key: RecordKey, isDerived: Bool) {
        guard let scope else {
            throw VisitRefusal(
                problems: [FormProblem(entry: "form_scope", text: words.text("visit.problem.scope"))])
        }
        let naming = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: scope)
        let whole = CategoryProposal.completing(form.changes(in: input), of: definition, in: access.catalog)
        var fields = try naming.resolve(whole.fields, of: definition)
        if kind.kind == HouseholdSchema.recordKind, !fields.contains(where: { $0.name == "area" }),
            let area = access.directory.scope(scope)?.area
        {
            fields.append(("area", .string(area.description)))
        }
        if let home, input["form_is_home"] == "1" { fields = Self.adding(home, to: fields, scope) }
        var edits = [RecordEdit.create(RecordDraft(kind: kind.name, id: id, localName: "new", fields: fields))]
        if kind.kind == CaseSchema.recordKind { edits += try parties(scope) }
        let saved = try writing.save(edits, in: scope)
        guard let record = saved.first(where: { $0.localName == "new" }) else { throw PageFailure.notFound }
        return (record.key, whole.derived != nil)
    }

    private static func adding(_ home: RecordKey, to fields: TypedFields, _ scope: ScopeID) -> TypedFields {
        let reference = FieldValue.string("\(home.id)" + (home.scope == scope ? "" : "@\(home.scope)"))
        var members: [(String, FieldValue)] = []
        if case .object(let given)? = fields.first(where: { $0.name == "household" })?.value { members = given }
        if !members.contains(where: { $0.0 == "household" }) { members.insert(("household", reference), at: 0) }
        return fields.filter { $0.name != "household" } + [("household", .object(members))]
    }

    /// The parties by name; who is not recorded yet is recorded with them.
    private func parties(_ scope: ScopeID) throws -> [RecordEdit] {
        var newcomers: [(name: String, local: String)] = []
        var edits: [RecordEdit] = []
        var parties: [RecordEdit] = []
        for (field, side) in AddPage.sides {
            let names = (input[field] ?? "").split { $0.isNewline || "、，,;；".contains($0) }.map(\.trimmed)
            for name in names where !name.isEmpty {
                let known = try access.queries.people(called: name, in: [scope]).filter { $0.name == name }
                let reference: String
                switch known.count {
                case 1: reference = known[0].key.id.description
                case 0:
                    if let local = newcomers.first(where: { $0.name == name })?.local {
                        reference = "@" + local
                    } else {
                        let local = "party\(newcomers.count + 1)"
                        newcomers.append((name, local))
                        edits.append(
                            .create(RecordDraft(kind: "person", localName: local, fields: [("name", .string(name))])))
                        reference = "@" + local
                    }
                default:
                    let error = try RecordNaming(access: access, scopes: nil).ambiguous(name, known.map(\.key))
                    throw VisitRefusal(problems: [FormProblem(entry: field, text: error.message(in: words.language))])
                }
                parties.append(
                    .create(
                        RecordDraft(
                            kind: "case_party",
                            fields: [
                                ("case", .string("@new")), ("person", .string(reference)), ("side", .string(side)),
                                ("capacity", .string("self")),
                            ])))
            }
        }
        return edits + parties
    }
}
