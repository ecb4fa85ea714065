import Causality

extension ReplicaEngine {
    /// Whether the states of the directory's records are those that its log makes.
    ///
    /// Who may write and read is read from these states at each opening, so one that a bad disk changed must not count:
    /// a lost end of a grant would hand records to a machine that was stolen. Answers true, too, where the log itself is
    /// not readable or its bodies are not what their ids say: then the states are the better witness, and verifying the
    /// store says so. Throws what the storage throws beside that.
    public static func directoryFollowsFromLog(
        _ codec: Codec, _ transaction: some ReplicaTransaction
    ) throws -> Bool {
        let folded: [RecordKey: RecordState]
        do {
            guard let made = try foldDirectory(codec, transaction) else { return true }
            folded = made
        } catch is StorageCorruption {
            return true
        }
        do {
            let states = try transaction.states(in: .directory)
            return states.count == folded.count && states.allSatisfy { folded[$0.key]?.encoded == $0.state.encoded }
        } catch is StorageCorruption {
            return false
        }
    }

    /// Nil where a body is not the one that was stored.
    private static func foldDirectory(
        _ codec: Codec, _ transaction: some ReplicaTransaction
    ) throws -> [RecordKey: RecordState]? {
        // The order of arrival does not matter to a fold, and nothing here goes on to bytes.
        var applied: [RecordKey: [(id: ChangeID, body: ChangeBody)]] = [:]
        for head in try transaction.heads(in: .directory) {
            var next: UInt64 = 1
            while next <= head.seq {
                let run = try transaction.changes(of: head.log, from: next, byteLimit: Limits.batchBytes)
                guard let last = run.last else { return nil }
                for stored in run where stored.standing == .applied {
                    guard Hash(of: stored.body).changeID == stored.change, let body = try? codec.decodeBody(stored.body)
                    else { return nil }
                    applied[stored.record, default: []].append((stored.change, body))
                }
                next = last.position.seq + 1
            }
        }
        return applied.mapValues { RecordState(folding: $0) }
    }
}
