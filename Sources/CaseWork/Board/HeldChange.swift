import CaseFile
import Causality
import ReplicaStore
import Replication

/// A change that is kept, counted and relayed but not admitted, and why.
public struct HeldChange: Codable, Hashable, Sendable {
    public let change: String
    public let kind: String
    public let record: String
    public let scope: String
    public let area: String
    public let author: String
    /// Name of the machine that signed it. Two machines may have one name.
    public let device: String
    /// Its id; nil where no machine with a grant, running or ended, is known by the key.
    public let deviceID: String?
    public let recordedAt: Int64
    /// `grant-ended`, `no-grant` or `ruled`.
    public let reason: String
}

extension CaseAccess {
    /// What is held here, in the order of the logs.
    public func heldChanges() throws -> [HeldChange] {
        try transaction.changes(standing: [.held, .heldUnapplied]).map { stored in
            let body = try? engine.codec.decodeBody(stored.body)
            let signer = try stored.origin?.genesis ?? transaction.genesis(of: stored.position.replica)
            let device = signer.flatMap { engine.authority.device($0.deviceKeyHash) }
            let scope = directory.scope(stored.position.scope)
            let reason: String
            if engine.authority.isRuled(stored.change, of: stored.record) {
                reason = "ruled"
            } else {
                reason = device?.end != nil ? "grant-ended" : "no-grant"
            }
            return HeldChange(
                change: stored.change.description,
                kind: catalog.kind(stored.record.kind)?.name ?? "\(stored.record.kind.rawValue)",
                record: stored.record.id.description, scope: stored.position.scope.description,
                area: scope?.area.map { directory.path(ofArea: $0) } ?? "",
                author: body.map { directory.name(ofUser: $0.author) } ?? "",
                device: device.flatMap { device in directory.device(device.id)?.name } ?? "",
                deviceID: device?.id.description, recordedAt: body?.recordedAt ?? 0, reason: reason)
        }
    }
}
