import CaseFile
import CaseWork
import Replication

/// The fields of a form that is not derived from one kind of record: what was typed stays in them.
struct WorkFields {
    let input: FormInput
    let access: PageAccess
    let words: Words
    /// What was refused; a problem that no field of the form bears is said above it.
    let error: CaseWorkError?

    init(_ input: FormInput, _ access: PageAccess, _ words: Words, error: CaseWorkError? = nil) {
        self.input = input
        self.access = access
        self.words = words
        self.error = error
    }

    /// What a field for a day says before somebody types.
    var today: String { access.today.map { "\($0)" } ?? "" }

    func line(
        _ name: String, _ word: String, hint: String? = nil, isRequired: Bool = false, standard: String = ""
    ) -> FormField {
        field(name, word, hint, isRequired, .line(inputMode: nil), standard)
    }

    func lines(
        _ name: String, _ word: String, hint: String? = nil, isRequired: Bool = false, standard: String = ""
    ) -> FormField {
        field(name, word, hint, isRequired, .lines, standard)
    }

    func date(_ name: String, _ word: String, isRequired: Bool = false, standard: String = "") -> FormField {
        field(name, word, nil, isRequired, .date, standard)
    }

    /// `standard` as `2026-06-01 09:00`.
    func time(_ name: String, _ word: String, isRequired: Bool = false, standard: String = "") -> FormField {
        field(name, word, nil, isRequired, .time, standard.replacing(" ", with: "T"))
    }

    func select(
        _ name: String, _ word: String, _ choices: [(String, String)], isRequired: Bool = false, standard: String = ""
    ) -> FormField {
        let chosen = input[name] ?? standard
        let options = choices.enumerated().map { index, choice in
            FormField.Option(
                id: "f-\(name)-\(index)", value: choice.0, label: choice.1, isChosen: choice.0 == chosen)
        }
        return field(name, word, nil, isRequired, .select(options), standard)
    }

    /// A table's codes that are in use.
    func codes(
        _ name: String, _ word: String, _ table: CodeTable.Name, isRequired: Bool = false, standard: String? = nil
    ) -> FormField {
        let codes = (access.catalog.codeTable(table)?.codes ?? []).filter { !$0.isRetired }.map {
            ($0.code, $0.label.text(in: words.language))
        }
        let blank = standard == nil ? [("", words.text("form.not_chosen"))] : []
        return select(name, word, blank + codes, isRequired: isRequired, standard: standard ?? "")
    }

    /// The areas that this machine may write; nil where there is one only.
    func area(_ name: String) -> FormField? {
        let scopes = access.areaScopes
        guard scopes.count > 1 else { return nil }
        let choices = scopes.map { ($0.number.description, access.areaName(of: $0.number)) }
        return select(
            name, "meetings.f.area", [("", words.text("form.not_chosen"))] + choices, isRequired: true)
    }

    /// What was refused, as one text.
    var problem: String? { error?.message(in: words.language) }

    private func field(
        _ name: String, _ word: String, _ hint: String?, _ isRequired: Bool, _ control: FormField.Control,
        _ standard: String
    ) -> FormField {
        FormField(
            name: name, label: words.text(word), hint: hint.map { words.text($0) }, isRequired: isRequired,
            control: control, value: input[name] ?? standard, was: "")
    }
}

extension FormInput {
    /// What somebody typed into a field; nil where it is blank.
    func typed(_ name: String) -> String? {
        self[name].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// The same of a field for a time, as the catalog reads it.
    func typedTime(_ name: String) -> String? { typed(name)?.replacing("T", with: " ") }

    /// The fields that were filled in, by name.
    func typed(_ names: [String]) -> TypedFields {
        names.compactMap { name in typed(name).map { (name, .string($0)) } }
    }
}
