import CaseFile
import Dispatch
import Identity
import ReplicaStore
import Replication
import WireProtocol

/// Opens a copy as a store and verifies it as `tingsu verify` does: every chain, every signature, every state anew, and
/// what the upstream said.
struct CopyCheck: Sendable {
    /// What a sound copy holds.
    struct Result: Sendable {
        let changes: Int
        let digest: String
    }

    let anchors: TrustAnchors
    let ownKey: DeviceKey

    init(_ credentials: NodeCredentials) {
        anchors = TrustAnchors(keys: credentials.anchors.centerKeys)
        ownKey = credentials.keyPair.key
    }

    static let understoodKinds = Set(LocalNode.currentCatalog.kinds.map(\.kind))

    /// Verifies the store in `folder`, on a thread of its own: a county's takes minutes, and servers run meanwhile.
    ///
    /// Throws `BackupProblem.notVerified` naming what is wrong, and what keeps the store from being opened.
    func run(_ folder: String) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(with: Swift.Result { try verify(folder) })
            }
        }
    }

    private func verify(_ folder: String) throws -> Result {
        try SQLiteReplicaStorage.examine(copyIn: folder) { storage in
            let engine = try storage.read {
                try NodeEngine(
                    codec: ProtobufChangeCodec(), understoodKinds: CopyCheck.understoodKinds, anchors: anchors,
                    ownKey: ownKey, opening: $0)
            }
            let doctor = StoreDoctor(storage)
            func key(_ hash: Hash) -> DeviceKey? {
                engine.authority.key(hash) ?? (ownKey.hash == hash ? ownKey : nil)
            }
            let logs = try doctor.verifyLogs(key: key)
            if let fault = try logs.faults.first?.description ?? doctor.upstreamFaults(key: key).first {
                throw BackupProblem.notVerified(path: folder, detail: fault)
            }
            let digest = try doctor.stateDigest()
            guard try doctor.digestFoldedAnew(using: { try engine.rebuild($0, $1) }) == digest else {
                throw BackupProblem.notVerified(path: folder, detail: "its states do not follow from its log")
            }
            return Result(changes: logs.changes, digest: digest.description)
        }
    }
}
