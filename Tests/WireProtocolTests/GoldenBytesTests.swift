import Causality
import Replication
import Testing
import WireProtocol

/// Bytes that are out in the world: a change here is a change of the protocol, and needs a decision record.
@Suite struct GoldenBytesTests {
    let codec = ProtobufChangeCodec()

    var body: ChangeBody {
        ChangeBody(
            salt: 0x0102_0304_0506_0708, kind: RecordKind(rawValue: 20),
            record: RecordID(rawValue: 0x0198_0000_0000_7000_8000_0000_0000_0001),
            author: RecordID(rawValue: 0x0198_0000_0000_7000_8000_0000_0000_0002),
            enteredBy: RecordID(rawValue: 0x0198_0000_0000_7000_8000_0000_0000_0003),
            recordedAt: 1_772_328_137_663,
            supersedes: [ChangeID(high: 0xA1, low: 0xA2)],
            writes: [
                .init(register: RegisterNumber(rawValue: 2), value: codec.encode(.text("水渠"))),
                .init(register: RegisterNumber(rawValue: 10_001), value: codec.encode(.integer(-4500))),
            ],
            remainingInUnit: 1)
    }

    @Test func aBodyHasTheseBytesAndThisChangeID() throws {
        let bytes = try codec.encode(body)
        #expect(
            Hexadecimal.encode(bytes)
                == "0a100198000000007000800000000000000111080706050403020118bfe7f4b7ca332210019800000000700080"
                + "000000000000022814320302914e3a080a06e6b0b4e6b8a03a0310a746421000000000000000a1000000000000"
                + "00a24801521001980000000070008000000000000003")
        #expect(Hash(of: bytes).changeID.description == "caba922875e72d63f06be7dc20af454d")
        #expect(try codec.decodeBody(bytes) == body)
    }

    @Test func valuesHaveTheseBytes() throws {
        let id = RecordID(rawValue: 3)
        let samples: [(Value, String)] = [
            (.none, ""),
            (.text("听"), "0a03e590ac"),
            (.integer(-1), "1001"),
            (.boolean(false), "1800"),
            (.instant(1_772_328_137_663), "20bfe7f4b7ca33"),
            (.date(try #require(CivilDate(year: 2026, month: 6, day: 3))), "28fec102"),
            (.code("03"), "32023033"),
            (
                .reference(Reference(scope: ScopeID(rawValue: 1), kind: RecordKind(rawValue: 4), id: id)),
                "3a1d09010000000000000010041a1000000000000000000000000000000003"
            ),
            (
                .attachment(Attachment(sha256: Hash(words: (1, 2, 3, 4)), size: 300, mediaType: "image/jpeg")),
                "42310a20000000000000000100000000000000020000000000000003000000000000000410ac021a0a696d6167"
                    + "652f6a706567"
            ),
            (.list([.boolean(true), .none]), "4a060a0218010a00"),
            (.group([GroupMember(1, .code("a")), GroupMember(2, .none)]), "520d0a07080112033201610a020802"),
        ]
        for (value, bytes) in samples { #expect(Hexadecimal.encode(codec.encode(value).bytes) == bytes, "\(value)") }
    }

    @Test func aHeaderHasTheseBytes() {
        let header = ChangeHeader(
            scope: ScopeID(rawValue: 0x11), replica: ReplicaID(rawValue: 0x22), seq: 0x33,
            bodyHash: Hash(words: (1, 2, 3, 4)), previous: Hash(words: (5, 6, 7, 8)))
        #expect(
            Hexadecimal.encode(header.bytes)
                == "010100000000000000110000000000000022000000000000003300000000000000010000000000000002000000"
                + "000000000300000000000000040000000000000005000000000000000600000000000000070000000000000008")
    }

    @Test func framesHaveTheseBytes() throws {
        let log = LogID(scope: ScopeID(rawValue: 0x11), replica: ReplicaID(rawValue: 0x22))
        let state = ExchangeRequest.ScopeState(
            scope: .directory, digest: 0x0A,
            vector: VersionVector([.init(replica: ReplicaID(rawValue: 0x33), seq: 300, tag: 0x0C)]),
            receiptDigest: 0x0B)
        let idle = ExchangeRequest(scopes: [state], segments: [], probes: [], responseBytes: 49_152, receiptIssuers: [])
        let sent = Hexadecimal.encode(try Frame.encode(WireCodec.encode(idle, sender: log.replica)))
        #expect(
            sent == "5453010008011234090100000000000000110a000000000000001a170a1509330000000000000010ac02190c00"
                + "000000000000210b0000000000000028808003312200000000000000")
        let head = SignedHead(
            position: LogPosition(log: log, seq: 3, hash: Hash(words: (1, 2, 3, 4))),
            signature: [UInt8](repeating: 0x5A, count: 64))
        let segment = Segment(
            log: log, firstSeq: 3, genesis: nil, entries: [LogEntry(body: [1, 2])], heads: [head])
        let response = ExchangeResponse(
            scopes: [], segments: [segment], forks: [], receipts: [],
            refusals: [Refusal(scope: log.scope, replica: log.replica, reason: .gap)], hasMore: true,
            serverTime: 1_772_328_137_663)
        let answered = Hexadecimal.encode(try Frame.encode(WireCodec.encode(response)))
        #expect(
            answered == "5453010008011a8201091100000000000000112200000000000000180322040a0201022a660803122000000000"
                + "000000010000000000000002000000000000000300000000000000041a405a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
                + "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
                + "5a5a5a5a32140911000000000000001122000000000000001804380140bfe7f4b7ca33")
    }

    @Test func aCompressedFrameOfAnyLibraryVersionIsRead() throws {
        #expect(try Frame.decode([0x54, 0x53, 1, 1] + zeros(blocks: 1)) == [UInt8](repeating: 0, count: 128 * 1024))
        let sample = try #require(
            Hexadecimal.decode("5453010128b52ffd0060a5000068e585a5e688b7e590ace8af8920010074a0e617"))
        #expect(try Frame.decode(sample) == Array(String(repeating: "入户听诉 ", count: 20).utf8))
    }
}
