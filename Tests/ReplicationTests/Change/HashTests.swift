import Causality
import Crypto
import Replication
import Testing

@Suite struct HashTests {
    /// Source: FIPS 180-4 examples (NIST, "SHA256.pdf") and the empty message of the CAVP short-message vectors.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func publishedVectorsAreMet(message: String, expected: String) {
        #expect(Hash(of: Array(message.utf8)).description == expected)
    }

    /// One path hashes a contiguous buffer in place, the other copies first.
    @Test func theKindOfSequenceMakesNoDifference() {
        let bytes = (0..<200).map { UInt8($0) }
        let inPlace = Hash(of: bytes)
        #expect(Hash(of: bytes[...]) == inPlace)
        #expect(Hash(of: AnySequence(bytes)) == inPlace)
        #expect(Hash(of: bytes.lazy.map { $0 }) == inPlace)
        #expect(inPlace.bytes == Array(SHA256.hash(data: bytes)))
    }

    @Test func bytesSurviveAndOtherCountsAreRefused() {
        let bytes: [UInt8] = Array(1...32)
        #expect(Hash(bytes: bytes)?.bytes == bytes)
        #expect(Hash(bytes: [0] + bytes) == nil)
        #expect(Hash(bytes: bytes.dropLast()) == nil)
        #expect(Hash(bytes: [UInt8]()) == nil)
        #expect(Hash(bytes: ([9] + bytes)[1...])?.bytes == bytes)
    }

    @Test func hashesThatDifferInOneWordAreNotEqual() {
        let base = Hash(words: (1, 2, 3, 4))
        #expect(base == Hash(words: (1, 2, 3, 4)))
        for other in [
            Hash(words: (0, 2, 3, 4)), Hash(words: (1, 0, 3, 4)), Hash(words: (1, 2, 0, 4)), Hash(words: (1, 2, 3, 0)),
        ] {
            #expect(base != other)
        }
    }

    @Test func tagAndChangeIDAreTheFirstBytes() {
        let hash = Hash(of: Array("abc".utf8))
        #expect(hash.tag == 0xBA78_16BF_8F01_CFEA)
        #expect(hash.changeID.bytes == Array(hash.bytes.prefix(16)))
    }
}
