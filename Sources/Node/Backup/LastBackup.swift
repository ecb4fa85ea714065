import Foundation
import Identity
import ReplicaStore

/// How the last try to make a nightly copy went, and the last copy that was made and verified.
public struct LastBackup: Codable, Hashable, Sendable {
    /// A copy that was verified.
    public struct Good: Codable, Hashable, Sendable {
        /// Milliseconds since 1970 by this machine's clock.
        public let at: Int64
        public let path: String
        public let changes: Int
        public let bytes: Int64
    }

    /// Milliseconds since 1970 by this machine's clock.
    public var triedAt: Int64
    /// What was wrong with the last try; nil where it succeeded.
    public var problem: BackupProblem?
    public var good: Good?
}

/// What `status` and `doctor` say about a node's copies.
public struct BackupStanding: Codable, Hashable, Sendable {
    /// Where copies go; nil where nobody said so.
    public let folder: String?
    /// As `node.json` has it; nil without a folder.
    public let time: String?
    public let keep: Int?
    public let last: LastBackup?
    /// What stands in the way of the next copy right now.
    public let problem: BackupProblem?
    /// Whether somebody should be told: no copy was ever made, or the last good one is older than two days.
    public let isLate: Bool

    /// Two nights may fail before it is an alarm: a disk is at home for a night now and then.
    static let lateMilliseconds: Int64 = 2 * 86_400_000

    /// Nil where no copies are expected: on a device where nobody has set them.
    init?(settings: NodeSettings, last: LastBackup?, dataFolder: String, now: Int64) {
        guard settings.role != .device || settings.backup != nil else { return nil }
        folder = settings.backup?.folder
        time = settings.backup?.time
        keep = settings.backup?.keep
        self.last = last
        if let backup = settings.backup {
            do throws(BackupProblem) {
                try BackupFolder(path: backup.folder).check(dataFolder: dataFolder)
                problem = last?.problem
            } catch {
                problem = error
            }
        } else {
            problem = .notSet
        }
        isLate = last?.good.map { now - $0.at > BackupStanding.lateMilliseconds } ?? true
    }
}

extension LocalNode {
    private static let lastBackupKey = "last-backup"

    /// How this node's copies stand; nil where none are expected.
    nonisolated func backupStanding() async throws -> BackupStanding? {
        BackupStanding(
            settings: (try? await NodeSettings.load(from: folder)) ?? settings, last: try await lastBackup(),
            dataFolder: folder.path, now: SystemClock.now())
    }

    func lastBackup() throws -> LastBackup? {
        try read { try $1.localValue(LocalNode.lastBackupKey) }
            .flatMap { try? JSONDecoder().decode(LastBackup.self, from: Data($0)) }
    }

    func note(_ backup: LastBackup) throws {
        let value = Array(try ReplyJSON.encode(backup))
        try write { _, transaction, _ in try transaction.setLocalValue(LocalNode.lastBackupKey, value) }
    }
}
