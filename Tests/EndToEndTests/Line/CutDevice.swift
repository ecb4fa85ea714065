import Causality
import Foundation
import Identity
import Logging
import Node
import ReplicaStore
import Replication
import WireProtocol

/// A device of a county over a line of the test: the store, the engine and the client of production.
final class CutDevice {
    private static let visit = RecordKind(rawValue: 102)

    private let name: String
    private let county: TestCounty
    private let node: LocalNode
    private let village: ScopeID
    private(set) var written: [ChangeID] = []

    init(_ name: String, of county: TestCounty, over line: CutLine) async throws {
        self.name = name
        self.county = county
        try county.join(name, machine: "一村\(name)", area: "练习一村", person: "张干部", upstream: "center")
        var settings = try await NodeSettings.load(from: NodeFolder(path: county.data(name)))
        settings.upstream?.addresses = ["https://127.0.0.1:\(line.port)"]
        var logger = Logger(label: "cut-line")
        logger.logLevel = .critical
        node = try LocalNode(
            folder: NodeFolder(path: county.data(name), environment: ["TINGSU_STATE": "\(county.folder)/state"]),
            settings: settings, logger: logger)
        let node = node
        let own = node.credentials.keyPair.key.hash
        let scopes = try await node.read { engine, _ in engine.authority.readableScopes(of: own) }
        guard let village = scopes.first(where: { $0 != .directory }) else {
            throw NeverHappened(description: "\(name) may read no village")
        }
        self.village = village
    }

    /// Writes one change.
    func record() async throws {
        let (author, village) = (node.credentials.keyPair.key.device, village)
        let text = "\(name) 第\(written.count)次"
        let saved = try await node.write { engine, transaction, environment in
            let draft = ChangeDraft(
                kind: CutDevice.visit, record: environment.newRecordID(), author: author, supersedes: [],
                writes: [.init(register: RegisterNumber(rawValue: 2), value: engine.codec.encode(.text(text)))])
            return try engine.save([draft], in: village, transaction, environment: environment)
        }
        written += saved.map(\.change)
    }

    func sync() async throws {
        _ = try await UpstreamSync(node: node).run()
    }

    /// The ids of all changes in all logs of the village, sorted, as often as they stand there.
    func held() async throws -> [ChangeID] {
        let village = village
        return try await node.read { _, transaction in
            var ids: [ChangeID] = []
            for head in try transaction.heads(in: village) {
                var next: UInt64 = 1
                while next <= head.seq {
                    let run = try transaction.changes(of: head.log, from: next, byteLimit: 1 << 20)
                    ids += run.map(\.change)
                    next += UInt64(run.count)
                }
            }
            return ids.sorted()
        }
    }

    /// Fails where this store does not hold each change of `devices`, and where it holds another. The sync before has
    /// found its upstream equal.
    func expectWritten(by devices: [CutDevice], _ place: String) async throws {
        let village = village
        let seqs = try await node.read { _, transaction in
            try transaction.heads(in: village).map { Int($0.seq) }.sorted()
        }
        let counts = devices.map(\.written.count).sorted()
        guard seqs == counts else {
            throw NeverHappened(description: "\(place): logs of \(seqs) changes, \(counts) were written")
        }
    }

    /// Gives the store up and answers the digest of its state.
    func close() async throws -> String {
        try await node.close()
        return try county.soundDigest(name)
    }
}
