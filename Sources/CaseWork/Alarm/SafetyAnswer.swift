import CaseFile
public import Replication

/// What somebody says of how a sign of danger was answered.
public struct SafetyAnswer: Sendable {
    /// A person's name; nil for who speaks.
    public var by: String?
    /// As it was typed; nil for now.
    public var at: String?
    public var what: String
    public var told: String?
    /// What its author was looking at, of `SafetyConcern.unanswered`: change ids. Nil for what is held now. What arrived while
    /// they wrote is not answered.
    public var seen: [String]?

    public init(
        by: String? = nil, at: String? = nil, what: String, told: String? = nil, seen: [String]? = nil
    ) {
        self.seen = seen
        self.by = by
        self.at = at
        self.what = what
        self.told = told
    }
}

extension CaseWriting {
    /// Records an answer to a concern beside what raised it: with its case, and by the name of somebody. It ends what its
    /// author had seen.
    ///
    /// The only way in which a concern ends. Throws `CaseWorkError`, before anything is written.
    public mutating func answer(
        _ concern: SafetyConcern, _ answer: SafetyAnswer, _ access: CaseAccess<Codec>, author: RecordID
    ) throws -> SavedRecord {
        let scope = concern.key.scope
        let name = answer.by?.trimmed ?? ""
        let users = access.directory.users.filter { $0.name == name }
        let by: FieldValue =
            name.isEmpty
            ? .object([("user", .string(author.description))])
            : users.count == 1
                ? .object([("user", .string(users[0].id.description))]) : .object([("name", .string(name))])
        func spelled(_ key: RecordKey) -> String { key.id.description + (key.scope == scope ? "" : "@\(key.scope)") }
        var fields: TypedFields = [
            ("raised", .string("\(concern.key.kind.rawValue):" + spelled(concern.key))), ("by", by),
            ("at", .string(answer.at ?? "@now")), ("what", .string(answer.what)),
        ]
        if let file = concern.caseFile { fields.append(("case", .string(spelled(file)))) }
        if let told = answer.told, !told.trimmed.isEmpty { fields.append(("told", .string(told))) }
        let naming = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: scope)
        guard let kind = catalog.kind(SafetyAnswerSchema.recordKind) else {
            throw CaseWorkError.unknownKind("safety_answer", known: [])
        }
        var draft = RecordDraft(kind: kind.name, fields: try naming.resolve(fields, of: kind))
        draft.seenSigns = answer.seen
        return try create(draft, in: scope)
    }
}
