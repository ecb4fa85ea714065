import CaseFile
import CaseWork
import Replication

/// The two forms of the county's settings: for a question and for a code.
struct CountyForm {
    private let input: FormInput
    private let access: PageAccess
    private let words: Words

    init(_ input: FormInput, _ access: PageAccess, _ words: Words) {
        self.input = input
        self.access = access
        self.words = words
    }

    /// The question as somebody filled it in.
    static func field(_ input: FormInput) -> CountyFieldDraft {
        CountyFieldDraft(
            kind: input["kind"] ?? "", label: input["label"] ?? "", labelEn: input["label_en"],
            type: input["type"] ?? "", table: input["table"],
            codes: (input["codes"] ?? "").split(whereSeparator: \.isNewline).map(String.init),
            sensitivity: input["sensitivity"], from: input["from"], until: input["until"])
    }

    /// The code as somebody filled it in.
    static func code(_ input: FormInput) -> CountyCodeDraft {
        CountyCodeDraft(
            table: input["code_table"] ?? "", code: input["code"], label: input["code_label"] ?? "",
            labelEn: input["code_label_en"], from: input["code_from"], until: input["code_until"])
    }

    var fieldForm: [FormField] {
        let kinds = access.catalog.kinds.filter { $0.scopeClass == .village }
        let tables = access.catalog.codeTables
        return [
            select("kind", "county.f.kind", kinds.map { ($0.name, $0.label) }, standard: "visit"),
            line("label", "county.f.label", isRequired: true), line("label_en", "county.f.label_en"),
            select("type", "county.f.type", codes(.countyFieldType), standard: "text"),
            lines("codes", "county.f.codes", hint: "county.f.codes_hint"),
            select(
                "table", "county.f.table",
                [("", Label(words.text("county.f.table_none"), words.text("county.f.table_none")))]
                    + tables.map { ($0.name.rawValue, $0.label) }, standard: ""),
            select("sensitivity", "county.f.sensitivity", codes(.sensitivity), standard: "personal"),
            date("from", "county.f.from"), date("until", "county.f.until"),
        ]
    }

    var codeForm: [FormField] {
        let open = access.catalog.codeTables.filter(\.isOpen).map { ($0.name.rawValue, $0.label) }
        return [
            select("code_table", "county.c.table", open, standard: ""),
            line("code_label", "county.c.label", isRequired: true), line("code_label_en", "county.f.label_en"),
            line("code", "county.c.code"), date("code_from", "county.f.from"), date("code_until", "county.f.until"),
        ]
    }

    private func codes(_ table: CodeTable.Name) -> [(String, Label)] {
        access.catalog.codeTable(table)?.codes.filter { !$0.isRetired }.map { ($0.code, $0.label) } ?? []
    }

    private func line(_ name: String, _ word: String, isRequired: Bool = false) -> FormField {
        field(name, word, isRequired: isRequired, .line(inputMode: nil), input[name] ?? "")
    }

    private func lines(_ name: String, _ word: String, hint: String) -> FormField {
        field(name, word, hint: words.text(hint), .lines, input[name] ?? "")
    }

    private func date(_ name: String, _ word: String) -> FormField { field(name, word, .date, input[name] ?? "") }

    private func select(
        _ name: String, _ word: String, _ choices: [(String, Label)], standard: String
    ) -> FormField {
        let chosen = input[name] ?? standard
        let options = choices.enumerated().map { index, choice in
            FormField.Option(
                id: "f-\(name)-\(index)", value: choice.0, label: choice.1.text(in: words.language),
                isChosen: choice.0 == chosen)
        }
        return field(name, word, .select(options), chosen)
    }

    private func field(
        _ name: String, _ word: String, hint: String? = nil, isRequired: Bool = false, _ control: FormField.Control,
        _ value: String
    ) -> FormField {
        FormField(
            name: name, label: words.text(word), hint: hint, isRequired: isRequired, control: control, value: value,
            was: "")
    }
}
