import CaseFile
import CaseStore
import Replication

extension CaseFactsReading {
    /// The shown value; nothing of a register that is restricted.
    func shown(_ record: Record, _ register: RegisterNumber) -> Value {
        record.definition?.register(register)?.sensitivity == .restricted ? .none : record.shown(register)
    }

    /// A text, number or date as text, with identity numbers in it masked unless they are revealed.
    func text(_ record: Record, _ register: RegisterNumber, _ member: UInt32? = nil) -> String {
        let value = shown(record, register)
        return plain(member.map { value[member: $0] } ?? value)
    }

    func plain(_ value: Value) -> String {
        let text = value.plainText ?? ""
        return reveals ? text : IdentityNumbersInText.masked(text)
    }

    func date(_ record: Record, _ register: RegisterNumber, _ member: UInt32? = nil) -> CivilDate? {
        let value = shown(record, register)
        return (member.map { value[member: $0] } ?? value).date
    }

    /// The day in Shanghai of a time.
    func day(_ record: Record, _ register: RegisterNumber, _ member: UInt32? = nil) -> CivilDate? {
        let value = shown(record, register)
        guard case .instant(let instant) = member.map({ value[member: $0] }) ?? value else { return nil }
        return ShanghaiTime(instant: instant)?.date
    }

    func integer(_ record: Record, _ register: RegisterNumber) -> Int64? {
        if case .integer(let number) = shown(record, register) { number } else { nil }
    }

    func isTrue(_ record: Record, _ register: RegisterNumber, _ member: UInt32) -> Bool {
        shown(record, register)[member: member] == .boolean(true)
    }

    /// A code with its words.
    func coded(_ record: Record, _ register: RegisterNumber) -> CaseFacts.Coded? {
        coded(shown(record, register), record.definition?.register(register)?.type)
    }

    /// A member's code with its words.
    func coded(_ record: Record, _ register: RegisterNumber, _ member: UInt32) -> CaseFacts.Coded? {
        guard case .group(let members)? = record.definition?.register(register)?.type else { return nil }
        return coded(
            shown(record, register)[member: member], members.first { $0.number == member }?.type)
    }

    func coded(_ value: Value, _ type: ValueType?) -> CaseFacts.Coded? {
        guard case .code(let code) = value else { return nil }
        return CaseFacts.Coded(code: code, label: access.catalog.text(for: value, as: type, in: .zhHans))
    }

    /// Somebody who works on the case: name, position and telephone.
    func officer(_ record: Record, _ register: RegisterNumber) -> String {
        let value = shown(record, register)
        let name = name(of: value)
        return [
            name, plain(value[member: CaseSchema.Officer.position]), plain(value[member: CaseSchema.Officer.phone]),
        ]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The name of a user, or of somebody who is none.
    func name(of value: Value) -> String {
        value[member: UserOrName.user].reference.map { access.directory.name(ofUser: $0.id) }
            ?? plain(value[member: UserOrName.name])
    }
}
