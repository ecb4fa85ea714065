import Causality
import Replication
import Testing
import WireProtocol

/// Well-formed protobuf that breaks a rule of the exchange: each is refused with the name of the field.
@Suite struct InvalidMessageTests {
    func request(_ fill: (inout RawMessage) -> Void) -> [UInt8] {
        raw {
            $0.varint(field: 1, 1)
            fill(&$0)
        }
    }

    func segment(
        scope: UInt64 = 9, replica: UInt64 = 8, first: UInt64 = 1, _ more: (inout RawMessage) -> Void = { _ in }
    ) -> [UInt8] {
        raw {
            $0.fixed64(field: 1, scope)
            $0.fixed64(field: 2, replica)
            $0.varint(field: 3, first)
            more(&$0)
        }
    }

    func head(seq: UInt64, hash: Int = 32, signature: Int = 64) -> [UInt8] {
        raw {
            $0.varint(field: 1, seq)
            $0.bytes(field: 2, [UInt8](repeating: 1, count: hash))
            $0.bytes(field: 3, [UInt8](repeating: 1, count: signature))
        }
    }

    func field(of bytes: [UInt8]) -> String? {
        do {
            _ = try WireCodec.decodeRequest(bytes)
            return nil
        } catch {
            switch error {
            case .invalidField(let field, _), .tooLarge(let field, _, _): return field
            default: return "\(error)"
            }
        }
    }

    func field(ofSegment segment: [UInt8]) -> String? { field(of: request { $0.bytes(field: 3, segment) }) }

    @Test func segmentsAreCheckedByField() {
        let entry = raw { $0.bytes(field: 1, [1]) }
        let max = UInt64(Int64.max)
        #expect(field(ofSegment: segment()) == nil)
        #expect(field(ofSegment: segment(scope: 0)) == "Segment.scope")
        #expect(field(ofSegment: segment(replica: 0)) == "Segment.replica")
        #expect(field(ofSegment: segment(first: 0)) == "Segment.first_seq")
        #expect(field(ofSegment: segment(first: UInt64.max) { $0.bytes(field: 4, entry) }) == "Segment.first_seq")
        #expect(field(ofSegment: segment(first: max) { $0.bytes(field: 4, entry) }) == "Segment.first_seq")
        #expect(field(ofSegment: segment(first: max - 1) { $0.bytes(field: 4, entry) }) == nil)
        #expect(field(ofSegment: segment { $0.bytes(field: 6, [1, 2]) }) == "Segment.genesis")
        let large = raw { $0.bytes(field: 1, [UInt8](repeating: 1, count: Limits.bodyBytes + 1)) }
        #expect(field(ofSegment: segment { $0.bytes(field: 4, large) }) == "LogEntry.body")
    }

    @Test func headsMustRiseWithinTheirSegment() {
        func heads(_ heads: [[UInt8]]) -> String? {
            field(
                ofSegment: segment(first: 5) { message in
                    for _ in 0..<3 { message.bytes(field: 4, raw { $0.bytes(field: 1, [1]) }) }
                    for head in heads { message.bytes(field: 5, head) }
                })
        }
        #expect(heads([head(seq: 5), head(seq: 7)]) == nil)
        #expect(heads([head(seq: 7), head(seq: 6)]) == "Segment.heads")
        #expect(heads([head(seq: 7), head(seq: 7)]) == "Segment.heads")
        #expect(heads([head(seq: 4)]) == "Segment.heads")
        #expect(heads([head(seq: 8)]) == "Segment.heads")
        #expect(heads([head(seq: 6, hash: 31)]) == "SignedHead.hash")
        #expect(heads([head(seq: 6, signature: 65)]) == "SignedHead.signature")
    }

    @Test func evidenceOfAReissueIsChecked() {
        var generator = Generator(seed: 3)
        let log = LogID(scope: ScopeID(rawValue: 9), replica: ReplicaID(rawValue: 8))
        let genesis = generator.genesis().bytes
        func header(seq: UInt64) -> [UInt8] {
            ChangeHeader(
                scope: log.scope, replica: log.replica, seq: seq, bodyHash: generator.hash(), previous: generator.hash()
            ).bytes
        }
        func origin(genesis: [UInt8], headers: [UInt8]) -> String? {
            let origin = raw {
                $0.bytes(field: 1, genesis)
                $0.bytes(field: 2, headers)
                $0.bytes(field: 3, head(seq: 1))
            }
            let entry = raw { $0.bytes(field: 2, origin) }
            return field(ofSegment: segment { $0.bytes(field: 4, entry) })
        }
        let many = (0...Limits.originHeaders).flatMap { _ in header(seq: 1) }
        #expect(origin(genesis: genesis, headers: header(seq: 1)) == nil)
        #expect(origin(genesis: [], headers: header(seq: 1)) == "Origin.genesis")
        #expect(origin(genesis: genesis, headers: []) == "Origin.headers")
        #expect(origin(genesis: genesis, headers: [UInt8](repeating: 1, count: 89)) == "Origin.headers")
        #expect(origin(genesis: genesis, headers: [UInt8](repeating: 9, count: 90)) == "Origin.headers")
        #expect(origin(genesis: genesis, headers: many) == "Origin.headers")
        // The engine adds one to a header's seq; the highest must not get that far.
        #expect(origin(genesis: genesis, headers: header(seq: UInt64.max)) == "Origin.headers")
    }

