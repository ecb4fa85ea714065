import CaseStore
import CaseWork
import Causality
import Identity
import ReplicaStore
import Replication

/// `tingsu status`: what this node is, what it holds, and how far that has come.
public struct StatusCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        /// Counts of changes in one scope.
        public struct Scope: Codable, Sendable {
            public let scope: String
            public let area: String
            public let held: Int
            public let atUpstream: Int
            public let atCounty: Int
        }

        /// Changes of one machine that the center signed for once and that are not here: an older copy was put back, and
        /// whoever else held them has not brought them.
        public struct Missing: Codable, Sendable {
            /// Name of the machine that wrote them, or its replica where that is not known.
            public let machine: String
            public let area: String
            /// Numbers in the machine's log; `first` is 0 where it cannot be told how many.
            public let first: UInt64
            public let last: UInt64
        }

        public let county: String
        public let isTraining: Bool
        public let name: String
        public let role: String
        public let node: String
        /// The replica that writes here; nil before the first write, and after this store was found to be a copy.
        public let replica: String?
        public let scopes: [Scope]
        /// Changes of all scopes but the directory.
        public let held: Int
        public let atUpstream: Int
        public let atCounty: Int
        /// Changes that raised a safety flag and are not at the upstream yet.
        public let alarmsWaiting: Int
        public let conflicts: Int
        /// Changes that are kept and not admitted; see `tingsu held`.
        public let heldBack: Int
        /// Changes of a kind that this program does not understand yet.
        public let unapplied: Int
        public let missing: [Missing]
        public let lastSync: LastSync?
        /// Sets of bundles of which no answer has come.
        public let bundlesOutstanding: Int
        public let isClockSuspect: Bool
        /// The proxy as `node.json` has it, without its password; nil for what the environment says.
        public let proxy: String?
        /// How nightly copies stand; nil where none are expected.
        public let backup: BackupStanding?
    }

    public static let name = "status"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        let lastSync = try await node.lastSync()
        let isCenter = node.isCenter
        let proxy = await node.proxySetting()?.description
        let backup = try await node.backupStanding()
        return try await node.read { engine, transaction in
            let view = try node.directory.view(transaction, codec: engine.codec)
            var scopes: [Reply.Scope] = []
            for scope in try transaction.scopes() where scope != .directory {
                let count = try engine.custodyCount(of: scope, isCenter: isCenter, transaction)
                let area = view.scope(scope)?.area
                scopes.append(
                    .init(
                        scope: scope.description, area: area.map { view.path(ofArea: $0) } ?? "", held: count.held,
                        atUpstream: count.atUpstream, atCounty: count.atCounty))
            }
            let missing = try engine.gaps(transaction).map { gap in
                let signer = try transaction.genesis(of: gap.log.replica)?.deviceKeyHash
                let device = signer.flatMap { engine.authority.device($0)?.id }
                let area = view.scope(gap.log.scope)?.area
                return Reply.Missing(
                    machine: device.flatMap { view.device($0)?.name } ?? gap.log.replica.description,
                    area: area.map { view.path(ofArea: $0) } ?? "", first: gap.first, last: gap.last)
            }
            return Reply(
                county: node.settings.county, isTraining: node.settings.isTraining, name: node.settings.name,
                role: node.settings.role.rawValue, node: node.credentials.identity.node.description,
                replica: try transaction.currentReplica()?.description, scopes: scopes,
                held: scopes.reduce(0) { $0 + $1.held }, atUpstream: scopes.reduce(0) { $0 + $1.atUpstream },
                atCounty: scopes.reduce(0) { $0 + $1.atCounty },
                alarmsWaiting: try WaitingAlarms(transaction).alarms.count,
                conflicts: try transaction.cases.conflicts(in: nil).count,
                heldBack: try transaction.changes(standing: [.held, .heldUnapplied]).count,
                unapplied: try transaction.changes(standing: [.unapplied, .heldUnapplied]).count, missing: missing,
                lastSync: lastSync,
                bundlesOutstanding: try transaction.outstandingBundles().count { !$0.isAnswered },
                isClockSuspect: lastSync?.clockOffset.map { SuspectTimes.isSuspect(clockOffset: $0) } ?? false,
                proxy: proxy, backup: backup)
        }
    }
}
