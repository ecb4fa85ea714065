import CaseFile
import CaseWork
import Replication

/// What is wrong with a form: at a field, or with the whole.
struct FormProblem: Sendable, Hashable {
    /// The name of the field; nil for the form as a whole.
    let entry: String?
    let text: String
}

extension RecordForm {
    /// The registers that somebody changed, as the use cases take them; of a new record, those that are filled in.
    ///
    /// A group is one register and is written as a whole: where one member was changed, the others are sent as they were.
    func changes(in input: FormInput) -> TypedFields {
        var fields: TypedFields = []
        var numbers: [RegisterNumber] = []
        for entry in entries where !numbers.contains(entry.register.number) {
            numbers.append(entry.register.number)
            let own = entries.filter { $0.register.number == entry.register.number }
            guard own.contains(where: { isChanged($0, in: input) }) else { continue }
            fields.append((name: entry.register.name, value: value(of: own, in: input)))
        }
        return fields + lists.filter { $0.isChanged(in: input) }.map { ($0.register.name, value(of: $0, in: input)) }
    }

    /// The rows in which something stands; none at all empties the field.
    private func value(of list: FormRowList, in input: FormInput) -> FieldValue {
        let rows = list.rows.map { value(of: $0, in: input) }.filter { $0 != .null }
        return rows.isEmpty ? .null : .array(rows)
    }

    private func isChanged(_ entry: FormEntry, in input: FormInput) -> Bool {
        let was = input["was." + entry.name] ?? FormDigest.of("")
        return FormDigest.of(input.all(entry.name).joined(separator: "\n")) != was
    }

    private func value(of entries: [FormEntry], in input: FormInput) -> FieldValue {
        var members: [(String, FieldValue)] = []
        for entry in entries {
            let value = value(of: entry, in: input)
            switch entry.part {
            case .whole: return value
            case .member(let member): if value != .null { members.append((member.name, value)) }
            case .who(let referring, let name):
                if value == .null { continue }
                let isReference = !isChanged(entry, in: input) && !(input["keep." + entry.name] ?? "").isEmpty
                members.append((isReference ? referring.name : name.name, value))
            }
        }
        return members.isEmpty ? .null : .object(members)
    }

    private func value(of entry: FormEntry, in input: FormInput) -> FieldValue {
        let texts = input.all(entry.name)
        let text = texts.first ?? ""
        if let keep = input["keep." + entry.name], !keep.isEmpty, !isChanged(entry, in: input) {
            if case .list = entry.type { return .array(keep.split(separator: " ").map { .string(String($0)) }) }
            return .string(keep)
        }
        switch entry.type {
        case .boolean: return text == "1" ? .bool(true) : text == "0" ? .bool(false) : .null
        case .instant: return text.isEmpty ? .null : .string(text.replacing("T", with: " "))
        case .list(.code): return texts.isEmpty ? .null : .array(texts.map { .string($0) })
        case .list:
            let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
            return lines.isEmpty ? .null : .array(lines.map { .string($0) })
        default: return text.allSatisfy(\.isWhitespace) ? .null : .string(text)
        }
    }

    /// What a refusal of the use cases says, at the fields that it means.
    func problems(of error: CaseWorkError, in input: FormInput) -> [FormProblem] {
        let language = words.language
        switch error {
        case .invalid(let problems):
            return problems.map { FormProblem(entry: entryName(of: $0, input), text: $0.message.text(in: language)) }
        case .badValue(let error):
            if let list = lists.first(where: { error.path.contains($0.register.label) }) {
                return [FormProblem(entry: entryName(in: list, error, input), text: error.message(in: language))]
            }
            let entry = all.first { entry in
                guard error.path.first == entry.register.label else { return false }
                guard case .member(let member) = entry.part, error.path.count > 1 else { return true }
                return error.path[1] == member.label
            }
            return [FormProblem(entry: entry?.name, text: error.message(in: language))]
        case .recordNotFound(let text), .unknownName(let text, _), .recordAmbiguous(let text, _),
            .recordsOfOneName(let text, _, _), .ambiguousName(let text, _, _):
            // A name that was typed into some field.
            return [FormProblem(entry: entry(thatHas: text, in: input)?.name, text: error.message(in: language))]
        default: return [FormProblem(entry: nil, text: error.message(in: language))]
        }
    }

    private func entry(thatHas text: String, in input: FormInput) -> FormEntry? {
        all.first { entry in !text.isEmpty && input.all(entry.name).contains { $0.contains(text) } }
    }

    private func entryName(of problem: DraftProblem, _ input: FormInput) -> String? {
        if let list = lists.first(where: { $0.register.number == problem.register }) {
            guard let index = problem.path.first, let row = filledRow(Int(index), of: list, input) else {
                return list.name
            }
            let number = problem.path.dropFirst().first
            return (row.first { number != nil && $0.memberNumbers.contains(number ?? 0) } ?? row.first)?.name
        }
        let own = entries.filter { $0.register.number == problem.register }
        return own.first { entry in
            if case .member(let member) = entry.part { member.number == problem.path.first } else { false }
        }?.name ?? own.first?.name
    }

    private func entryName(in list: FormRowList, _ error: ValueTextError, _ input: FormInput) -> String {
        let labels = error.path.drop { $0 != list.register.label }.dropFirst()
        // The reader calls them 第1项, 第2项 …
        guard let text = labels.first?.zhHans, let item = Int(text.filter(\.isNumber)),
            let row = filledRow(item - 1, of: list, input)
        else { return list.name }
        return (row.first { $0.label == labels.dropFirst().first } ?? row.first)?.name ?? list.name
    }

    /// The row that was sent as the item of this index: blank ones are not sent.
    private func filledRow(_ index: Int, of list: FormRowList, _ input: FormInput) -> [FormEntry]? {
        let filled = list.rows.filter { value(of: $0, in: input) != .null }
        return filled.indices.contains(index) ? filled[index] : nil
    }

    /// Every entry, those of the rows among them.
    private var all: [FormEntry] { entries + lists.flatMap(\.rows).flatMap { $0 } }
}
