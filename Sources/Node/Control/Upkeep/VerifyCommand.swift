import ReplicaStore
import Replication

/// `tingsu verify`: every chain computed anew, every head's signature checked, every state folded again.
public struct VerifyCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let logs: Int
        public let changes: Int
        public let signedHeads: Int
        /// Heads of logs whose signer the directory does not name here.
        public let headsWithoutKey: Int
        /// Sentences, one for each fault; empty for a sound store.
        public let faults: [String]
        /// Digest over the merged states.
        public let digest: String
        /// Digest over the states folded again from the log; nil where a damaged log cannot be folded.
        public let digestRebuilt: String?
        public let isSound: Bool
    }

    public static let name = "verify"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.withStorage { storage, engine in
            let doctor = StoreDoctor(storage)
            func key(_ hash: Hash) -> DeviceKey? {
                engine.authority.key(hash) ?? (engine.ownKey?.hash == hash ? engine.ownKey : nil)
            }
            let logs = try doctor.verifyLogs(key: key)
            let digest = try doctor.stateDigest()
            // Which changes are damaged is worth more than that they cannot be folded.
            let rebuilt: Hash?
            do {
                rebuilt = try doctor.digestFoldedAnew { try engine.rebuild($0, $1) }
            } catch is StorageCorruption where !logs.isSound {
                rebuilt = nil
            }
            let faults =
                logs.faults.map(\.description) + (try doctor.upstreamFaults(key: key)) + (try doctor.integrityFaults())
            return Reply(
                logs: logs.logs, changes: logs.changes, signedHeads: logs.signedHeads,
                headsWithoutKey: logs.headsWithoutKey, faults: faults, digest: digest.description,
                digestRebuilt: rebuilt?.description, isSound: faults.isEmpty && digest == rebuilt)
        }
    }
}
