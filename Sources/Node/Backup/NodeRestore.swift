import Foundation
import Identity
import ReplicaStore
import Replication

/// Puts a copy into an empty data folder. The node opens as a new incarnation, and is filled up by its neighbours.
public struct NodeRestore: Sendable {
    /// What was put back.
    public struct Report: Codable, Sendable {
        public let copy: BackupCopy
        /// Where it was put; nil for a drill, which leaves nothing behind.
        public let folder: String?
        public let changes: Int
        /// Digest of the merged state, computed anew from what was put back.
        public let digest: String
        /// Milliseconds that the whole took.
        public let milliseconds: Int64
    }

    public let copy: BackupCopy
    /// A copy with keys, or a node's data folder; nil where `copy` has them itself.
    public let keys: String?

    public init(copy: BackupCopy, keys: String? = nil) {
        self.copy = copy
        self.keys = keys
    }

    /// Puts the copy into `folder`, verified before it counts as a node. A try that was cut off can be repeated.
    ///
    /// Throws `RestoreProblem`, `BackupProblem.notVerified`, `CredentialsError`, and what copying throws; then the
    /// folder is as it was.
    public func run(to folder: NodeFolder) async throws -> Report {
        let begin = ContinuousClock.now
        try NodeRestore.demandEmpty(folder.path)
        let room = "\(folder.path)/\(NodeRestore.roomName)"
        let checked = try await inRoom(room) {
            try await prepare(room)
        } then: {
            // The settings last: until they are there the folder is no node.
            for name in ["store", "blobs"] + NodeFiles.keyFolders + ["node.json"]
            where FileManager.default.fileExists(atPath: "\(room)/\(name)") {
                try DurableFile.moveFolder("\(room)/\(name)", to: "\(folder.path)/\(name)")
            }
        }
        return report(checked, folder: folder.path, since: begin)
    }

    /// Does all of it beside whatever is in `folder`, and removes it again: to know that a copy will do.
    public func drill(in folder: NodeFolder) async throws -> Report {
        let begin = ContinuousClock.now
        let wasThere = FileManager.default.fileExists(atPath: folder.path)
        let room = "\(folder.path)/\(NodeRestore.roomName)"
        let checked = try await inRoom(room) { try await prepare(room) }
        if !wasThere { try? FileManager.default.removeItem(atPath: folder.path) }
        return report(checked, folder: nil, since: begin)
    }

    /// Where a copy is put together and verified, within the data folder: on the same disk, under the same protection.
    private static let roomName = ".restoring"

    private func inRoom<Result>(
        _ room: String, _ body: () async throws -> Result, then: () throws -> Void = {}
    ) async throws -> Result {
        try? FileManager.default.removeItem(atPath: room)
        try DurableFile.makeFolder(room)
        defer { try? FileManager.default.removeItem(atPath: room) }
        let result = try await body()
        try then()
        return result
    }

    private func prepare(_ room: String) async throws -> CopyCheck.Result {
        let manifest = copy.manifest
        let source = try sourceOfKeys()
        try NodeFiles.copyKeys(from: source, to: room)
        let credentials = try NodeCredentials.load(from: "\(room)/keys")
        guard credentials.identity.node.description == manifest.node else {
            throw RestoreProblem.keysOfAnother(path: source, name: manifest.name)
        }
        if manifest.role == .center { _ = try CountyAuthority.load(from: "\(room)/authority") }
        do {
            try SQLiteReplicaStorage.restore(from: "\(copy.path)/store.sqlite", to: "\(room)/store")
        } catch let error as StoreError {
            throw error
        } catch {
            throw BackupProblem(describing: error, in: copy.path)
        }
        let checked = try await CopyCheck(credentials).run("\(room)/store")
        guard checked.changes == manifest.changes,
            checked.digest == manifest.digest || manifest.kinds != CopyCheck.understoodKinds.count
        else { throw BackupProblem.notVerified(path: copy.path, detail: "it is not what its backup.json says") }
        _ = try BlobCopies(
            source: BlobCopies.folder(of: copy), target: BlobFolder(path: "\(room)/blobs"), logger: nil
        ).run()
        try NodeFiles.copy(from: copy.path, to: room, withKeys: false, settingsReaders: .owner)
        return checked
    }

    private func sourceOfKeys() throws -> String {
        if copy.manifest.hasKeys { return copy.path }
        guard let keys else { throw RestoreProblem.keysMissing(role: copy.manifest.role, name: copy.manifest.name) }
        guard FileManager.default.fileExists(atPath: "\(keys)/keys") else {
            throw RestoreProblem.noKeysIn(path: keys)
        }
        return keys
    }

    /// Whatever is there may be the only trace of something: it is never written over.
    static func demandEmpty(_ folder: String) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard names.allSatisfy({ $0 == roomName }) else { throw RestoreProblem.notEmpty(path: folder) }
    }

    private func report(
        _ checked: CopyCheck.Result, folder: String?, since begin: ContinuousClock.Instant
    ) -> Report {
        let (seconds, attoseconds) = (ContinuousClock.now - begin).components
        return Report(
            copy: copy, folder: folder, changes: checked.changes, digest: checked.digest,
            milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
