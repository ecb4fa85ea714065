import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// A page that is one form: what it is about, its fields, and one button.
struct WorkForm: Sendable {
    let heading: String
    /// What it is about, such as the case's title, and links back to; nil where it is about nothing there is yet.
    let about: String?
    let explanation: String?
    let action: String
    let backHref: String
    let problem: String?
    let fields: [FormField]
    let button: String
    /// What the reader looked at; nil where the form replaces nothing.
    var seen: String?
    /// The id that the new record will have: sent twice, the form makes one record.
    var record: String?

    /// The page; with what is wrong in it, where it was refused.
    func page() -> PageAnswer {
        .page(
            template: "work-form", title: heading, content: self,
            status: problem == nil ? .ok : .unprocessableContent)
    }

    /// Two routes: the form, and what it is sent to. `make` builds it from what was typed, `save` writes and says where to
    /// go; what a use case refuses is said above the form as it was filled in.
    static func routes(
        _ path: String,
        make: @escaping @Sendable (PageRequest, WorkFields) throws -> WorkForm,
        save: @escaping @Sendable (PageRequest, PageAccess, inout PageWriting) throws -> String
    ) -> [PageRoute] {
        [
            .get(path) { request in try await shown(request, FormInput(), nil, make) },
            .post(path) { request in
                let person = try request.person
                do {
                    let next = try await request.node.record(as: person) { access, writing in
                        try save(request, access, &writing)
                    }
                    return .see(next)
                } catch let error as CaseWorkError {
                    return try await shown(request, request.form, error, make)
                }
            },
        ]
    }

    private static func shown(
        _ request: PageRequest, _ input: FormInput, _ error: CaseWorkError?,
        _ make: @escaping @Sendable (PageRequest, WorkFields) throws -> WorkForm
    ) async throws -> PageAnswer {
        let words = request.words
        let form = try await request.node.inspect { access in
            try make(request, WorkFields(input, access, words, error: error))
        }
        return form.page()
    }
}

extension PageAccess {
    /// Makes names of people and records of what was typed, for a record in `scope` by `author`.
    func named(
        _ fields: TypedFields, of kind: RecordKind, in scope: ScopeID, by author: RecordID
    ) throws -> TypedFields {
        let naming = FieldNaming(naming: RecordNaming(access: self, scopes: nil), author: author, scope: scope)
        return try naming.resolve(fields, of: catalog.kind(kind))
    }
}

extension PageRequest {
    /// The id of the record that a form makes, kept where the form is shown again.
    func formRecord(_ input: FormInput) -> String {
        input["form_record"].flatMap { RecordID($0) }.map { "\($0)" } ?? newRecordID().description
    }

    /// The id that the form sends for its new record. Throws `PageFailure.notFound` for a form without one.
    var sentRecord: RecordID {
        get throws(PageFailure) {
            guard let id = form["form_record"].flatMap({ RecordID($0) }) else { throw .notFound }
            return id
        }
    }
}

extension PageAccess {
    /// Throws `PageFailure.notFound` for a record that is not held here.
    func demandHeld(_ key: RecordKey) throws {
        guard try transaction.state(of: key) != nil else { throw PageFailure.notFound }
    }

    /// The case that a page is about. Throws `PageFailure.notFound` for one that is not held here.
    func heldCase(_ request: PageRequest) throws -> RecordKey {
        let key = try request.recordKey(CaseSchema.recordKind)
        try demandHeld(key)
        return key
    }

    /// The record that a page is about. Throws `PageFailure.notFound` for one of another kind, or that is not held here.
    func held(_ key: RecordKey, _ isMeant: (RecordKind) -> Bool) throws -> RecordView {
        guard isMeant(key.kind) else { throw PageFailure.notFound }
        try demandHeld(key)
        return try reading.record(key)
    }
}

extension PageAccess {
    /// Whether the record that a form makes is made already: the form was sent twice.
    func isMade(_ id: RecordID, _ kind: RecordKind) throws -> Bool { try made(id, kind) != nil }

    /// The record that a form has made already, wherever it went: it has its id.
    func made(_ id: RecordID, _ kind: RecordKind) throws -> RecordKey? {
        try transaction.scopes().map { RecordKey(scope: $0, kind: kind, id: id) }
            .first { try transaction.state(of: $0) != nil }
    }
}
