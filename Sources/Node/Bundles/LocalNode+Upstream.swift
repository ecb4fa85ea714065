import CaseWork
import Identity
import ReplicaStore
import Replication

/// Whom a bundle is for.
extension LocalNode {
    /// The machine above this one.
    struct Upstream: Sendable {
        let key: DeviceKey
        let name: String
    }

    private static let upstreamKey = "upstream"

    /// Notes who answered on the line: what is stored of the upstream is what this one said.
    func note(upstream node: RecordID?) throws {
        guard let node else { return }
        let value = Array("\(node)".utf8)
        guard try read({ try $1.localValue(LocalNode.upstreamKey) }) != value else { return }
        try write { _, transaction, _ in try transaction.setLocalValue(LocalNode.upstreamKey, value) }
    }

    /// The machine that a bundle of this one is sealed to: the one that answered last on the line; before the first time
    /// the township's that this machine's area belongs to, or else the county's.
    ///
    /// Throws `NodeError.noUpstream`, and `BundleTrouble.noReceiver` where the directory does not have its key.
    func upstreamMachine() throws -> Upstream {
        guard let upstream = settings.upstream else { throw NodeError.noUpstream }
        let expected = upstream.nodeIDs
        let isDevice = settings.role == .device
        return try inspect { [credentials] access in
            let known = try access.transaction.localValue(LocalNode.upstreamKey)
                .flatMap { RecordID(String(decoding: $0, as: UTF8.self)) }
            let own = access.thisDevice
            let hub = access.directory.devices.first { machine in
                machine.role == "hub" && machine.id != own?.id && expected.contains(machine.id)
                    && access.directory.isArea(own?.area, within: machine.area)
            }
            let center = credentials.anchors.centerKeys.first { expected.contains($0.device) }
            for id in [known, isDevice ? hub?.id : nil, center?.device, expected.first].compactMap(\.self)
            where expected.contains(id) {
                guard
                    let key = credentials.anchors.centerKeys.first(where: { $0.device == id })
                        ?? access.engine.authority.key(ofDevice: id)
                else { continue }
                return Upstream(key: key, name: access.directory.device(id)?.name ?? "")
            }
            throw BundleTrouble.noReceiver
        }
    }

    /// The hash of the key of a machine of the county; nil where neither anchors nor directory have it.
    func keyHash(ofMachine id: RecordID) throws -> Hash? {
        if let key = credentials.anchors.centerKeys.first(where: { $0.device == id }) { return key.hash }
        return try read { engine, _ in engine.authority.key(ofDevice: id)?.hash }
    }

    /// The name of the machine with this key; nil where the directory has none.
    func machineName(ofKey hash: Hash) throws -> String? {
        try inspect { access in
            let id = access.engine.authority.device(hash)?.id ?? access.engine.anchors.key(hash)?.device
            return id.flatMap { id in access.directory.device(id)?.name }
        }
    }
}
