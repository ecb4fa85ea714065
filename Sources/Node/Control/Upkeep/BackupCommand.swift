import Foundation
import Identity
import ReplicaStore
import Replication

/// `tingsu backup`: a whole node in one new folder, store and keys, taken while it runs.
public struct BackupCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let folder: String
        public let changes: Int
        public let bytes: Int64
    }

    public static let name = "backup"

    /// A folder that does not exist yet.
    public var folder: String

    public init(folder: String) {
        self.folder = folder
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let folder = URL(fileURLWithPath: folder).standardizedFileURL.path
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(
                kind: .badInput, code: "folder-exists", zhHans: "\(folder) 已存在：请给一个新文件夹",
                en: "\(folder) exists: name a new folder")
        }
        let source = node.folder
        // Named at last: a backup that was cut off has another name.
        let unfinished = folder + ".unfinished"
        try? FileManager.default.removeItem(atPath: unfinished)
        try DurableFile.makeFolder(unfinished)
        let changes = try await node.withStorage { storage, engine in
            try storage.backup(to: unfinished + "/store.sqlite")
            return try storage.read { transaction in
                try transaction.scopes().reduce(0) { sum, scope in
                    try transaction.heads(in: scope).reduce(sum) { $0 + Int(clamping: $1.seq) }
                }
            }
        }
        try NodeFiles.copy(from: source.path, to: unfinished)
        try FileManager.default.moveItem(atPath: unfinished, toPath: folder)
        let size = try FileManager.default.attributesOfItem(atPath: folder + "/store.sqlite")[.size] as? Int64
        return Reply(folder: folder, changes: changes, bytes: size ?? 0)
    }
}

/// Puts a backup into an empty data folder. The node opens as a new incarnation, and is filled up by its neighbours.
public struct NodeRestore: Sendable {
    public let backup: String

    public init(backup: String) {
        self.backup = backup
    }

    /// Throws `NodeError.alreadySetUp` for a folder with a node, `NodeError.settings` for a folder that is no backup,
    /// and what copying throws.
    public func run(to folder: NodeFolder) throws {
        guard !folder.isSetUp else { throw NodeError.alreadySetUp(folder: folder.path) }
        guard FileManager.default.fileExists(atPath: backup + "/node.json"),
            FileManager.default.fileExists(atPath: backup + "/store.sqlite")
        else { throw NodeError.settings(path: backup, problem: "it is no backup that `tingsu backup` made") }
        try DurableFile.makeFolder(folder.path)
        try SQLiteReplicaStorage.restore(from: backup + "/store.sqlite", to: folder.storePath)
        // The settings last: until they are there the folder is no node.
        try NodeFiles.copy(from: backup, to: folder.path)
    }
}

/// The files of a node beside its store.
enum NodeFiles {
    /// Copies keys, authority and settings durably, the settings last, with the same readers.
    static func copy(from source: String, to target: String) throws {
        for folder in ["keys", "authority"] {
            let path = "\(source)/\(folder)"
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { continue }
            try DurableFile.makeFolder("\(target)/\(folder)")
            for name in names.sorted() {
                guard let bytes = try DurableFile("\(path)/\(name)").read() else { continue }
                try DurableFile("\(target)/\(folder)/\(name)").write(
                    bytes, readers: name.hasSuffix(".key") ? .owner : .everyone)
            }
        }
        guard let settings = try DurableFile("\(source)/node.json").read() else { return }
        try DurableFile("\(target)/node.json").write(settings, readers: .everyone)
    }
}
