import Identity
import Logging
import ReplicaStore
import Replication
import Testing
import WireProtocol

@testable import Node

/// One node's engine, store and witness, in this process and not behind a command.
@Suite(.serialized) struct NodeStateTests {
    private struct Stopped: Error {}

    /// The center of a county whose daemon has ended.
    private struct Center {
        let county: TestCounty
        let folder: NodeFolder
        let node: LocalNode

        init() async throws {
            county = try TestCounty(hubIsNeeded: false)
            #expect(county.stop("center") == 0)
            folder = NodeFolder(path: county.data("center"), witnessPath: "\(county.folder)/other-witness")
            node = try LocalNode(
                folder: folder, settings: await NodeSettings.load(from: folder), logger: Logger(label: "test"))
        }

        func state() async throws -> (authority: Authority, heads: [LogPosition]) {
            try await node.read { ($0.authority, try $1.heads(in: .directory)) }
        }

        /// Saves a scope, which changes what the engine keeps in memory; then fails, if asked to.
        func save(_ scope: ScopeID, stops: Bool = false) async throws {
            try await node.write { engine, transaction, environment in
                let draft = DirectoryDraft(codec: engine.codec, author: environment.signer.key.device)
                    .scope(environment.newRecordID(), number: scope, area: nil, purpose: "village")
                _ = try engine.save([draft], in: .directory, transaction, environment: environment)
                guard engine.authority.scopes.contains(scope), !stops else { throw Stopped() }
            }
        }
    }

    private let scope = ScopeID(rawValue: 0x77)

    /// A5: a transaction works on a copy of the engine, which is kept only if the store commits.
    @Test func aWriteThatFailsLeavesEngineAndStoreAsTheyWere() async throws {
        let center = try await Center()
        let before = try await center.state()
        await #expect(throws: Stopped.self) { try await center.save(scope, stops: true) }
        let failed = try await center.state()
        #expect(failed.authority == before.authority)
        #expect(failed.heads == before.heads)
        try await center.save(scope)
        let saved = try await center.state()
        #expect(saved.authority.scopes.contains(scope))
        #expect(saved.heads != before.heads)
    }

    /// I12: when a request is handed out, the file outside the data folder names what is newest in it.
    @Test func theWitnessIsWrittenBeforeAnythingLeaves() async throws {
        let center = try await Center()
        try await center.save(scope)
        let file = CheckedFile(center.folder.witnessPath)
        // Written once where a replica was minted; after that only before something leaves.
        let minted = try #require(try file.read())
        try await center.save(ScopeID(rawValue: 0x78))
        #expect(try file.read() == minted)
        _ = try await center.node.nextRequest(ExchangeSession())
        let bytes = try #require(try file.read())
        let witness = try #require(Witness(bytes: bytes))
        let heads = try await center.state().heads
        #expect(heads.contains { $0 == witness.lastHead && $0.replica == witness.replica })
    }
}
