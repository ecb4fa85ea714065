import Replication
import Testing

@Suite struct RecordKeyTests {
    /// The order that lists and digests rely on: scope first, then kind, then id.
    @Test func keysAreOrderedByScopeThenKindThenID() {
        func key(_ scope: UInt64, _ kind: UInt32, _ id: UInt128) -> RecordKey {
            RecordKey(scope: ScopeID(rawValue: scope), kind: RecordKind(rawValue: kind), id: RecordID(rawValue: id))
        }
        let sorted = [key(1, 9, 9), key(2, 1, 9), key(2, 2, 1), key(2, 2, 2), key(.max, 0, 0)]
        for (left, leftKey) in sorted.enumerated() {
            for (right, rightKey) in sorted.enumerated() {
                #expect((leftKey < rightKey) == (left < right))
            }
        }
    }

    @Test func aScopePrintsItsSixteenDigits() {
        #expect(ScopeID.directory.description == "0000000000000001")
    }
}
