import CaseFile
public import Causality
public import Replication

/// The edits of a withdrawn record that no withdrawal has seen: somebody made them without knowing of it, or the withdrawer
/// did not know of them. Never empty.
public struct EditsBeside: Hashable, Sendable {
    /// Sorted, each once.
    public let edits: [ChangeID]
    /// By number.
    public let registers: [RegisterNumber]

    /// `changes` are all that touch the record. Nil for one that is not withdrawn, or whose withdrawers saw everything.
    public init?(of record: MergedRecord<some ChangeCodec>, among changes: [StoredChange]) {
        guard record.isWithdrawn else { return nil }
        let withdrawals = record.state[Lifecycle.register].map(\.change)
        // A withdrawal that cannot be read has seen nothing: what is doubtful is shown.
        let seen = withdrawals.flatMap { withdrawal in
            changes.first { $0.change == withdrawal }.flatMap { try? record.codec.decodeBody($0.body) }?.supersedes
                ?? []
        }
        let known = Set(seen + withdrawals)
        let unseen = record.state.registers.compactMap { register -> (number: RegisterNumber, edits: [ChangeID])? in
            guard register.number != Lifecycle.register, register.number != ChangeNote.register else { return nil }
            let edits = register.siblings.map(\.change).filter { !known.contains($0) }
            return edits.isEmpty ? nil : (register.number, edits)
        }
        guard !unseen.isEmpty else { return nil }
        edits = Array(Set(unseen.flatMap(\.edits))).sorted()
        registers = unseen.map(\.number)
    }
}
