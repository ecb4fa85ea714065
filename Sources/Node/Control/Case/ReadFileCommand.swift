import CaseFile
import CaseWork
public import Foundation
import Replication

/// `tingsu file save`: the content of a file that is attached to a record. One that is not here is fetched with the next
/// sync.
public struct ReadFileCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let content: Data
        public let sha256: String
        public let mediaType: String
        /// The usual end of its name, such as `jpg`; `bin` for a form that this program does not know.
        public let fileExtension: String
    }

    public static let name = "read-file"

    public var record: String
    /// As `tingsu file list` counts.
    public var number: Int

    public init(record: String, number: Int) {
        self.record = record
        self.number = number
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let files = try await node.files(ofRecord: record).files
        guard files.indices.contains(number - 1) else {
            throw CommandFailure(
                kind: .notFound, code: "file-not-found", zhHans: "这条记录有 \(files.count) 个附件，没有第 \(number) 个",
                en: "the record has \(files.count) files, and no number \(number)")
        }
        let attachment = files[number - 1].attachment
        guard let content = try await node.content(of: attachment.sha256) else {
            guard node.settings.upstream != nil else {
                throw CommandFailure(
                    kind: .notFound, code: "file-not-here", zhHans: "这个附件还没有送到本机：等附上它的电脑同步之后再试",
                    en: "this file has not arrived here: try again when the machine that attached it has synced")
            }
            try await node.wish(for: attachment.sha256)
            throw CommandFailure(
                kind: .notFound, code: "file-not-here", zhHans: "这个附件不在本机，已经记下：下次同步时取回，取回后再试",
                en: "this file is not on this machine; it will be fetched with the next sync: try again then")
        }
        return Reply(
            content: Data(content), sha256: attachment.sha256.description, mediaType: attachment.mediaType,
            fileExtension: FileForm(rawValue: attachment.mediaType)?.fileExtension ?? "bin")
    }
}
