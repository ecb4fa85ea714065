public import CaseFile
import CaseStore
public import ReplicaStore
public import Replication

/// One file that is attached to a record, and where its content is.
public struct AttachedFile: Hashable, Sendable {
    public let attachment: Attachment
    public let place: SQLiteTransaction.BlobPlace

    /// The form that the record says; nil for one that this program does not know.
    public var form: FileForm? { FileForm(rawValue: attachment.mediaType) }

    /// Whether its content is here.
    public var isHere: Bool {
        if case .here = place { true } else { false }
    }
}

extension CaseAccess {
    /// The files that any reading of a record names, in the order of the readings.
    public func files(of view: RecordView) throws -> [AttachedFile] {
        var seen: [Attachment] = []
        for attachment in view.fields.flatMap(\.readings).flatMap(\.value.attachments)
        where !seen.contains(where: { $0.sha256 == attachment.sha256 }) {
            seen.append(attachment)
        }
        return try seen.map {
            AttachedFile(attachment: $0, place: try transaction.place(ofBlob: $0.sha256))
        }
    }

    /// Whether files can be attached to records of a kind.
    public func takesFiles(_ kind: RecordKind) -> Bool {
        catalog.kind(kind)?.registers.contains { $0.type == .list(of: .attachment) } ?? false
    }
}
