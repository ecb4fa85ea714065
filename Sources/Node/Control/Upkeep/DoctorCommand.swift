import CaseStore
import CaseWork
import Foundation
import ReplicaStore
import Replication

/// `tingsu doctor`: looks the node over, and with `--rebuild` makes states and lists anew from the log, and drops what of the
/// upstream's words is damaged.
public struct DoctorCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let integrityFaults: [String]
        /// What the upstream said and is damaged here: sentences. A rebuild drops it, and the next sync asks again.
        public let upstreamFaults: [String]
        /// Records that are in the log and missing from the lists.
        public let unprojected: [String]
        /// Records that moved and whose changes could not be brought to where they live; it is tried again.
        public let movesPassedOver: [String]
        /// Files of attachments whose content is not what it was, by hash. Somebody else may still have them.
        public let damagedFiles: [String]
        /// Files of attachments that records name and that are not on this machine.
        public let missingFiles: Int
        /// Whether the volume is encrypted; nil where that cannot be told.
        public let isVolumeEncrypted: Bool?
        /// How nightly copies stand; nil where none are expected.
        public let backup: BackupStanding?
        /// Whether the volume that copies go to is encrypted; nil where that cannot be told.
        public let isBackupVolumeEncrypted: Bool?
        public let digest: String
        /// The digest after a rebuild; nil without one.
        public let digestRebuilt: String?
        public let recordsRebuilt: Int?
        public let isSound: Bool
    }

    public static let name = "doctor"

    public var rebuilds: Bool

    public init(rebuilds: Bool) {
        self.rebuilds = rebuilds
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let rebuilds = rebuilds
        let isEncrypted = VolumeEncryption.isEncrypted(path: node.folder.path)
        let backup = try await node.backupStanding()
        let blobs = node.blobs
        let damaged = try blobs.all().filter { try !blobs.isSound($0) }
        for hash in damaged { try await node.setAside(hash) }
        let missing = try await node.read { try $1.blobs.missingCount() }
        let isBackupEncrypted = backup?.folder.flatMap { VolumeEncryption.isEncrypted(path: $0) }
        return try await node.withStorage { storage, engine in
            let doctor = StoreDoctor(storage)
            let words = try (rebuilds ? doctor.dropUpstreamFaults : doctor.upstreamFaults) { engine.authority.key($0) }
            let before = try doctor.stateDigest()
            var records: Int?
            var after: Hash?
            if rebuilds {
                records = try doctor.rebuildStates { try engine.rebuild($0, $1) }
                after = try doctor.stateDigest()
            }
            let faults = try doctor.integrityFaults()
            let unprojected = try storage.read { try $0.unprojectedRecords() }
            let moves = try storage.read { try PassedOverMove.all($0) }
            return Reply(
                integrityFaults: faults, upstreamFaults: words,
                unprojected: unprojected.map { "\($0.key.id): \($0.error)" },
                movesPassedOver: moves.map { "\($0.id): \($0.error)" },
                damagedFiles: damaged.map(\.description), missingFiles: missing, isVolumeEncrypted: isEncrypted,
                backup: backup, isBackupVolumeEncrypted: isBackupEncrypted,
                digest: before.description, digestRebuilt: after?.description,
                recordsRebuilt: records,
                isSound: faults.isEmpty && words.isEmpty && unprojected.isEmpty && moves.isEmpty
                    && damaged.isEmpty
                    && (after ?? before) == before)
        }
    }
}

/// Whether the volume under a folder is encrypted, as the kernel tells it.
///
/// Until records are sealed at rest (an issue of its own) the volume is all that protects a lost laptop.
enum VolumeEncryption {
    /// Looks up the block device of the folder, and whether it or a device below it is a dm-crypt one. Nil where the
    /// folder lies on no block device that the kernel names.
    static func isEncrypted(path: String) -> Bool? {
        // Not stat(2) itself: which module brings `struct stat` differs between builds, with the static libraries too.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let number = (attributes[.systemNumber] as? NSNumber)?.uint64Value
        else { return nil }
        let major = (number >> 8) & 0xFFF
        let minor = (number & 0xFF) | ((number >> 12) & 0xFFF00)
        let device = "/sys/dev/block/\(major):\(minor)"
        guard FileManager.default.fileExists(atPath: device) else { return nil }
        var open = [device]
        while let next = open.popLast() {
            if let uuid = try? String(contentsOfFile: next + "/dm/uuid", encoding: .utf8), uuid.hasPrefix("CRYPT-") {
                return true
            }
            let below = (try? FileManager.default.contentsOfDirectory(atPath: next + "/slaves")) ?? []
            open += below.map { "\(next)/slaves/\($0)" }
        }
        return false
    }
}
