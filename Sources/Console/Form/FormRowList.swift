import CaseFile
import CaseWork
import Replication

/// A register that is a list of groups, such as who was present: rows that one may change, add and take away.
///
/// A row is added or taken away by a button that sends the form: it works without a script, and nothing is saved by it.
struct FormRowList {
    /// More people than sign one sheet.
    static let rowsMax = 40
    /// What the buttons send under this name: `add:present` or `remove:present:2`.
    static let button = "form_rows"

    let register: RegisterDefinition
    let place: FormPlace
    /// The entries of each row.
    let rows: [[FormEntry]]

    /// Nil for a register that is no list of groups, or whose groups no form can hold. `input` says how many rows were sent;
    /// a form that was not sent yet has those of the record.
    init?(_ register: RegisterDefinition, of record: RecordView?, sent input: FormInput, at place: FormPlace) {
        guard !FormEntry.entries(of: register, row: 1).isEmpty else { return nil }
        self.register = register
        self.place = place
        var held = 0
        if case .list(let items)? = record?.shown(register.number) { held = items.count }
        // A longer list than a form has comes from elsewhere; it must not be cut short by whoever corrects a name in it.
        let most = max(FormRowList.rowsMax, held)
        let sent = input[FormRowList.countName(register, place)].flatMap { Int($0) }
        let count = sent.flatMap { $0 < 0 ? nil : $0 } ?? held
        rows = (0..<min(count, most)).map { index in
            FormEntry.entries(of: register, row: index + 1).map { entry in
                var entry = entry
                entry.place = place
                return entry
            }
        }
    }

    /// The name of the list as fields of a form are called.
    var name: String { place.prefix + register.name }

    private static func countName(_ register: RegisterDefinition, _ place: FormPlace) -> String {
        "rows." + place.prefix + register.name
    }

    /// The form after somebody pressed a button of `button`; nil where they pressed another one.
    static func pressed(_ input: FormInput) -> FormInput? {
        guard let parts = input[button]?.split(separator: ":", maxSplits: 2).map(String.init), parts.count > 1 else {
            return nil
        }
        let count = input["rows." + parts[1]].flatMap { Int($0) } ?? 0
        if parts[0] == "add" {
            var input = input
            input.set("rows." + parts[1], "\(min(count + 1, rowsMax))")
            return input
        }
        guard parts[0] == "remove", parts.count > 2, let row = Int(parts[2]), (1...max(count, 1)).contains(row) else {
            return input
        }
        return removing(row, of: parts[1], from: input, count: count)
    }

    /// The rows behind the one that goes move up, with what was known of each.
    private static func removing(_ row: Int, of name: String, from input: FormInput, count: Int) -> FormInput {
        let fields = input.fields.compactMap { field -> (name: String, value: String)? in
            let mark = ["was.", "keep."].first { field.name.hasPrefix($0) } ?? ""
            let rest = field.name.dropFirst(mark.count)
            guard rest.hasPrefix(name + ".") else { return field }
            let parts = rest.dropFirst(name.count + 1).split(separator: ".", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0]), number >= row else { return field }
            return number == row ? nil : ("\(mark)\(name).\(number - 1).\(parts[1])", field.value)
        }
        var input = FormInput(fields)
        input.set("rows." + name, "\(max(count - 1, 0))")
        return input
    }

    /// Whether the rows say something else than they did when the form was made.
    func isChanged(in input: FormInput) -> Bool {
        guard let was = input["was." + name] else { return false }
        return FormDigest.of(rows: rows.map { row in row.map { input.all($0.name).joined(separator: "\n") } }) != was
    }
}
