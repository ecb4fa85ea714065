import Causality
import Testing

@Suite struct VersionVectorTests {
    private let low = Exhaustive.replicas[0]
    private let high = Exhaustive.replicas[1]

    private func vector(_ entries: (ReplicaID, UInt64, UInt64)...) throws -> VersionVector {
        try #require(VersionVector(entries.map { .init(replica: $0.0, seq: $0.1, tag: $0.2) }))
    }

    @Test func allSmallVectorsAreTried() {
        #expect(Exhaustive.vectors.count == 25)
        #expect(Set(Exhaustive.vectors).count == 25)
    }

    @Test func comparisonSeenFromTheOtherSideIsReversed() {
        for left in Exhaustive.vectors {
            for right in Exhaustive.vectors {
                #expect(left.compare(to: right) == right.compare(to: left).reversed, "\(left) and \(right)")
            }
        }
    }

    @Test func onlyIdenticalVectorsAreEqual() {
        for left in Exhaustive.vectors {
            for right in Exhaustive.vectors {
                #expect((left.compare(to: right) == .equal) == (left == right), "\(left) and \(right)")
            }
        }
    }

    /// What two reports say alike is in both, whichever is named first, and all of a report where both are the same.
    @Test func whatTwoReportsSayAlikeIsInBoth() {
        for left in Exhaustive.vectors {
            #expect(left.meet(left) == left)
            for right in Exhaustive.vectors {
                let common = left.meet(right)
                #expect(common == right.meet(left), "\(left) and \(right)")
                for side in [left, right] {
                    for entry in common.entries {
                        let its = side[entry.replica]
                        #expect(its.map { $0.seq > entry.seq || $0 == entry } == true, "\(left) and \(right)")
                    }
                }
            }
        }
    }

    /// The definition by replicas, written without the merge loop of the code.
    @Test func comparisonAgreesWithTheDefinition() {
        for left in Exhaustive.vectors {
            for right in Exhaustive.vectors {
                var ahead = false
                var behind = false
                for replica in Exhaustive.replicas {
                    let (l, r) = (left[replica], right[replica])
                    let forked = l != nil && l?.seq == r?.seq && l?.tag != r?.tag
                    if (l?.seq ?? 0) > (r?.seq ?? 0) || forked { ahead = true }
                    if (l?.seq ?? 0) < (r?.seq ?? 0) || forked { behind = true }
                }
                let expected: CausalOrder =
                    ahead ? (behind ? .concurrent : .after) : (behind ? .before : .equal)
                #expect(left.compare(to: right) == expected, "\(left) and \(right)")
            }
        }
    }

