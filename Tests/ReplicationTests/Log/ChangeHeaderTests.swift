import Causality
import Replication
import Testing

@Suite struct ChangeHeaderTests {
    private let header = ChangeHeader(
        scope: ScopeID(rawValue: 0x0102_0304_0506_0708), replica: ReplicaID(rawValue: 0x1112_1314_1516_1718),
        seq: 0x2122_2324_2526_2728, bodyHash: Hash(of: Array("abc".utf8)), previous: Hash(of: [UInt8]()))

    /// The layout as bytes, put together outside this program: a change here breaks every log in the field.
    @Test func theLayoutIsTheOneThatLogsInTheFieldHave() {
        #expect(
            Hexadecimal.encode(header.bytes)
                == "0101" + "0102030405060708" + "1112131415161718" + "2122232425262728"
                + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(header.bytes.count == 90)
        #expect(ChangeHeader.byteCount == 90)
        #expect(header.hash.description == "75ecfad9e709a4db84684c162ee8abf791287926606154ecccc97ad3f3b82fbf")
    }

    @Test func bytesSurviveReading() {
        #expect(ChangeHeader(bytes: header.bytes) == header)
    }

    @Test func everyTruncationAndAnyLeftOverIsRefused() {
        let bytes = header.bytes
        for count in 0..<bytes.count {
            #expect(ChangeHeader(bytes: Array(bytes.prefix(count))) == nil)
        }
        #expect(ChangeHeader(bytes: bytes + [0]) == nil)
    }

    @Test func anotherVersionOrSuiteIsRefused() {
        for place in 0...1 {
            for value in UInt8.min...UInt8.max where value != 1 {
                var bytes = header.bytes
                bytes[place] = value
                #expect(ChangeHeader(bytes: bytes) == nil)
            }
        }
    }

    /// No byte of the header is outside the hash.
    @Test func everyFlippedBitChangesTheHash() throws {
        var hashes: Set<Hash> = [header.hash]
        for place in 2..<ChangeHeader.byteCount {
            var bytes = header.bytes
            bytes[place] ^= 0x10
            let changed = try #require(ChangeHeader(bytes: bytes))
            #expect(changed.bytes == bytes)
            hashes.insert(changed.hash)
        }
        #expect(hashes.count == ChangeHeader.byteCount - 1)
    }
}
