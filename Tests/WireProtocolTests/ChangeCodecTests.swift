import Causality
import Replication
import Testing
import WireProtocol

@Suite struct ChangeCodecTests {
    let codec = ProtobufChangeCodec()

    /// The smallest body that every rule allows, with `change` made to it.
    func body(_ change: (inout ChangeBody) -> Void = { _ in }) -> ChangeBody {
        var body = ChangeBody(
            salt: 1, kind: RecordKind(rawValue: 20), record: RecordID(rawValue: 2), author: RecordID(rawValue: 3),
            recordedAt: 0, supersedes: [], writes: [], remainingInUnit: 0)
        change(&body)
        return body
    }

    func write(_ register: UInt32, bytes: Int = 1) -> ChangeBody.Write {
        .init(
            register: RegisterNumber(rawValue: register),
            value: EncodedValue(bytes: [UInt8](repeating: 7, count: bytes)))
    }

    /// A body's fields by hand, without kind and writes.
    func rawBody(record: Int = 16, author: Int = 16, _ more: (inout RawMessage) -> Void) -> [UInt8] {
        raw { message in
            message.bytes(field: 1, [UInt8](repeating: 2, count: record))
            message.bytes(field: 4, [UInt8](repeating: 3, count: author))
            more(&message)
        }
    }

    @Test func bodiesReturnAsTheyWere() throws {
        try withSeeds(300) { generator, replay in
            let body = generator.body()
            let bytes = try codec.encode(body)
            #expect(try codec.decodeBody(bytes) == body, "\(replay)")
            #expect(try codec.encode(body) == bytes, "\(replay)")
        }
    }

    @Test func unknownFieldsOfABodyAreIgnoredWhileItsBytesKeepThem() throws {
        let known = body { $0.writes = [write(4)] }
        let bytes = try codec.encode(known)
        let newer = bytes + raw { $0.bytes(field: 200, [1, 2, 3]) } + raw { $0.varint(field: 77, 5) }
        #expect(try codec.decodeBody(newer) == known)
        let entry = LogEntry(body: newer)
        let log = LogID(scope: ScopeID(rawValue: 9), replica: ReplicaID(rawValue: 8))
        var generator = Generator(seed: 1)
        let segment = Segment(
            log: log, firstSeq: 1, genesis: nil, entries: [entry], heads: [generator.head(of: log, seq: 1)])
        let request = ExchangeRequest(scopes: [], segments: [segment], probes: [], responseBytes: 0, receiptIssuers: [])
        let relayed = try WireCodec.decodeRequest(WireCodec.encode(request))
        #expect(relayed.segments.first?.entries.first?.body == newer)
    }

