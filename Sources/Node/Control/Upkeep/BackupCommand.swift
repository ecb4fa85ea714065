import Foundation

/// `tingsu backup`: one verified copy of the node, taken while it runs.
public struct BackupCommand: NodeCommand {
    /// The copy that was made.
    public struct Reply: Codable, Sendable {
        public let folder: String
        public let changes: Int
        public let bytes: Int64
        /// Digest of the merged state, computed anew from the copy.
        public let digest: String
        public let hasKeys: Bool
        /// Names of older copies that were removed after this one had been verified.
        public let removed: [String]
    }

    public static let name = "backup"

    /// A folder that does not exist yet; nil for the next copy in the folder that the settings name.
    public var folder: String?
    /// Whether the private keys go along; only into a folder that was named.
    public var withKeys: Bool

    public init(folder: String?, withKeys: Bool = false) {
        self.folder = folder
        self.withKeys = withKeys
    }

    public func run(on node: LocalNode) async throws -> Reply {
        guard let folder else {
            let (copy, removed) = try await node.makeNightlyBackup()
            return Reply(copy, removed: removed)
        }
        let target = URL(fileURLWithPath: folder).standardizedFileURL.path
        let copy = try await BackupRun(node: node, withKeys: withKeys).write(to: target, number: 0)
        return Reply(copy, removed: [])
    }
}

extension BackupCommand.Reply {
    fileprivate init(_ copy: BackupCopy, removed: [String]) {
        self.init(
            folder: copy.path, changes: copy.manifest.changes, bytes: copy.manifest.bytes,
            digest: copy.manifest.digest, hasKeys: copy.manifest.hasKeys, removed: removed)
    }
}
