import CaseFile
import CaseWork
import Causality
import ReplicaStore
import Replication
import WireProtocol

/// `tingsu held`: changes that are kept, counted and relayed but not admitted, and why.
public struct HeldCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        /// One held change.
        public struct Change: Codable, Sendable {
            public let change: String
            public let kind: String
            public let record: String
            public let scope: String
            public let area: String
            public let author: String
            /// Name of the machine that signed it.
            public let device: String
            public let recordedAt: Int64
            /// `grant-ended`, `no-grant` or `ruled`.
            public let reason: String
        }

        public let changes: [Change]
    }

    public static let name = "held"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        let catalog = node.catalog
        return try await node.read { engine, transaction in
            let view = try node.directory.view(transaction, codec: engine.codec)
            let changes = try transaction.changes(standing: [.held, .heldUnapplied]).map { stored in
                let body = try? engine.codec.decodeBody(stored.body)
                let signer = try stored.origin?.genesis ?? transaction.genesis(of: stored.position.replica)
                let device = signer.flatMap { engine.authority.device($0.deviceKeyHash) }
                let scope = view.scopes.first { $0.number == stored.position.scope }
                let reason: String
                if engine.authority.isRuled(stored.change, of: stored.record) {
                    reason = "ruled"
                } else {
                    reason = device?.end != nil ? "grant-ended" : "no-grant"
                }
                return Reply.Change(
                    change: stored.change.description,
                    kind: catalog.kind(stored.record.kind)?.name ?? "\(stored.record.kind.rawValue)",
                    record: stored.record.id.description, scope: stored.position.scope.description,
                    area: scope?.area.map { view.path(ofArea: $0) } ?? "",
                    author: body.map { view.name(ofUser: $0.author) } ?? "",
                    device: device.flatMap { device in view.devices.first { $0.id == device.id }?.name } ?? "",
                    recordedAt: body?.recordedAt ?? 0, reason: reason)
            }
            return Reply(changes: changes)
        }
    }
}
