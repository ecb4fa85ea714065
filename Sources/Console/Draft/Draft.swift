import Replication

/// A form as somebody left it: every field with its name, ticks and tokens among them.
struct Draft: Codable, Sendable {
    /// Becomes the id of the record, so that what is sent twice is saved once.
    let id: String
    /// Counts how often it was kept.
    var revision: Int
    /// The window that kept it last.
    var window: String
    /// Milliseconds since 1970.
    var keptAt: Int64
    /// Pairs of name and value, in the order of the form.
    var fields: [[String]]

    /// The fields as the form sent them.
    var input: FormInput { FormInput(fields.compactMap { $0.count == 2 ? (name: $0[0], value: $0[1]) : nil }) }

    /// What the form itself needs to find its draft again, and its proofs, which are made anew with every page.
    static let ownFields = [
        "form_token", "form_owner", "form_draft", "form_revision", "form_window", "form_go", "about",
    ]

    static func fields(of input: FormInput) -> [[String]] {
        input.fields.filter { !ownFields.contains($0.name) }.map { [$0.name, $0.value] }
    }
}

/// A draft as a form names it: which one, as of when, and in which window.
struct DraftMark: Sendable {
    let id: RecordID
    let revision: Int
    let window: String

    init(id: RecordID, revision: Int, window: String) {
        self.id = id
        self.revision = revision
        self.window = window
    }

    /// What a form of ours sent. Throws `PageFailure.unreadable` for anything else, and `.foreignForm` for the form of
    /// another person: in a window that was left open while somebody else gave their PIN.
    init(_ request: PageRequest) throws(PageFailure) {
        let input = request.form
        guard let id = input["form_draft"].flatMap({ RecordID($0) }),
            let revision = input["form_revision"].flatMap({ Int($0) }), revision >= 0,
            let window = input["form_window"], window.utf8.count <= 50
        else { throw .unreadable }
        guard input["form_owner"] == (try request.person.description) else { throw .foreignForm }
        self.init(id: id, revision: revision, window: window)
    }
}
