import CaseExport
package import CaseFile
import CaseWork
package import Console
import Identity
import ReplicaStore
package import Replication
import WireProtocol

/// The node as its pages see it.
package struct NodePages: ConsoleNode {
    package let node: LocalNode
    private let desk: SyncDesk

    package init(node: LocalNode) {
        self.node = node
        desk = SyncDesk(node: node)
    }

    package var facts: ConsoleFacts {
        let role: ConsoleFacts.Role =
            switch node.settings.role {
            case .device: .device
            case .hub: .hub
            case .center: .center
            }
        return ConsoleFacts(
            role: role, county: node.settings.county, nodeName: node.settings.name,
            nodeID: node.credentials.identity.node, isTraining: node.settings.isTraining,
            hasUpstream: node.settings.upstream != nil)
    }

    package func now() -> Int64 { SystemClock.now() }

    package func inspect<Result: Sendable>(_ body: @Sendable (PageAccess) throws -> Result) async throws -> Result {
        try await node.inspect(body)
    }

    package func record<Result: Sendable>(
        as author: RecordID, _ body: @Sendable (PageAccess, inout PageWriting) throws -> Result
    ) async throws -> Result {
        try await node.record(by: author, body)
    }

    package func withLocalValue<Result: Sendable>(
        _ key: String, _ body: @Sendable (inout [UInt8]?) throws -> Result
    ) async throws -> Result {
        try await node.write { _, transaction, _ in
            let before = try transaction.localValue(key)
            var value = before
            let result = try body(&value)
            if value != before { try transaction.setLocalValue(key, value) }
            return result
        }
    }

    package func beginSync() { desk.begin() }

    package func syncState() async -> ConsoleSync { await desk.state() }

    package func keep(_ file: [UInt8]) async throws -> Attachment { try await node.keep(file) }

    package func content(of hash: Hash) async throws -> [UInt8]? { try await node.content(of: hash) }

    package func exportedPage(of key: RecordKey, in language: Language) async throws -> [UInt8] {
        try await node.export(key, ExportOptions(includesFiles: false, language: language))
            .files.first { $0.path == ExportedCase.pagePath }?.bytes ?? []
    }

    package func wish(for hash: Hash) async throws { try await node.wish(for: hash) }
}
