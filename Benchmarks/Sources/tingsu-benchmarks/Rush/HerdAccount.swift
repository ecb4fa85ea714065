import Causality
import Node
import ReplicaStore
import Replication

/// What a store holds beside the directory: each place of each log, with the change that stands there.
struct HerdAccount {
    private(set) var changes: [LogPosition: ChangeID] = [:]

    init(_ node: LocalNode) async throws {
        changes = try await node.read { _, transaction in
            var changes: [LogPosition: ChangeID] = [:]
            for scope in try transaction.scopes() where scope != .directory {
                for head in try transaction.heads(in: scope) {
                    var next: UInt64 = 1
                    while next <= head.seq {
                        let read = try transaction.changes(of: head.log, from: next, byteLimit: Limits.batchBytes)
                        guard let last = read.last else { break }
                        for change in read { changes[change.position] = change.change }
                        next = last.position.seq + 1
                    }
                }
            }
            return changes
        }
    }

    /// Changes that stand at two places or more.
    var doubled: Int { changes.count - Set(changes.values).count }

    /// Changes of this store that `other` has not, or has as another one.
    func missing(in other: HerdAccount) -> Int {
        changes.count { other.changes[$0.key] != $0.value }
    }
}
