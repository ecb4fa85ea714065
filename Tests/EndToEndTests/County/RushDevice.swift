import Causality
import Foundation
import Identity
import Logging
import Node
import PeerTransport
import ReplicaStore
import Replication
import WireProtocol

/// A device of this process, enrolled at a real center, with a day in its store.
struct RushDevice: Sendable {
    let name: String
    let node: LocalNode

    private static let visit = RecordKind(rawValue: 102)

    /// Invites and enrols it, lets it fetch the directory, and writes its day.
    init(_ number: Int, in county: TestCounty, visits: Int) async throws {
        name = "电脑\(number)"
        let file = "\(county.folder)/\(number).invite"
        try county.succeed(
            "center",
            [
                "invite", "--name", name, "--role", "device", "--area", "练习一村", "--person", "干部\(number)",
                "--address", county.address(of: "center"), "-o", file,
            ])
        let invite = try Invite(decoding: Array(try Data(contentsOf: URL(fileURLWithPath: file))))
        node = try await DeviceJoin(invite: invite).run(in: county.folder(of: "d\(number)"), logger: Self.quiet)
        _ = try await UpstreamSync(node: node).run()
        try await node.write { engine, transaction, environment in
            guard
                let scope = engine.authority.readableScopes(of: environment.signer.key.hash).first(where: {
                    $0 != .directory
                })
            else { throw NeverHappened(description: "the device may read no village") }
            for visit in 1...visits {
                let draft = ChangeDraft(
                    kind: Self.visit, record: environment.newRecordID(), author: environment.signer.key.device,
                    supersedes: [],
                    writes: [
                        .init(
                            register: RegisterNumber(rawValue: 2), value: engine.codec.encode(.text("第\(visit)户，水渠堵了")))
                    ])
                _ = try engine.save([draft], in: scope, transaction, environment: environment)
            }
        }
    }

    static func open(_ folder: NodeFolder) async throws -> LocalNode {
        try LocalNode(folder: folder, settings: await NodeSettings.load(from: folder), logger: quiet)
    }

    private static let quiet = Logger(label: "rush") { _ in SwiftLogNoOpLogHandler() }

    /// Syncs until the center has signed for everything. Throws what waiting does not mend.
    func deliver() async throws {
        var retries = RetrySchedule()
        while true {
            do {
                _ = try await UpstreamSync(node: node).run()
                retries.succeeded()
                if try await isSignedFor() { return }
            } catch let failure as SyncFailure where failure.isTransient {
                let wait = retries.delayAfterFailureMilliseconds(
                    random: .random(in: .min ... .max), retryAfterSeconds: failure.retryAfterSeconds)
                try await pause(milliseconds: wait)
            }
        }
    }

    private func isSignedFor() async throws -> Bool {
        try await node.read { engine, transaction in
            try transaction.scopes().allSatisfy { scope in
                let count = try engine.custodyCount(of: scope, isCenter: false, transaction)
                return scope == .directory || count.atCounty == count.held
            }
        }
    }

    /// Each place of each log beside the directory, with the change that stands there.
    static func changes(of node: LocalNode) async throws -> [LogPosition: ChangeID] {
        try await node.read { _, transaction in
            var changes: [LogPosition: ChangeID] = [:]
            for scope in try transaction.scopes() where scope != .directory {
                for head in try transaction.heads(in: scope) {
                    for change in try transaction.changes(of: head.log, from: 1, byteLimit: Limits.batchBytes) {
                        changes[change.position] = change.change
                    }
                }
            }
            return changes
        }
    }
}
