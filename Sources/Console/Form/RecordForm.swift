import CaseFile
import CaseStore
import CaseWork
import Replication

/// A form for the records of one kind, derived from the catalog.
///
/// Labels, controls, choices and required marks come from the catalog, so that a county's own field has a form without a
/// programmer. What was filled in and refused is kept; each problem stands at its field.
struct RecordForm<Codec: ChangeCodec> {
    let access: CaseAccess<Codec>
    let kind: KindDefinition
    private let language: Language
    let words: Words
    /// The record that is corrected; nil for a new one.
    let record: RecordView?

    /// `entries` are those that this form shows, in their order, without the rows of `lists`.
    let entries: [FormEntry]
    /// Lists of groups, row by row.
    let lists: [FormRowList]

    /// `registers` narrows the form to some registers, in this order; nil takes all that a form can hold. `rows` is the
    /// form as it was sent, for a page that has the buttons to add and take away rows; nil leaves lists of groups out.
    /// `answered` is the form as it was sent: what the county stopped asking meanwhile is kept where somebody answered it.
    init(
        _ kind: KindDefinition, of record: RecordView?, registers: [RegisterNumber]? = nil,
        at place: FormPlace = FormPlace(), rows: FormInput? = nil, answered: FormInput? = nil,
        in access: CaseAccess<Codec>, words: Words
    ) {
        self.access = access
        self.kind = kind
        self.record = record
        self.words = words
        language = words.language
        let all =
            registers.map { numbers in
                numbers.compactMap { kind.register($0) }.flatMap { FormEntry.entries(of: $0) }
            } ?? FormEntry.entries(of: kind)
        let sent = answered ?? rows
        entries = all.map { FormEntry(register: $0.register, part: $0.part, place: place) }.filter { entry in
            // What the county asks no more can still be mended where somebody answered it.
            entry.register.isAsked || record.map { $0.shown(entry.register.number) != .none } ?? false
                || sent.map { input in input.all(entry.name).contains { !$0.allSatisfy(\.isWhitespace) } } ?? false
        }
        lists =
            rows.map { input in
                kind.registers.compactMap { FormRowList($0, of: record, sent: input, at: place) }
            } ?? []
    }

    /// Registers of the kind that this form does not show. Files have a page of their own, and are not among them.
    var leftOut: [RegisterDefinition] {
        kind.registers.filter { register in
            register.isTyped
                && !entries.contains { $0.register.number == register.number }
                && !lists.contains { $0.register.number == register.number }
                && register.type != .list(of: .attachment) && register.isAsked
        }
    }

    // MARK: Showing

    /// The fields with what the record holds; with `input`, what somebody filled in.
    func fields(filledWith input: FormInput? = nil, problems: [FormProblem] = []) throws -> [FormField] {
        try entries.enumerated().map { index, entry in
            // What others wrote is said once, above the first member of a group.
            let isFirst = index == 0 || entries[index - 1].register.number != entry.register.number
            return try field(
                entry, filledWith: input, problems, otherReadings: isFirst ? otherReadings(of: entry.register) : nil)
        }
    }

    /// One field. Of a row of a list what was sent is all there is: the record may have another row in its place.
    func field(
        _ entry: FormEntry, filledWith input: FormInput?, _ problems: [FormProblem], otherReadings: String? = nil
    ) throws -> FormField {
        let isSent = entry.row != nil && input != nil
        let shown: (text: String, keep: String?) = isSent ? ("", nil) : try shown(entry)
        let value = input.map { $0.all(entry.name).joined(separator: "\n") } ?? shown.text
        return FormField(
            name: entry.name, label: label(of: entry),
            hint: entry.isWho ? words.text("form.hint.name") : proposal(for: entry) ?? hint(for: entry.type),
            isRequired: entry.isRequired,
            control: try control(of: entry, value), value: value,
            was: input?["was." + entry.name] ?? FormDigest.of(shown.text),
            keep: input.map { $0["keep." + entry.name] } ?? shown.keep,
            problem: problems.first { $0.entry == entry.name }?.text,
            otherReadings: otherReadings)
    }

    /// What stands in a field, and the reference behind a name.
    func shown(_ entry: FormEntry) throws -> (text: String, keep: String?) {
        guard let record else { return ("", nil) }
        var whole = access.catalog.masked(record.shown(entry.register.number), of: entry.register.number, in: kind.kind)
        if let row = entry.row {
            guard case .list(let items) = whole, items.indices.contains(row - 1) else { return ("", nil) }
            whole = items[row - 1]
        }
        switch entry.part {
        case .whole: return try text(of: whole, entry.type, record.key)
        case .member(let member): return try text(of: whole[member: member.number], member.type, record.key)
        case .who(let referring, let name):
            let reference = whole[member: referring.number]
            if let user = reference.reference, user.kind == DirectorySchema.userKind {
                return (access.directory.name(ofUser: user.id), user.id.description)
            }
            if reference != .none { return try text(of: reference, referring.type, record.key) }
            return try text(of: whole[member: name.number], name.type, record.key)
        }
    }

    private func text(_ value: Value, _ type: ValueType) -> String {
        access.catalog.text(for: value, as: type, in: language, from: kind.scopeClass)
    }

