import Causality
import Replication
import Testing

@Suite struct StoredChangeTests {
    @Test(arguments: [
        (true, true, Standing.applied), (false, true, .held), (true, false, .unapplied), (false, false, .heldUnapplied),
    ])
    func standingFollowsAdmissionAndUnderstanding(admitted: Bool, understood: Bool, expected: Standing) {
        let standing = Standing(admitted: admitted, understood: understood)
        #expect(standing == expected)
        #expect(standing.isAdmitted == admitted)
    }

    /// Stores write these numbers; they must not move.
    @Test func standingsKeepTheirNumbers() {
        #expect(Standing.allCases.map(\.rawValue) == [1, 2, 3, 4])
    }

    @Test func aPositionIsItsLogsEntryInAVector() {
        let position = LogPosition(
            log: LogID(scope: ScopeID(rawValue: 5), replica: ReplicaID(rawValue: 6)), seq: 7,
            hash: Hash(words: (8, 9, 10, 11)))
        #expect(position.vectorEntry == VersionVector.Entry(replica: ReplicaID(rawValue: 6), seq: 7, tag: 8))
        #expect(position.log.description == "0000000000000005/0000000000000006")
    }

    @Test func logsAreOrderedByScopeThenReplica() {
        func log(_ scope: UInt64, _ replica: UInt64) -> LogID {
            LogID(scope: ScopeID(rawValue: scope), replica: ReplicaID(rawValue: replica))
        }
        let sorted = [log(1, 9), log(2, 1), log(2, 3), log(.max, 0)]
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test func aSegmentEndsAfterItsLastEntryAndCountsItsBodies() {
        let segment = Segment(
            log: LogID(scope: ScopeID(rawValue: 5), replica: ReplicaID(rawValue: 6)), firstSeq: 4, genesis: nil,
            entries: [LogEntry(body: [1, 2, 3]), LogEntry(body: []), LogEntry(body: [4])], heads: [])
        #expect(segment.endSeq == 7)
        #expect(segment.byteCount == 32 + 3 * 8 + 4)
    }
}
