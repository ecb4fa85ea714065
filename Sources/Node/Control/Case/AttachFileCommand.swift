import CaseWork
public import Foundation
import Replication

/// `tingsu file attach`: adds a scan, a photograph or a recording to a record.
///
/// The file travels within the command: the daemon may not be allowed to read where the person keeps it.
public struct AttachFileCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "attach-file"

    public var record: String
    public var file: Data
    public var note: String?
    public var speaker: Speaker

    public init(record: String, file: Data, note: String?, speaker: Speaker) {
        self.record = record
        self.file = file
        self.note = note
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let (record, note) = (record, note)
        let attachment = try await node.keep(Array(file))
        return try await node.record(as: speaker) { access, _, writing in
            let key = try RecordNaming(access: access, scopes: nil).key(meantBy: record, kinds: nil)
            try access.demandWritable(key.scope)
            let saved = try writing.attach(attachment, to: key, note: note)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
