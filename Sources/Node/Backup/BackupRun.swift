import CaseFile
import Foundation
import Identity
import ReplicaStore
import Replication

/// Makes one verified copy of a node that is open.
///
/// The copy grows under another name, is opened and verified there, and gets its name last: what is named is good.
struct BackupRun: Sendable {
    let node: LocalNode
    /// Whether the private keys go along. Nightly copies have none: whoever finds one must not be able to speak as the
    /// county.
    let withKeys: Bool
    /// Where the blobs go, which several copies may share; nil for into the copy.
    var blobs: BlobFolder?

    /// Writes the copy to `target`, which must not exist, and answers it. Throws `BackupProblem`.
    func write(to target: String, number: Int) async throws -> BackupCopy {
        guard !FileManager.default.fileExists(atPath: target) else { throw BackupProblem.exists(path: target) }
        guard await node.beginBackup() else { throw BackupProblem.isRunning }
        let unfinished = target + BackupCopy.unfinishedSuffix
        let result: Result<BackupCopy, any Error>
        do {
            try? FileManager.default.removeItem(atPath: unfinished)
            let manifest = try await fill(unfinished, number: number)
            try DurableFile.moveFolder(unfinished, to: target)
            result = .success(BackupCopy(path: target, manifest: manifest))
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            result = .failure(BackupProblem(describing: error, in: DurableFile.folder(of: target)))
        }
        await node.endBackup()
        return try result.get()
    }

    private func fill(_ folder: String, number: Int) async throws -> BackupManifest {
        try DurableFile.makeFolder(folder)
        let blobs = BlobCopies(
            source: node.blobs, target: self.blobs ?? BlobFolder(path: "\(folder)/blobs"), logger: node.logger)
        let blobBytes = try blobs.bytesToCopy()
        let bytes = try await node.withStorage { storage, _ in
            // Verifying writes beside the copy what it then undoes.
            try BackupFolder(path: folder).demandRoom(for: 2 * storage.backupBytesMax() + blobBytes)
            try storage.backup(to: "\(folder)/store.sqlite")
            return try storage.backupBytesMax()
        }
        let checked = try await CopyCheck(node.credentials).run(folder)
        // After the store, so that whatever it names and this node had is there.
        let blobCount = try blobs.run()
        try NodeFiles.copy(from: node.folder.path, to: folder, withKeys: withKeys, settingsReaders: .owner)
        let manifest = BackupManifest(
            number: number, madeAt: SystemClock.now(), county: node.settings.county,
            isTraining: node.settings.isTraining, name: node.settings.name, role: node.settings.role,
            node: node.credentials.identity.node.description, storeFormat: SQLiteReplicaStorage.format,
            kinds: CopyCheck.understoodKinds.count, changes: checked.changes, bytes: bytes, digest: checked.digest,
            hasKeys: withKeys, blobs: blobCount)
        try manifest.write(to: folder)
        return manifest
    }
}

extension LocalNode {
    /// Makes tonight's copy in the folder that `node.json` names, removes those that are too many, and notes how it
    /// went. Throws `BackupProblem`.
    nonisolated func makeNightlyBackup() async throws -> (copy: BackupCopy, removed: [String]) {
        var last = try await lastBackup() ?? LastBackup(triedAt: 0)
        last.triedAt = SystemClock.now()
        do {
            let done = try await writeNightlyBackup()
            last.problem = nil
            last.good = .init(
                at: done.copy.manifest.madeAt, path: done.copy.path, changes: done.copy.manifest.changes,
                bytes: done.copy.manifest.bytes)
            try await note(last)
            return done
        } catch BackupProblem.isRunning {
            throw BackupProblem.isRunning
        } catch {
            let problem = BackupProblem(describing: error, in: settings.backup?.folder ?? folder.path)
            last.problem = problem
            // The data's own disk may be the one that is full.
            try? await note(last)
            throw problem
        }
    }

    private nonisolated func writeNightlyBackup() async throws -> (copy: BackupCopy, removed: [String]) {
        guard let backup = try await NodeSettings.load(from: folder).backup else { throw BackupProblem.notSet }
        let target = BackupFolder(path: backup.folder)
        try target.check(dataFolder: folder.path)
        let node = credentials.identity.node.description
        do {
            if await !isBackingUp { try target.removeUnfinished(of: node) }
            let number = (target.copies(of: node).first?.manifest.number ?? 0) + 1
            let name = BackupFolder.name(role: settings.role, number: number, node: node, at: SystemClock.now())
            let copy = try await BackupRun(
                node: self, withKeys: false, blobs: BlobCopies.shared(in: backup.folder, of: node)
            )
            .write(to: "\(backup.folder)/\(name)", number: number)
            return (copy, try target.prune(of: node, keep: backup.keep, newest: copy.path))
        } catch {
            throw BackupProblem(describing: error, in: backup.folder)
        }
    }
}
