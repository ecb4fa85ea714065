import CaseFile
import CaseWork
import Causality
import Replication

extension Dossier {
    static var recordsPath: String { "records.jsonl" }

    /// One line of JSON for each record: what it says now, with every side of a disagreement, and every change that
    /// ever touched it.
    func recordLines() throws -> [UInt8] {
        ProofReader.text(try records.map(line))
    }

    private func line(_ view: RecordView) throws -> FieldValue {
        let fields = view.fields + [view.lifecycle].compactMap(\.self)
        return .object([
            ("record", .string(view.key.id.description)), ("kind", .string(kindName(view.key.kind))),
            ("scope", .string(view.key.scope.description)),
            ("label", .string(catalog.label(of: view.key.kind).text(in: language))),
            ("title", .string(try names.title(of: view.key)?.text(in: language) ?? "")),
            ("withdrawn", .bool(view.isWithdrawn)), ("disputed", .bool(view.isDisputed)),
            ("fields", .array(try fields.map { try field($0, in: view.key) })),
            ("history", .array(try history(of: view.key).map { try entry($0, of: view) })),
        ])
    }

    private func kindName(_ kind: RecordKind) -> String { catalog.kind(kind)?.name ?? "\(kind.rawValue)" }

    private func field(_ field: FieldView, in key: RecordKey) throws -> FieldValue {
        .object([
            ("register", .number(Int64(field.register.rawValue))),
            ("name", .string(field.definition?.name ?? "\(field.register.rawValue)")),
            ("label", .string(catalog.label(of: field.register, in: key.kind).text(in: language))),
            ("disputed", .bool(field.isDisputed)),
            (
                "readings",
                .array(
                    try field.readings.map { reading in
                        .object([
                            ("value", catalog.fieldValue(from: reading.value, of: field.register, in: key.kind)),
                            ("text", .string(try text(reading.value, field.register, in: key))),
                            ("changes", .array(reading.siblings.map { .string($0.change.description) })),
                        ])
                    })
            ),
        ])
    }

    private func entry(_ told: Told, of view: RecordView) throws -> FieldValue {
        let (change, body) = (told.change, told.body)
        let key = view.key
        let written = body.writes.filter { $0.register != ChangeNote.register }
        return .object(
            [
                ("change", .string(change.change.description)), ("scope", .string(change.log.scope.description)),
                ("replica", .string(change.log.replica.description)), ("seq", .number(Int64(clamping: change.seq))),
                ("standing", .string(change.standing.word)), ("masked", .bool(change.isMasked)),
                ("author", .string(body.author.description)),
                ("author_name", .string(directory.name(ofUser: body.author))),
                ("entered_by", body.enteredBy.map { .string($0.description) } ?? .null),
                ("entered_by_name", body.enteredBy.map { .string(directory.name(ofUser: $0)) } ?? .null),
                ("recorded_at", .number(body.recordedAt)), ("recorded", .string(ExportTime.text(body.recordedAt))),
                ("note", note(of: body).map { .string($0) } ?? .null),
                ("supersedes", .array(body.supersedes.map { .string($0.description) })),
                (
                    "writes",
                    .array(
                        try written.map { write in
                            let value = codec.decode(write.value)
                            return .object([
                                ("register", .number(Int64(write.register.rawValue))),
                                (
                                    "name",
                                    .string(
                                        view.definition?.register(write.register)?.name ?? "\(write.register.rawValue)")
                                ),
                                ("value", catalog.fieldValue(from: value, of: write.register, in: key.kind)),
                                ("text", .string(try text(value, write.register, in: key))),
                                ("stands", .bool(stands(change.change, write.register, in: view))),
                            ])
                        })
                ),
            ])
    }

    /// The reason that was given for a change.
    func note(of body: ChangeBody) -> String? {
        guard let write = body.writes.first(where: { $0.register == ChangeNote.register }),
            case .text(let text) = codec.decode(write.value), !text.isEmpty
        else { return nil }
        return text
    }

    /// Whether what the change wrote into the register is what the record says, alone or beside others.
    func stands(_ change: ChangeID, _ register: RegisterNumber, in view: RecordView) -> Bool {
        view.field(register)?.readings.contains { $0.siblings.contains { $0.change == change } } ?? false
    }
}
