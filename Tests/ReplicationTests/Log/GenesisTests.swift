import Causality
import Replication
import Testing

@Suite struct GenesisTests {
    private static let keyHash = Hash(of: [4] + [UInt8](repeating: 7, count: 64))
    private static let nonce = RecordID(rawValue: 0x0001_0203_0405_0607_0809_0A0B_0C0D_0E0F)
    private static let previous = ReplicaID(rawValue: 0xAABB_CCDD_EEFF_0011)

    private static func head(_ scope: UInt64, _ seq: UInt64, _ text: String) -> LogPosition {
        LogPosition(
            log: LogID(scope: ScopeID(rawValue: scope), replica: previous), seq: seq, hash: Hash(of: Array(text.utf8)))
    }

    private let first = Genesis(
        deviceKeyHash: GenesisTests.keyHash, nonce: GenesisTests.nonce, previous: nil, previousHeads: [])
    /// Heads are given in the wrong order.
    private let second = Genesis(
        deviceKeyHash: GenesisTests.keyHash, nonce: GenesisTests.nonce, previous: GenesisTests.previous,
        previousHeads: [GenesisTests.head(0x0102_0304_0506_0708, 7, "two"), GenesisTests.head(1, 5, "one")])

    /// Bytes and hashes were put together outside this program.
    @Test func theLayoutOfAFirstGenesisIsFixed() {
        let bytes =
            "01" + "ee5c8300cd173089ebd4088c09e55c00142c6ef3a91d68831b199b2d9383e595"
            + "000102030405060708090a0b0c0d0e0f" + "0000000000000000" + "0000"
        #expect(Hexadecimal.encode(first.bytes) == bytes)
        #expect(first.replica.description == "1cd4986f63cb098e")
        #expect(
            first.chainStart(in: ScopeID(rawValue: 0x0102_0304_0506_0708)).description
                == "ed43340a529b395b89248a3df446ddcbd02b98c8544147eba425aebb55bd46cd")
    }

    @Test func theLayoutOfALaterGenesisIsFixed() {
        let bytes =
            "01" + "ee5c8300cd173089ebd4088c09e55c00142c6ef3a91d68831b199b2d9383e595"
            + "000102030405060708090a0b0c0d0e0f" + "aabbccddeeff0011" + "0002"
            + "0000000000000001" + "0000000000000005"
            + "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
            + "0102030405060708" + "0000000000000007"
            + "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"
        #expect(Hexadecimal.encode(second.bytes) == bytes)
        #expect(second.replica.description == "fbf0967874d0c5b3")
    }

    @Test func bytesSurviveReading() {
        #expect(Genesis(bytes: first.bytes) == first)
        #expect(Genesis(bytes: second.bytes) == second)
    }

    @Test func everyTruncationAndEveryLeftOverIsRefused() {
        for genesis in [first, second] {
            let bytes = genesis.bytes
            for count in 0..<bytes.count {
                #expect(Genesis(bytes: Array(bytes.prefix(count))) == nil, "\(count) of \(bytes.count) bytes")
            }
            for count in [1, 8, 47, 48, 96] {
                #expect(Genesis(bytes: bytes + [UInt8](repeating: 0, count: count)) == nil, "\(count) left over")
            }
        }
    }

    @Test func anotherVersionIsRefused() {
        for version in UInt8.min...UInt8.max where version != Genesis.version {
            #expect(Genesis(bytes: [version] + first.bytes.dropFirst()) == nil)
        }
    }

    @Test func aCountThatTheBytesDoNotHoldIsRefused() {
        var bytes = second.bytes
        (bytes[57], bytes[58]) = (0xFF, 0xFF)
        #expect(Genesis(bytes: bytes) == nil)
        (bytes[57], bytes[58]) = (0, 1)
        #expect(Genesis(bytes: bytes) == nil)
    }

    @Test func headsWithoutAPreviousReplicaAreRefused() {
        var bytes = second.bytes
        for place in 49..<57 { bytes[place] = 0 }
        #expect(Genesis(bytes: bytes) == nil)
    }

    /// One knowledge has one form of bytes, else one genesis would have two replica ids.
    @Test func headsOutOfOrderOrTwiceAreRefused() {
        let bytes = second.bytes
        let swapped = Array(bytes[..<59] + bytes[107..<155] + bytes[59..<107])
        #expect(Genesis(bytes: swapped) == nil)
        let doubled = Array(bytes[..<59] + bytes[59..<107] + bytes[59..<107])
        #expect(Genesis(bytes: doubled) == nil)
    }

    /// Scope 0 is none.
    @Test func aHeadOfNoScopeIsRefused() {
        let bytes = second.bytes
        #expect(Genesis(bytes: bytes[..<59] + [UInt8](repeating: 0, count: 8) + bytes[67...]) == nil)
    }

    @Test func theOrderInWhichHeadsAreGivenMakesNoDifference() {
        let sorted = Genesis(
            deviceKeyHash: second.deviceKeyHash, nonce: second.nonce, previous: second.previous,
            previousHeads: second.previousHeads.sorted { $0.scope < $1.scope })
        #expect(sorted == second)
        #expect(sorted.replica == second.replica)
    }

    @Test func everyPartOfTheGenesisMakesAnotherReplica() throws {
        var replicas: Set<ReplicaID> = [second.replica]
        for place in [1, 32, 33, 48, 49, 56, 67, 74, 75, 106] {
            var bytes = second.bytes
            bytes[place] ^= 1
            replicas.insert(try #require(Genesis(bytes: bytes)).replica)
        }
        #expect(replicas.count == 11)
    }

    @Test func eachScopeHasAChainStartOfItsOwn() {
        let starts = (0..<50).map { first.chainStart(in: ScopeID(rawValue: $0)) }
        #expect(Set(starts).count == 50)
        #expect(first.chainStart(in: .directory) != second.chainStart(in: .directory))
    }
}