    @Test func idsOfAnotherLengthAreRefusedByName() {
        for length in [0, 15, 17, 32] {
            #expect(throws: ChangeDecodingError.invalidField("ChangeBody.record has \(length) bytes, not 16")) {
                try codec.decodeBody(rawBody(record: length) { $0.varint(field: 5, 20) })
            }
            #expect(throws: ChangeDecodingError.invalidField("ChangeBody.author has \(length) bytes, not 16")) {
                try codec.decodeBody(rawBody(author: length) { $0.varint(field: 5, 20) })
            }
        }
        #expect(throws: ChangeDecodingError.invalidField("ChangeBody.entered_by has 3 bytes, not 16")) {
            try codec.decodeBody(
                rawBody {
                    $0.varint(field: 5, 20)
                    $0.bytes(field: 10, [1, 2, 3])
                })
        }
        #expect(throws: ChangeDecodingError.invalidField("ChangeBody.supersedes has 31 bytes, no multiple of 16")) {
            try codec.decodeBody(
                rawBody {
                    $0.varint(field: 5, 20)
                    $0.bytes(field: 8, [UInt8](repeating: 1, count: 31))
                })
        }
    }

    @Test func registersAndSupersededIDsMustRiseInBothDirections() throws {
        for registers: [UInt32] in [[3, 3], [4, 3], [1, 2, 2]] {
            let unsorted = body { $0.writes = registers.map { write($0) } }
            #expect(throws: ChangeDecodingError.self) { try codec.encode(unsorted) }
            let received = rawBody { message in
                message.varint(field: 5, 20)
                for register in registers {
                    message.varint(field: 6, UInt64(register))
                    message.bytes(field: 7, [])
                }
            }
            #expect(throws: ChangeDecodingError.self) { try codec.decodeBody(received) }
        }
        let one = ChangeID(high: 1, low: 1)
        let two = ChangeID(high: 1, low: 2)
        #expect(throws: ChangeDecodingError.invalidField("ChangeBody.supersedes: \(one) after \(two)")) {
            try codec.encode(body { $0.supersedes = [two, one] })
        }
        #expect(throws: ChangeDecodingError.invalidField("ChangeBody.supersedes: \(one) after \(one)")) {
            try codec.decodeBody(
                rawBody {
                    $0.varint(field: 5, 20)
                    $0.bytes(field: 8, one.bytes + one.bytes)
                })
        }
    }

    @Test func everyRegisterNeedsItsValue() throws {
        func received(registers: Int, values: Int) -> [UInt8] {
            rawBody { message in
                message.varint(field: 5, 20)
                for register in 0..<registers { message.varint(field: 6, UInt64(register)) }
                for _ in 0..<values { message.bytes(field: 7, []) }
            }
        }
        #expect(try codec.decodeBody(received(registers: 2, values: 2)).writes.count == 2)
        for (registers, values) in [(2, 1), (1, 2), (0, 1), (1, 0)] {
            #expect(
                throws: ChangeDecodingError.invalidField(
                    "ChangeBody has \(registers) registers and \(values) values")
            ) {
                try codec.decodeBody(received(registers: registers, values: values))
            }
        }
    }

    /// Readers differ in how deep they follow groups, and all must read the same bodies: nobody reads one with a group.
    @Test func aBodyWithAGroupIsRefused() {
        for group: [UInt8] in [[0xF3, 4, 0xF4, 4], [0xF3, 4, 0xFB, 4, 0x83, 5, 0x84, 5, 0xFC, 4, 0xF4, 4]] {
            #expect(throws: ChangeDecodingError.self) {
                try codec.decodeBody(rawBody { $0.varint(field: 5, 20) } + group)
            }
        }
    }

    @Test func aBodyWithoutKindIsRefused() {
        #expect(throws: ChangeDecodingError.invalidField("ChangeBody.kind is 0 or missing")) {
            try codec.decodeBody(rawBody { _ in })
        }
    }

    @Test func whatFitsTheLimitsPassesAndOneMoreDoesNot() throws {
        func check(_ what: String, limit: Int, _ make: (Int) -> ChangeBody) throws {
            let bytes = try codec.encode(make(limit))
            #expect(try codec.decodeBody(bytes) == make(limit))
            #expect(throws: ChangeDecodingError.tooLarge(what: what, count: limit + 1, limit: limit)) {
                try codec.encode(make(limit + 1))
            }
        }
        try check("ChangeBody.registers", limit: Limits.writesPerChange) { count in
            body { $0.writes = (0..<UInt32(count)).map { write($0) } }
        }
        try check("ChangeBody.supersedes", limit: Limits.supersededPerChange) { count in
            body { $0.supersedes = (0..<UInt64(count)).map { ChangeID(high: 5, low: $0) } }
        }
        try check("ChangeBody.remaining_in_unit", limit: Limits.changesPerUnit - 1) { count in
            body { $0.remainingInUnit = UInt32(count) }
        }
        try check("ChangeBody.values (bytes)", limit: Limits.valueBytes) { count in
            body { $0.writes = [write(1, bytes: count)] }
        }
        let large = body { $0.writes = [write(1, bytes: Limits.valueBytes), write(2, bytes: 8000)] }
        #expect(throws: ChangeDecodingError.self) { try codec.encode(large) }
        #expect(throws: ChangeDecodingError.self) {
            try codec.decodeBody([UInt8](repeating: 0, count: Limits.bodyBytes + 1))
        }
    }
}