    @Test func vectorsAndScopesAreChecked() {
        func entry(_ replica: UInt64, seq: UInt64) -> [UInt8] {
            raw {
                $0.fixed64(field: 1, replica)
                $0.varint(field: 2, seq)
            }
        }
        func vector(_ entries: [[UInt8]]) -> String? {
            let vector = raw { for entry in entries { $0.bytes(field: 1, entry) } }
            let state = raw {
                $0.fixed64(field: 1, 9)
                $0.bytes(field: 3, vector)
            }
            return field(of: request { $0.bytes(field: 2, state) })
        }
        #expect(vector([]) == nil)
        #expect(vector([entry(2, seq: 1), entry(1, seq: 1)]) == nil)
        #expect(vector([entry(2, seq: 1), entry(2, seq: 3)]) == "ScopeState.vector")
        #expect(vector([entry(2, seq: 0)]) == "VectorEntry.seq")
        #expect(vector([entry(2, seq: UInt64.max)]) == "VectorEntry.seq")
        #expect(vector([entry(0, seq: 1)]) == "VectorEntry.replica")
        #expect(
            vector((1...UInt64(Limits.vectorEntries + 1)).map { entry($0, seq: 1) }) == "ScopeState.vector")
        let scope = raw { $0.fixed64(field: 1, 9) }
        #expect(
            field(
                of: request {
                    $0.bytes(field: 2, scope)
                    $0.bytes(field: 2, scope)
                }) == "ExchangeRequest.scopes")
        #expect(field(of: request { $0.bytes(field: 2, []) }) == "ScopeState.scope")
    }

    @Test func aResponseNamesAScopeOnce() {
        func response(_ scopes: [UInt64]) -> [UInt8] {
            request { for scope in scopes { $0.bytes(field: 2, raw { $0.fixed64(field: 1, scope) }) } }
        }
        #expect(throws: Never.self) { try WireCodec.decodeResponse(response([9, 8])) }
        #expect(throws: WireError.self) { try WireCodec.decodeResponse(response([9, 8, 9])) }
    }

    @Test func probesAreHighestFirst() {
        func probe(_ seqs: [UInt64]) -> String? {
            let probe = raw { message in
                message.fixed64(field: 1, 9)
                message.fixed64(field: 2, 8)
                for seq in seqs { message.bytes(field: 3, raw { $0.varint(field: 1, seq) }) }
            }
            return field(of: request { $0.bytes(field: 4, probe) })
        }
        #expect(probe([9, 8, 1]) == nil)
        #expect(probe([8, 9]) == "ForkProbe.places")
        #expect(probe([8, 8]) == "ForkProbe.places")
        #expect(probe([1, 0]) == "ForkProbe.places")
        #expect(probe((1...UInt64(Limits.probesPerLog + 1)).reversed()) == "ForkProbe.places")
    }

    @Test func countsBeyondTheLimitsAreRefusedBeforeDecoding() {
        func many(_ field: UInt64, _ count: Int, _ bytes: [UInt8] = []) -> [UInt8] {
            request { for _ in 0..<count { $0.bytes(field: field, bytes) } }
        }
        #expect(field(of: many(2, Limits.scopesPerRequest + 1)) == "number of scopeState")
        #expect(field(of: many(3, WireLimits.logs + 1)) == "number of segment")
        #expect(field(of: many(4, WireLimits.probes + 1)) == "number of forkProbe")
        // Over all segments together, not in each.
        let half = raw { message in
            for _ in 0...WireLimits.changes / 2 { message.bytes(field: 4, []) }
        }
        #expect(field(of: many(3, 2, half)) == "number of logEntry")
        // A group, which is no part of any message, does not end the count.
        #expect(field(of: [0x9B, 0x06, 0x9C, 0x06] + many(3, WireLimits.logs + 1)) == "number of segment")
    }

    @Test func smallMessagesAreBoundedAsAWhole() {
        let padding = raw { $0.bytes(field: 99, [UInt8](repeating: 0, count: WireLimits.enrolmentBytes)) }
        let limit = WireLimits.enrolmentBytes
        #expect(
            throws: WireError.tooLarge(field: "EnrolmentRequest (bytes)", count: padding.count, limit: limit)
        ) { try WireCodec.decodeEnrolmentRequest(padding) }
        #expect(
            throws: WireError.tooLarge(field: "EnrolmentResponse (bytes)", count: padding.count, limit: limit)
        ) { try WireCodec.decodeEnrolmentResponse(padding) }
        #expect(
            throws: WireError.tooLarge(field: "ErrorBody (bytes)", count: padding.count, limit: WireLimits.errorBytes)
        ) { try WireCodec.decodeErrorBody(padding) }
    }
}
