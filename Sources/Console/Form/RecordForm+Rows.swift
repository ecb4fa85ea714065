import CaseFile
import CaseWork
import Replication

/// A list of groups as its template shows it.
struct FormRows: Sendable {
    /// One row.
    struct Row: Sendable {
        let legend: String
        let fields: [FormField]
        let remove: String
        /// It was just added: whoever asked for it writes there.
        let isNew: Bool
    }

    let name: String
    let key: String
    let label: String
    let hint: String?
    let was: String
    let count: Int
    let rows: [Row]
    let hasRows: Bool
    let add: String
    let canAdd: Bool
    let problem: String?
    let otherReadings: String?
    let describedBy: String?
}

/// A field or a list of groups, in the order of the catalog.
struct FormPart: Sendable {
    var field: FormField?
    var list: FormRows?
}

extension RecordForm {
    /// Everything that the form shows, in the order of the catalog.
    func parts(filledWith input: FormInput? = nil, problems: [FormProblem] = []) throws -> [FormPart] {
        let numbered =
            try zip(entries, fields(filledWith: input, problems: problems)).map { ($0.register, FormPart(field: $1)) }
            + zip(lists, rowLists(filledWith: input, problems: problems)).map { ($0.register, FormPart(list: $1)) }
        return kind.registers.flatMap { register in
            numbered.filter { $0.0.number == register.number }.map(\.1)
        }
    }

    /// The lists of groups with what the record holds; with `input`, what somebody filled in.
    func rowLists(filledWith input: FormInput? = nil, problems: [FormProblem] = []) throws -> [FormRows] {
        try lists.map { list in
            let label = list.register.label.text(in: words.language)
            let added = input?[FormRowList.button] == "add:" + list.name
            let rows = try list.rows.enumerated().map { index, entries in
                FormRows.Row(
                    legend: words.text("form.row", ["field": label, "number": "\(index + 1)"]),
                    fields: try entries.map { try field($0, filledWith: input, problems) },
                    remove: "remove:\(list.name):\(index + 1)", isNew: added && index + 1 == list.rows.count)
            }
            let was =
                try input?["was." + list.name]
                ?? FormDigest.of(rows: list.rows.map { row in try row.map { try shown($0).text } })
            let key = list.name.replacing(".", with: "-")
            let problem = problems.first { $0.entry == list.name }?.text
            let readings = otherReadings(of: list.register)
            let notes = [problem.map { _ in "p-" }, readings.map { _ in "o-" }].compactMap(\.self)
            return FormRows(
                name: list.name, key: key, label: label, hint: nil, was: was, count: rows.count, rows: rows,
                hasRows: !rows.isEmpty, add: "add:" + list.name, canAdd: rows.count < FormRowList.rowsMax,
                problem: problem, otherReadings: readings,
                describedBy: notes.isEmpty ? nil : notes.map { $0 + key }.joined(separator: " "))
        }
    }
}
