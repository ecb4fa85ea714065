import CaseFile
import CaseWork
import ReplicaStore
import Replication

/// `tingsu file list`: what is attached to a record, and where it is.
public struct ListFilesCommand: NodeCommand {
    /// One file.
    public struct File: Codable, Sendable {
        /// From 1, in the order of the record: how commands name it.
        public let number: Int
        public let sha256: String
        public let size: UInt64
        public let mediaType: String
        public let form: Wording
        public let isHere: Bool
        /// Whether the upstream said that it has it. False at the center.
        public let isUpstream: Bool
        /// Whether it is fetched with the next sync.
        public let isWished: Bool
    }

    public struct Reply: Codable, Sendable {
        public let record: RecordName
        public let files: [File]
    }

    public static let name = "list-files"

    public var record: String

    public init(record: String) {
        self.record = record
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let (key, files) = try await node.files(ofRecord: record)
        let name = try await node.inspect { try RecordTitles($0).name(of: key) }
        return Reply(record: name, files: files.enumerated().map { File(number: $0 + 1, $1) })
    }
}

extension ListFilesCommand.File {
    init(number: Int, _ file: AttachedFile) {
        self.number = number
        sha256 = file.attachment.sha256.description
        size = file.attachment.size
        mediaType = file.attachment.mediaType
        form = file.form.map { Wording($0.label) } ?? Wording(file.attachment.mediaType, file.attachment.mediaType)
        isHere = file.isHere
        isUpstream = file.place == .here(isUpstream: true)
        isWished = file.place == .wished
    }
}
