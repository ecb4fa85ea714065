import CaseFile
import Replication

/// Where the fields of a kind stand in a form that has those of several kinds.
struct FormPlace: Sendable {
    /// Before every name, such as `plan.`.
    var prefix = ""
    /// The record is only made where something is filled in: no field is marked as required.
    var isOptional = false
    /// The register's label stands above its members.
    var hasHeading = false
}

/// One thing that somebody fills in: a register, a member of one, or the person or name that a group is about.
struct FormEntry: Sendable {
    /// What of the register it is.
    enum Part: Sendable {
        case whole
        case member(MemberDefinition)
        /// Somebody who has a record, or only a name: one line for both members.
        case who(referring: MemberDefinition, name: MemberDefinition)
    }

    let register: RegisterDefinition
    let part: Part
    var place = FormPlace()
    /// Which row of a list of groups it belongs to, counted from 1; nil where the register is no such list.
    var row: Int?

    /// The name that a form sends.
    var name: String {
        let beginning = place.prefix + register.name + (row.map { ".\($0)" } ?? "")
        return switch part {
        case .whole: beginning
        case .member(let member): "\(beginning).\(member.name)"
        case .who: "\(beginning).who"
        }
    }

    var label: Label {
        switch part {
        case .whole: register.label
        case .who(_, let name): row == nil ? register.label : name.label
        case .member(let member): member.label
        }
    }

    var isRequired: Bool {
        guard !place.isOptional else { return false }
        return switch part {
        case .whole, .who: register.isRequired && row == nil
        case .member(let member): (register.isRequired || row != nil) && member.isRequired
        }
    }

    var type: ValueType {
        switch part {
        case .whole: register.type
        case .member(let member): member.type
        case .who(let referring, _): referring.type
        }
    }

    /// The members of its register's group that it stands for.
    var memberNumbers: [UInt32] {
        switch part {
        case .whole: []
        case .member(let member): [member.number]
        case .who(let referring, let name): [referring.number, name.number]
        }
    }

    /// Whether it is a person's name, with or without a record.
    var isWho: Bool {
        if case .who = part { true } else { false }
    }

    /// The entries of a kind in the order of its catalog; registers that a form cannot hold yet are left out, and a
    /// correction leaves them as they are.
    static func entries(of kind: KindDefinition) -> [FormEntry] {
        kind.registers.filter(\.isTyped).flatMap(entries)
    }

    /// The entries of one register.
    static func entries(of register: RegisterDefinition) -> [FormEntry] {
        guard case .group(let members) = register.type else {
            return register.type.fitsOneEntry ? [FormEntry(register: register, part: .whole)] : []
        }
        return entries(of: register, members)
    }

    /// The entries of a group's members; none where one of them fits no control.
    private static func entries(of register: RegisterDefinition, _ members: [MemberDefinition]) -> [FormEntry] {
        guard members.allSatisfy(\.type.fitsOneEntry) else { return [] }
        guard let referring = members.first(where: { !$0.type.referredKinds.isEmpty }),
            let name = members.first(where: { $0.name == "name" })
        else { return members.map { FormEntry(register: register, part: .member($0)) } }
        let others = members.filter { $0.number != referring.number && $0.number != name.number }
        return [FormEntry(register: register, part: .who(referring: referring, name: name))]
            + others.map { FormEntry(register: register, part: .member($0)) }
    }

    /// The entries of one row of a register that is a list of groups; none for any other register.
    static func entries(of register: RegisterDefinition, row: Int) -> [FormEntry] {
        guard case .list(.group(let members)) = register.type else { return [] }
        return entries(of: register, members).map { entry in
            var entry = entry
            entry.row = row
            return entry
        }
    }
}

extension ValueType {
    /// The kinds that a value of this type itself refers to.
    var referredKinds: [RecordKind] {
        if case .reference(let kinds) = self { kinds } else { [] }
    }

    /// Whether one control holds a value of this type.
    var fitsOneEntry: Bool {
        switch self {
        case .text, .longText, .integer, .money, .boolean, .instant, .date, .code, .reference: true
        case .list(.code), .list(.text), .list(.reference): true
        case .list, .group, .attachment: false
        }
    }
}