    @Test(
        arguments: [
            ([], [], CausalOrder.equal),
            ([], [(1, 1, 9)], .before),
            ([(1, 2, 9)], [(1, 1, 8)], .after),
            ([(1, 1, 9)], [(2, 1, 9)], .concurrent),
            ([(1, 1, 9)], [(1, 1, 8)], .concurrent),
            ([(1, 3, 9), (2, 1, 5)], [(1, 3, 9), (2, 2, 6), (4, 1, 1)], .before),
            ([(1, 3, 9), (3, 1, 5)], [(1, 3, 9), (2, 2, 6)], .concurrent),
        ] as [([(UInt64, UInt64, UInt64)], [(UInt64, UInt64, UInt64)], CausalOrder)])
    func knownPairsCompareAsWritten(
        left: [(UInt64, UInt64, UInt64)], right: [(UInt64, UInt64, UInt64)], expected: CausalOrder
    ) throws {
        func made(_ entries: [(UInt64, UInt64, UInt64)]) throws -> VersionVector {
            try #require(
                VersionVector(entries.map { .init(replica: ReplicaID(rawValue: $0.0), seq: $0.1, tag: $0.2) }))
        }
        #expect(try made(left).compare(to: made(right)) == expected)
    }

    @Test func replaceIsIdempotentAndTheNewerReportStands() {
        for vector in Exhaustive.vectors {
            for replica in Exhaustive.replicas {
                for case let entry? in Exhaustive.entries(of: replica) {
                    var once = vector
                    once.replace(entry)
                    var twice = once
                    twice.replace(entry)
                    #expect(once == twice)
                    #expect(once[replica] == entry)
                    for other in Exhaustive.replicas where other != replica {
                        #expect(once[other] == vector[other])
                    }
                    // What `replace` builds is what the initializer would have accepted.
                    #expect(VersionVector(once.entries) == once)
                }
            }
        }
    }

    @Test func entriesOfManyReplicasAreFoundInAnyOrderOfArrival() {
        let replicas = (0..<UInt64(40)).map { ReplicaID(rawValue: ($0 &* 0x9E37_79B9_7F4A_7C15) ^ 0x5555) }
        var arrived = VersionVector()
        for (index, replica) in replicas.enumerated() {
            arrived.replace(.init(replica: replica, seq: UInt64(index) + 1, tag: UInt64(index)))
        }
        #expect(arrived.entries.map(\.replica) == replicas.sorted())
        #expect(VersionVector(arrived.entries.reversed()) == arrived)
        for (index, replica) in replicas.enumerated() {
            #expect(arrived[replica]?.seq == UInt64(index) + 1)
        }
        #expect(arrived[ReplicaID(rawValue: 1)] == nil)
    }

    @Test func aReplicaTwiceAndSeqZeroAreRefused() {
        #expect(
            VersionVector([.init(replica: low, seq: 1, tag: 1), .init(replica: low, seq: 2, tag: 2)]) == nil)
        #expect(
            VersionVector([
                .init(replica: low, seq: 1, tag: 1), .init(replica: high, seq: 1, tag: 1),
                .init(replica: low, seq: 1, tag: 1),
            ]) == nil)
        #expect(VersionVector([.init(replica: low, seq: 0, tag: 1)]) == nil)
        #expect(VersionVector([]) == VersionVector())
    }

    @Test func anEntryCoversWhatStandsBelowItForAHolderOfTheSameBranch() throws {
        for vector in Exhaustive.vectors {
            for replica in Exhaustive.replicas {
                for seq in 1...Exhaustive.seqMax + 1 {
                    for held in Exhaustive.tags.map(Optional.some) + [nil] {
                        let expected = vector[replica].map { seq <= $0.seq && $0.tag == held } ?? false
                        #expect(vector.covers(replica, seq: seq) { _ in held } == expected)
                    }
                }
            }
        }
    }

    @Test func coverageIsAskedAtTheHeightOfTheEntry() throws {
        let vector = try vector((low, 5, 0xA))
        var asked: [UInt64] = []
        let covered = vector.covers(low, seq: 2) {
            asked.append($0)
            return 0xA
        }
        #expect(covered)
        #expect(asked == [5])
    }

    /// The failure of our first draft: two clones of one machine, each three changes high, told each other "you have
    /// all of mine", and neither's changes ever arrived.
    @Test func twoClonesAtEqualHeightDoNotHideFromEachOther() throws {
        let tagsOfOne: [UInt64: UInt64] = [1: 0x1, 2: 0x2A, 3: 0x3A]
        let tagsOfOther: [UInt64: UInt64] = [1: 0x1, 2: 0x2B, 3: 0x3B]
        let one = try vector((low, 3, 0x3A))
        let other = try vector((low, 3, 0x3B))
        for seq in UInt64(1)...3 {
            #expect(!other.covers(low, seq: seq) { tagsOfOne[$0] })
            #expect(!one.covers(low, seq: seq) { tagsOfOther[$0] })
            #expect(one.covers(low, seq: seq) { tagsOfOne[$0] })
        }
        #expect(one.compare(to: other) == .concurrent)
        #expect(one.canonicalBytes != other.canonicalBytes)
    }

    @Test func aHolderWithAShorterLogIsNotCovered() throws {
        let peer = try vector((low, 9, 0xA))
        let shorterLog: [UInt64: UInt64] = [1: 0x1, 2: 0x2]
        #expect(!peer.covers(low, seq: 2) { shorterLog[$0] })
    }

    @Test func coverageRethrowsWhatTheLogThrows() throws {
        struct DiskFailure: Error {}
        let vector = try vector((low, 2, 0xA))
        #expect(throws: DiskFailure.self) {
            try vector.covers(low, seq: 1) { _ throws -> UInt64? in throw DiskFailure() }
        }
    }

    @Test func canonicalBytesAreSortedAndTwentyFourForEachEntry() throws {
        let vector = try vector((high, 0x0102_0304_0506_0708, 0x1112_1314_1516_1718), (low, 1, 0xFF))
        #expect(
            Hexadecimal.encode(vector.canonicalBytes)
                == "0000000000000007" + "0000000000000001" + "00000000000000ff"
                + "fffffffffffffffe" + "0102030405060708" + "1112131415161718")
        #expect(VersionVector().canonicalBytes == [])
    }

    @Test func differentVectorsHaveDifferentCanonicalBytes() {
        let bytes = Exhaustive.vectors.map(\.canonicalBytes)
        #expect(Set(bytes).count == Exhaustive.vectors.count)
        for (vector, bytes) in zip(Exhaustive.vectors, bytes) {
            #expect(bytes.count == vector.entries.count * 24)
            #expect(vector.isEmpty == bytes.isEmpty)
        }
    }
}
