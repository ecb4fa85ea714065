import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// Whether a library case may be shown to people outside its office, and why not.
///
/// It is computed from who wrote what, wherever the record came from: a machine that lets somebody check their own
/// words makes no usable case of them.
public enum LibraryStanding: String, Hashable, Sendable, CaseIterable {
    case usable
    case unchecked
    /// Whoever checked it had written in it, too.
    case selfChecked = "self_checked"
    /// The checker found that somebody can be recognised.
    case recognisable
    /// Its words are no longer those that were checked.
    case changedSince = "changed_since"
    /// People disagree about its words or about the check.
    case disputed
    case withdrawn
}

extension LibraryStanding {
    /// The registers that are checked.
    static let checked = [
        LibraryCaseSchema.title, LibraryCaseSchema.text, LibraryCaseSchema.method, LibraryCaseSchema.procedure,
    ]

    /// What names the words that were checked; `value` gives what each register says.
    static func words(_ value: (RegisterNumber) -> Value) -> String {
        let texts = checked.map { value($0).plainText ?? "" }
        // A sign that nobody types, so that no two records of other words are alike.
        return "\(Hash(of: Array(texts.joined(separator: "\u{1F}").utf8)))"
    }
}

extension CaseReading {
    /// Who wrote the words of a library case, typists among them, in any change that ever took part in it.
    func writers(ofLibraryCase key: RecordKey) throws -> Set<RecordID> {
        var writers: Set<RecordID> = []
        for change in try transaction.changes(touching: key) where change.standing == .applied {
            guard let body = try decode(change),
                body.writes.contains(where: { LibraryStanding.checked.contains($0.register) })
            else { continue }
            writers.formUnion([body.author, body.enteredBy].compactMap(\.self))
        }
        return writers
    }

    /// Whether a person wrote or typed any of the words of a library case, and so may not check it.
    public func hasWritten(inLibraryCase key: RecordKey, _ person: RecordID) throws -> Bool {
        try writers(ofLibraryCase: key).contains(person)
    }

    /// Whether a library case may be shown, and who checked it; nil for the checker where nobody did.
    public func libraryStanding(of view: RecordView) throws -> (standing: LibraryStanding, checker: RecordID?) {
        if view.isWithdrawn { return (.withdrawn, nil) }
        guard let checked = view.field(LibraryCaseSchema.checked), checked.shown != .none else {
            return (.unchecked, nil)
        }
        let words = LibraryStanding.checked
        if checked.isDisputed || words.contains(where: { view.field($0)?.isDisputed == true }) {
            return (.disputed, nil)
        }
        let changes = try transaction.changes(touching: view.key)
        let bodies = try (checked.readings.first?.siblings.map(\.change) ?? []).compactMap { id in
            try decode(changes.first { $0.change == id })
        }
        let checkers = Set(bodies.flatMap { [$0.author, $0.enteredBy].compactMap(\.self) })
        let checker = bodies.first?.author
        // Who cannot be told is nobody else.
        guard !checkers.isEmpty, checkers.isDisjoint(with: try writers(ofLibraryCase: view.key)) else {
            return (.selfChecked, checker)
        }
        guard checked.shown[member: LibraryCaseSchema.Checked.isAnonymous] == .boolean(true) else {
            return (.recognisable, checker)
        }
        let seen = checked.shown[member: LibraryCaseSchema.Checked.words].plainText
        return (seen == LibraryStanding.words(view.shown) ? .usable : .changedSince, checker)
    }
}
