import CaseFile
import CaseStore
import Causality
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Adds a file to what is attached to a record: the signed sheet to a visit, the payment slip to a milestone.
    ///
    /// The file must lie in the node's blobs already: a record never names what is nowhere. What others attached without
    /// knowing of each other stays, all of it: adding is no dispute. A file that is attached already is not attached twice.
    /// Throws `CaseWorkError.cannotAttach` for a kind of record without attachments.
    public mutating func attach(
        _ attachment: Attachment, to record: RecordKey, note: String? = nil
    ) throws -> SavedRecord {
        guard let kind = catalog.kind(record.kind),
            let register = kind.registers.first(where: { $0.type == .list(of: .attachment) })
        else { throw CaseWorkError.cannotAttach(catalog.label(of: record.kind)) }
        guard let state = try transaction.state(of: record) else {
            throw CaseWorkError.recordNotFound(record.id.description)
        }
        var files: [Attachment] = []
        for reading in state.readings(of: register.number, codec: engine.codec) {
            // A newer program's list must not be written over by one that cannot read it.
            guard let list = reading.value.attachmentsOnly else { throw CaseWorkError.cannotAttach(kind.label) }
            files += list.filter { !files.contains($0) }
        }
        guard !files.contains(where: { $0.sha256 == attachment.sha256 }) else {
            throw CaseWorkError.attachedAlready
        }
        files.append(attachment)
        try transaction.blobs.arrived(attachment.sha256)
        let all = try transaction.changes(touching: record).map(\.change)
        return try correct(
            RecordCorrection(
                record: record, fields: [(register.name, .array(files.map(\.field)))],
                seen: SeenToken(state.seenChanges, among: all), note: note))
    }
}

extension Value {
    /// The attachments of a list of nothing else; nil for anything else.
    fileprivate var attachmentsOnly: [Attachment]? {
        guard self != .none else { return [] }
        guard case .list(let items) = self, attachments.count == items.count else { return nil }
        return attachments
    }
}

extension Attachment {
    fileprivate var field: FieldValue {
        .object([
            ("sha256", .string(sha256.description)), ("size", .number(Int64(clamping: size))),
            ("media_type", .string(mediaType)),
        ])
    }
}
