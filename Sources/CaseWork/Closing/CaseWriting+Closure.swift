import CaseFile
public import Replication

/// What somebody who looks at a case before it is closed says of one item.
public struct ClosureAnswer: Hashable, Sendable {
    public var isMet: Bool
    public var note: String?

    public init(isMet: Bool, note: String? = nil) {
        self.isMet = isMet
        self.note = note
    }
}

extension CaseWriting {
    /// Records a closing check. What nobody answered is as the records have it; the two knots, which records cannot tell,
    /// must be answered.
    ///
    /// An item that is said to be met while records of it are open needs a note that says why
    /// (`CaseWorkError.checkedAgainstRecords`).
    public mutating func check(
        closing key: RecordKey, _ answers: [ClosureState.Item: ClosureAnswer], note: String? = nil, on day: CivilDate
    ) throws -> SavedRecord {
        let state = try reading.closure(of: key)
        let kind = catalog.kind(ClosureCheckSchema.recordKind)
        var fields: TypedFields = [
            ("case", .string(key.id.description)), ("on", .string(day.description)),
            ("by", .object([("user", .string(author.description))])),
        ]
        for (item, open) in state.items {
            guard let register = kind?.register(item.register) else { continue }
            // Left out, so that the catalog says that it is required.
            guard let answer = answers[item] ?? (item.isJudged ? nil : ClosureAnswer(isMet: open.isEmpty)) else {
                continue
            }
            let note = answer.note.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
            if answer.isMet, !open.isEmpty, note == nil {
                throw CaseWorkError.checkedAgainstRecords(register.label, count: open.count)
            }
            let members: [(String, FieldValue)] =
                [("met", .bool(answer.isMet))] + (note.map { [("note", .string($0))] } ?? [])
            fields.append((register.name, .object(members)))
        }
        if let note, !note.allSatisfy(\.isWhitespace) { fields.append(("note", .string(note))) }
        return try create(RecordDraft(kind: "closure_check", fields: fields), in: key.scope)
    }
}
