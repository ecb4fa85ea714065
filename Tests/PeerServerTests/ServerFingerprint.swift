import Causality
import Replication

/// Everything that a store holds and that anybody could tell: two that are equal differ in nothing.
struct ServerFingerprint: Equatable {
    let heads: [LogPosition]
    let signedHeads: [SignedHead]
    let changes: [ChangeID]
    let standings: [Standing: Int]
    let records: [RecordKey]
    let states: [RecordState]
}

extension ServerReplica {
    var fingerprint: ServerFingerprint {
        get throws {
            try storage.read { transaction in
                let heads = transaction.scopes().flatMap { transaction.heads(in: $0) }
                var standings: [Standing: Int] = [:]
                for standing in Standing.allCases {
                    standings[standing] = transaction.changes(standing: [standing]).count
                }
                return ServerFingerprint(
                    heads: heads,
                    signedHeads: heads.flatMap { transaction.signedHeads(of: $0.log, in: 1...$0.seq) },
                    changes: storage.state.changeIDs, standings: standings,
                    records: storage.state.sortedRecords.map(\.key), states: storage.state.sortedRecords.map(\.state))
            }
        }
    }
}
