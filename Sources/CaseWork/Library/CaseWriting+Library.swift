import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Writes down what was learnt of a case (复盘), under an id that a form gave it, if it did. Throws as `demandReviewable`.
    public mutating func review(
        _ key: RecordKey, as id: RecordID? = nil, _ fields: TypedFields
    ) throws -> SavedRecord {
        try create(
            RecordDraft(kind: "review", id: id, fields: [("case", .string(key.id.description))] + fields),
            in: key.scope)
    }

    /// A review is written only once its case is closed, and only whole: one without the rule that came of it teaches nobody.
    ///
    /// Throws `CaseWorkError.caseNotClosed`, and `.reviewPartsMissing` with the parts that are blank. A case that is made in
    /// the same save, by an import, is not asked.
    func demandReviewable(_ values: [(RegisterNumber, Value)], of key: RecordKey) throws {
        func value(_ register: RegisterNumber) -> Value { values.first { $0.0 == register }?.1 ?? .none }
        if let file = value(ReviewSchema.case).reference, let record = try reading.merged(file.key(from: key)),
            !record.values(of: CaseSchema.stage).contains(.code("closed"))
        {
            throw CaseWorkError.caseNotClosed
        }
        let parts = [ReviewSchema.happened, ReviewSchema.helped, ReviewSchema.method, ReviewSchema.procedure]
        let missing = parts.filter { value($0).plainText?.allSatisfy(\.isWhitespace) ?? true }
        let definition = catalog.kind(ReviewSchema.recordKind)
        guard missing.isEmpty else {
            throw CaseWorkError.reviewPartsMissing(missing.compactMap { definition?.register($0)?.label })
        }
    }

    /// Keeps a proposal as a library case that nobody has checked yet, and names it in the review that it comes from.
    ///
    /// Throws what `CaseReading.proposal` throws.
    public mutating func propose(
        _ proposal: LibraryProposal, for key: RecordKey, in scope: ScopeID
    ) throws -> SavedRecord {
        guard let review = reading.review(of: try reading.caseFile(key)) else { throw CaseWorkError.reviewMissing }
        func list(_ texts: [String]) -> FieldValue? { texts.isEmpty ? nil : .array(texts.map(FieldValue.string)) }
        func text(_ text: AnonymousText) -> FieldValue? { text.text.isEmpty ? nil : .string(text.text) }
        let fields: [(String, FieldValue?)] = [
            ("title", text(proposal.title)), ("text", text(proposal.text)), ("method", text(proposal.method)),
            ("procedure", text(proposal.procedure)), ("category", proposal.category.map(FieldValue.string)),
            ("mediation_category", proposal.mediationCategory.map(FieldValue.string)),
            ("methods", list(proposal.methods)), ("policies", list(proposal.policies.map { spelled($0, from: scope) })),
        ]
        let saved = try create(
            RecordDraft(
                kind: "library_case", fields: fields.compactMap { name, value in value.map { (name: name, value: $0) } }
            ),
            in: scope)
        _ = try correct(
            RecordCorrection(
                record: review.key, fields: [("library_case", .string(spelled(saved.key, from: review.key.scope)))]))
        return saved
    }

    private func spelled(_ key: RecordKey, from scope: ScopeID) -> String {
        key.id.description + (key.scope == scope ? "" : "@\(key.scope)")
    }

    /// Says, as a second person, whether a library case tells who is meant.
    ///
    /// Whoever wrote any of its words, or typed them, is refused (`libraryProblems`), and so is a check of words that are not
    /// those that were `seen`.
    public mutating func check(
        _ key: RecordKey, isAnonymous: Bool, note: String?, on day: CivilDate, seen: SeenToken? = nil
    ) throws -> SavedRecord {
        guard key.kind == LibraryCaseSchema.recordKind else { throw CaseWorkError.recordNotFound(key.id.description) }
        if let seen, let record = try reading.merged(key) {
            let looked = Set(try seen.resolve(among: transaction.changes(touching: key).map(\.change)))
            let isSeen = LibraryStanding.checked.allSatisfy { register in
                record.state[register].allSatisfy { looked.contains($0.change) }
            }
            guard isSeen else { throw CaseWorkError.invalid([.unseenWords]) }
        }
        let members: [(String, FieldValue?)] = [
            ("by", .string(directory.name(ofUser: author))), ("on", .string(day.description)),
            ("is_anonymous", .bool(isAnonymous)), ("note", note.map(FieldValue.string)),
        ]
        return try correct(
            RecordCorrection(
                record: key,
                fields: [("checked", .object(members.compactMap { name, value in value.map { (name, $0) } }))],
                seen: seen))
    }

    /// The new values of a library case, with the words that a check speaks for: the program names them, never a person.
    func libraryValues(
        _ values: [(RegisterNumber, Value)], beside record: MergedRecord<Codec>?, _ key: RecordKey
    ) -> [(RegisterNumber, Value)] {
        guard key.kind == LibraryCaseSchema.recordKind else { return values }
        let words = LibraryStanding.words { register in
            values.first { $0.0 == register }?.1 ?? record?.shown(register) ?? .none
        }
        return values.map { register, value in
            guard register == LibraryCaseSchema.checked, case .group(let members) = value else {
                return (register, value)
            }
            let others = members.filter { $0.number != LibraryCaseSchema.Checked.words }
            return (register, .group(others + [GroupMember(LibraryCaseSchema.Checked.words, .text(words))]))
        }
    }

    /// What stands against new values of a library case: nobody checks their own words.
    func libraryProblems(
        _ values: [(RegisterNumber, Value)], of key: RecordKey, isNew: Bool
    ) throws -> [DraftProblem] {
        guard key.kind == LibraryCaseSchema.recordKind,
            values.contains(where: { $0.0 == LibraryCaseSchema.checked && $0.1 != .none })
        else { return [] }
        let isWriting = values.contains { LibraryStanding.checked.contains($0.0) }
        let own = Set([author, enteredBy].compactMap(\.self))
        guard try isNew || isWriting || !own.isDisjoint(with: reading.writers(ofLibraryCase: key)) else { return [] }
        return [
            DraftProblem.selfCheck
        ]
    }
}
