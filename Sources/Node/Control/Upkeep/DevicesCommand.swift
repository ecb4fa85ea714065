public import CaseWork
import Causality
import ReplicaStore
import Replication

/// `tingsu devices`: the machines of the county, when each was last heard here, and what of its writing has arrived.
public struct DevicesCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        /// One log of a machine.
        public struct Log: Codable, Sendable {
            public let scope: String
            public let replica: String
            /// What the machine said it had written; nil where it never said.
            public let wrote: UInt64?
            /// What is held here: 1 up to this.
            public let held: UInt64
        }

        /// One machine.
        public struct Device: Codable, Sendable {
            public let id: String
            public let name: String
            public let role: String
            public let area: String
            public let isRevoked: Bool
            /// Milliseconds since 1970; nil where it never came here itself.
            public let lastContact: Int64?
            /// Nil where it never told this node.
            public let program: Board.Program?
            /// Nil where its last try did well, as far as it came here itself.
            public let failure: Board.Failure?
            public let logs: [Log]
        }

        public let devices: [Device]
    }

    public static let name = "devices"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        let contacts = await node.contacts
        let expected = try await node.expectedProgram()
        return try await node.read { engine, transaction in
            let view = try node.directory.view(transaction, codec: engine.codec)
            let devices = try view.devices.map { device in
                let key = engine.authority.key(ofDevice: device.id)
                let contact = contacts[device.id]
                let logs = try key.map { try transaction.logs(signedBy: $0.hash) } ?? []
                return Reply.Device(
                    id: device.id.description, name: device.name, role: device.role ?? "",
                    area: device.area.map { view.path(ofArea: $0) } ?? "",
                    isRevoked: key.flatMap { engine.authority.device($0.hash) }?.end != nil,
                    lastContact: contact?.at, program: contact?.program(expecting: expected),
                    failure: contact?.boardFailure,
                    logs: try logs.filter { $0.scope != .directory }.map { log in
                        let height = contact?.heights.first {
                            $0.scope == log.scope.rawValue && $0.replica == log.replica.rawValue
                        }
                        return Reply.Log(
                            scope: log.scope.description, replica: log.replica.description, wrote: height?.seq,
                            held: try transaction.head(of: log)?.seq ?? 0)
                    })
            }
            return Reply(devices: devices.sorted { ($0.area, $0.name) < ($1.area, $1.name) })
        }
    }
}