    private func text(of value: Value, _ type: ValueType, _ key: RecordKey) throws -> (text: String, keep: String?) {
        if value == .none { return ("", nil) }
        switch type {
        case .code: return (value.plainText ?? "", nil)
        case .boolean: return (value == .boolean(true) ? "1" : "0", nil)
        case .instant: return (String(text(value, type).prefix(16)).replacing(" ", with: "T"), nil)
        case .reference(let kinds):
            guard let reference = value.reference else { return ("", nil) }
            let id = text(value, type)
            if DirectoryChoices.isOffered(kinds) { return (reference.id.description, nil) }
            let target = RecordKey(scope: reference.scope ?? key.scope, kind: reference.kind, id: reference.id)
            return (try RecordTitles(access).title(of: target)?.text(in: language) ?? id, id)
        case .list(let item):
            guard case .list(let values) = value else { return ("", nil) }
            let texts = try values.map { try text(of: $0, item, key) }
            if case .reference = item {
                return (texts.map(\.text).joined(separator: "\n"), texts.compactMap(\.keep).joined(separator: " "))
            }
            return (texts.map(\.text).joined(separator: "\n"), nil)
        default: return (text(value, type), nil)
        }
    }

    private func label(of entry: FormEntry) -> String {
        let label = entry.label.text(in: language)
        guard case .member = entry.part, !entry.place.hasHeading, entry.row == nil else { return label }
        return words.text(
            "form.member_label", ["field": entry.register.label.text(in: language), "member": label])
    }

    /// What the other system of categories proposes for a case that has one of them.
    private func proposal(for entry: FormEntry) -> String? {
        guard let record, kind.kind == CaseSchema.recordKind else { return nil }
        let proposal = CategoryProposal(
            event: record.shown(CaseSchema.category).plainText,
            mediation: record.shown(CaseSchema.mediationCategory).plainText, in: access.catalog)
        guard let proposal, proposal.register == entry.register.number else { return nil }
        let labels = proposal.labels(in: access.catalog).map { $0.text(in: language) }
        return words.text("form.proposal", ["codes": labels.joined(separator: words.text("form.joint"))])
    }

    private func hint(for type: ValueType) -> String? {
        switch type {
        case .text, .longText, .date, .instant, .code, .boolean, .list(.code): nil
        case .reference(let kinds): DirectoryChoices.isOffered(kinds) ? nil : words.text("form.hint.name")
        case .list(.reference): words.text("form.hint.names")
        case .list: words.text("form.hint.lines")
        default: access.catalog.accepted(by: type).text(in: language)
        }
    }

    /// What others wrote: a field that people disagree about is not corrected in ignorance of it.
    func otherReadings(of register: RegisterDefinition) -> String? {
        guard let field = record?.field(register.number), field.isDisputed else { return nil }
        let texts = field.readings.map { reading in
            access.catalog.text(
                for: access.catalog.masked(reading.value, of: field.register, in: kind.kind), of: field.register,
                in: kind.kind, language: language)
        }
        return words.text("form.disputed", ["readings": texts.joined(separator: words.text("form.disputed_joint"))])
    }

    private func control(of entry: FormEntry, _ value: String) throws -> FormField.Control {
        switch entry.type {
        case .longText, .list(.text), .list(.reference): return .lines
        case .integer: return .line(inputMode: "numeric")
        case .money: return .line(inputMode: "decimal")
        case .date: return .date
        case .instant: return .time
        case .boolean:
            let answers = [("1", "form.yes"), ("0", "form.no")]
            return .radios(options(answers.map { ($0.0, words.text($0.1)) }, entry, chosen: [value]))
        case .code(let table), .list(.code(let table)):
            let chosen = value.split(separator: "\n").map(String.init)
            let codes =
                access.catalog.codeTable(table)?.codes.filter { !$0.isRetired || chosen.contains($0.code) } ?? []
            let pairs = codes.map { ($0.code, $0.label.text(in: language)) }
            if case .list = entry.type { return .checks(options(pairs, entry, chosen: chosen)) }
            let isShort = pairs.count <= 6
            let blank = entry.isRequired && isShort ? [] : [("", words.text("form.not_chosen"))]
            let all = options(blank + pairs, entry, chosen: chosen.isEmpty ? [""] : chosen)
            return isShort ? .radios(all) : .select(all)
        // Somebody who may have no record is typed: a list would not have them, and sending it would take them away.
        case .reference where entry.isWho: return .line(inputMode: nil)
        case .reference(let kinds) where DirectoryChoices.isOffered(kinds):
            let pairs = DirectoryChoices(access.directory).choices(of: kinds)
            return .select(options([("", words.text("form.not_chosen"))] + pairs, entry, chosen: [value]))
        default: return .line(inputMode: nil)
        }
    }

    private func options(
        _ pairs: [(String, String)], _ entry: FormEntry, chosen: [String]
    ) -> [FormField.Option] {
        pairs.enumerated().map { index, pair in
            FormField.Option(
                id: "f-\(entry.name.replacing(".", with: "-"))-\(index)", value: pair.0, label: pair.1,
                isChosen: chosen.contains(pair.0))
        }
    }
}
