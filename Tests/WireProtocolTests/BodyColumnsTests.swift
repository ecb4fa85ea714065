import Causality
import Replication
import Testing
import WireProtocol

/// Bodies in columns come out as they went in, whatever they are (I8).
@Suite struct BodyColumnsTests {
    @Test func requestsReturnAsTheyWere() throws {
        try withSeeds(300) { generator, replay in
            var request = generator.request()
            request.readsColumns = generator.bool()
            let bytes = WireCodec.encode(request, inColumns: true)
            let decoded = try WireCodec.decodeRequest(bytes)
            #expect(decoded == request, "\(replay)")
            #expect(WireCodec.encode(request, inColumns: true) == bytes, "\(replay)")
        }
    }

    @Test func responsesReturnAsTheyWere() throws {
        try withSeeds(300) { generator, replay in
            var response = generator.response()
            response.readsColumns = generator.bool()
            let bytes = WireCodec.encode(response, inColumns: true)
            let decoded = try WireCodec.decodeResponse(bytes)
            #expect(decoded == response, "\(replay)")
        }
    }

    /// Visits of one cadre, as they follow one another: ids and forms come again.
    @Test func bodiesOfAVillageReturnAndAreShorter() throws {
        try withSeeds(30) { generator, replay in
            let bodies = village(&generator, visits: 40)
            let request = request(of: bodies, &generator)
            let plain = try Frame.encode(WireCodec.encode(request))
            let columns = try Frame.encode(WireCodec.encode(request, inColumns: true))
            let decoded = try WireCodec.decodeRequest(Frame.decode(columns))
            #expect(decoded == request, "\(replay)")
            #expect(columns.count * 100 < plain.count * 90, "\(columns.count) of \(plain.count); \(replay)")
        }
    }

    /// Bodies of later programs, of odd writers, and what is none: each arrives byte for byte, between others that are
    /// taken apart.
    @Test func whatCannotBeTakenApartTravelsAsItIs() throws {
        try withSeeds(100) { generator, replay in
            var bodies = village(&generator, visits: 4)
            let good = bodies[0]
            let odd: [[UInt8]] = [
                // A field that this version does not know; the kind in two bytes where one would do; a field twice.
                good + raw { $0.bytes(field: 99, [1, 2, 3]) }, good + [0x48, 0x80, 0x00], good + good,
                Array(good.dropLast(3)), [0xFF, 0xFF, 0xFF], generator.bytes(1...80), raw { $0.bytes(field: 1, [1]) },
                // A salt of nothing, spelled out; a register without a value.
                good + [0x11, 0, 0, 0, 0, 0, 0, 0, 0], good + [0x30, 7],
            ]
            for body in odd { bodies.insert(body, at: generator.int(0...bodies.count)) }
            let request = request(of: bodies, &generator)
            let decoded = try WireCodec.decodeRequest(WireCodec.encode(request, inColumns: true))
            #expect(decoded == request, "\(replay)")
        }
    }

    /// In columns an entry without a body means the next one of them; so where an entry has none, nothing is moved.
    @Test func anEmptyBodyReturnsAsOne() throws {
        var generator = Generator(seed: 4)
        let request = request(of: [village(&generator, visits: 1)[0], [], [0xFF]], &generator)
        #expect(try WireCodec.decodeRequest(WireCodec.encode(request, inColumns: true)) == request)
    }

    @Test func whoDoesNotAskGetsNone() throws {
        var generator = Generator(seed: 5)
        let request = request(of: village(&generator, visits: 4), &generator)
        #expect(request.readsColumns == false)
        // A reader of version 1 before columns passes over fields 7 and 12; both must be missing.
        let bytes = WireCodec.encode(request)
        #expect(!bytes.suffix(2).elementsEqual([0x60, 0x01]))
        #expect(bytes.count > WireCodec.encode(request, inColumns: true).count)
    }

    private func request(of bodies: [[UInt8]], _ generator: inout Generator) -> ExchangeRequest {
        let log = generator.log()
        let segment = Segment(
            log: log, firstSeq: 7, genesis: nil, entries: bodies.map { LogEntry(body: $0) },
            heads: [generator.head(of: log, seq: 6 + UInt64(bodies.count))])
        return ExchangeRequest(scopes: [], segments: [segment], probes: [], responseBytes: 0, receiptIssuers: [])
    }

    private func village(_ generator: inout Generator, visits: Int) -> [[UInt8]] {
        let codec = ProtobufChangeCodec()
        let author = generator.recordID()
        var time: Int64 = 1_772_323_200_000
        var bodies: [[UInt8]] = []
        for _ in 0..<visits {
            func id() -> RecordID {
                RecordID(
                    unixMilliseconds: time, random: (generator.next(), generator.next()))
            }
            let (dispute, visit) = (id(), id())
            var superseded: [ChangeID] = []
            for (number, kind) in [UInt32(104), 105, 105, 102, 109].enumerated() {
                time += Int64(generator.int(1_000...90_000))
                let reference = codec.encode(.reference(Reference(kind: RecordKind(rawValue: 102), id: dispute)))
                let other = codec.encode(.reference(Reference(kind: RecordKind(rawValue: 104), id: visit)))
                let body = ChangeBody(
                    salt: generator.next(), kind: RecordKind(rawValue: kind), record: number == 0 ? visit : id(),
                    author: author, enteredBy: generator.int(0...20) == 0 ? generator.recordID() : nil,
                    recordedAt: time, supersedes: superseded,
                    writes: [
                        .init(register: RegisterNumber(rawValue: 2), value: reference),
                        .init(register: RegisterNumber(rawValue: 3), value: other),
                        .init(register: RegisterNumber(rawValue: 5), value: codec.encode(.text(generator.text()))),
                        .init(
                            register: RegisterNumber(rawValue: 10_001),
                            value: codec.encode(.integer(Int64(generator.int(0...9))))),
                    ], remainingInUnit: UInt32(4 - number))
                superseded = generator.int(0...9) == 0 ? [generator.changeID()] : []
                if let bytes = try? codec.encode(body) { bodies.append(bytes) }
            }
        }
        return bodies
    }
}
