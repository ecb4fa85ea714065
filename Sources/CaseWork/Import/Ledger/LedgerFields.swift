import CaseFile
import Replication

/// The fields of one record as a row says them, with the columns that said so.
struct LedgerFields {
    private struct Field {
        let register: String
        var whole: String?
        var members: [(name: String, text: String)] = []
        /// `heading：text` of each column.
        var origins: [String] = []
    }

    private var fields: [Field] = []

    var isEmpty: Bool { fields.isEmpty }

    /// Adds what a column says; a register that is there as a whole keeps its first text.
    mutating func add(_ register: String, _ member: String? = nil, _ text: String, from heading: String?) {
        let index = fields.firstIndex { $0.register == register } ?? fields.count
        if index == fields.count { fields.append(Field(register: register)) }
        if let member {
            if !fields[index].members.contains(where: { $0.name == member }) {
                fields[index].members.append((member, text))
            }
        } else if fields[index].whole == nil {
            fields[index].whole = text
        }
        if let heading { fields[index].origins.append("\(heading)：\(text)") }
    }

    func text(_ register: String, _ member: String? = nil) -> String? {
        guard let field = fields.first(where: { $0.register == register }) else { return nil }
        return member.map { member in field.members.first { $0.name == member }?.text } ?? field.whole
    }

    func has(_ register: String) -> Bool { fields.contains { $0.register == register } }

    /// Takes a register out; what its columns said.
    mutating func remove(_ register: String) -> [String] {
        guard let index = fields.firstIndex(where: { $0.register == register }) else { return [] }
        return fields.remove(at: index).origins
    }

    /// What all columns said.
    var origins: [String] { fields.flatMap(\.origins) }

    /// As the catalog's fields.
    var typed: TypedFields {
        fields.map { field in
            let members = field.members.map { ($0.name, FieldValue.string($0.text)) }
            return (field.register, members.isEmpty ? .string(field.whole ?? "") : .object(members))
        }
    }
}
