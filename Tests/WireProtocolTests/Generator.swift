import Causality
import Foundation
import Replication
import SeedTestKit
import WireProtocol

/// Random messages from a seed: the same seed gives the same message in every run.
struct Generator: RandomNumberGenerator {
    private var stream: SeededStream

    init(seed: UInt64) {
        stream = SeededStream(seed: seed)
    }

    mutating func next() -> UInt64 { stream.next() }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func bool() -> Bool { Bool.random(using: &self) }

    mutating func array<Element>(_ count: ClosedRange<Int>, _ make: (inout Generator) -> Element) -> [Element] {
        (0..<int(count)).map { _ in make(&self) }
    }

    mutating func bytes(_ count: ClosedRange<Int>) -> [UInt8] { array(count) { UInt8(truncatingIfNeeded: $0.next()) } }

    /// Numbers of every magnitude, with both ends.
    mutating func number() -> UInt64 {
        switch int(0...9) {
        case 0: 0
        case 1: UInt64.max
        default: next() >> UInt64(int(0...63))
        }
    }

    mutating func seq() -> UInt64 { max(1, number() & WireLimits.seq) }
    mutating func nonZero() -> UInt64 { max(1, number()) }

    mutating func text() -> String {
        let pieces = ["听", "诉", "心情 before 事情", "水渠", "\u{0}", "👩‍🌾", "e\u{301}", "a", "\n", "𠮷", ""]
        return array(0...8) { pieces[$0.int(0...pieces.count - 1)] }.joined()
    }

    mutating func recordID() -> RecordID { RecordID(rawValue: UInt128(number()) << 64 | UInt128(number())) }
    mutating func changeID() -> ChangeID { ChangeID(high: next(), low: next()) }
    mutating func hash() -> Hash { Hash(words: (next(), next(), number(), next())) }
    mutating func scope() -> ScopeID { ScopeID(rawValue: nonZero()) }
    mutating func log() -> LogID { LogID(scope: scope(), replica: ReplicaID(rawValue: nonZero())) }
    mutating func kind() -> RecordKind { RecordKind(rawValue: UInt32(truncatingIfNeeded: number()) | 1) }
}

extension Generator {
    mutating func value(depth: Int = 3) -> Value {
        switch int(0...(depth > 0 ? 11 : 9)) {
        case 0: return .none
        case 1: return .text(text())
        case 2: return .integer(Int64(bitPattern: number()))
        case 3: return .boolean(bool())
        case 4: return .instant(Int64(bitPattern: number()))
        case 5: return CivilDate(daysSince1970: int(-719_162...2_932_896)).map { .date($0) } ?? .none
        case 6: return .code(text())
        case 7: return .reference(Reference(scope: bool() ? scope() : nil, kind: kind(), id: recordID()))
        case 8: return .attachment(Attachment(sha256: hash(), size: number(), mediaType: text()))
        case 9:
            var unknown = RawMessage()
            unknown.bytes(field: UInt64(int(11...200)), bytes(0...20))
            return .unrecognized(unknown.encoded)
        case 10: return .list(array(0...4) { $0.value(depth: depth - 1) })
        default:
            let numbers = Set(array(0...4) { UInt32(truncatingIfNeeded: $0.number()) }).sorted()
            return .group(numbers.map { GroupMember($0, value(depth: depth - 1)) })
        }
    }

    mutating func body() -> ChangeBody {
        let registers = Set(array(0...12) { UInt32(truncatingIfNeeded: $0.number()) }).sorted()
        let codec = ProtobufChangeCodec()
        return ChangeBody(
            salt: number(), kind: kind(), record: recordID(), author: recordID(),
            enteredBy: bool() ? recordID() : nil, recordedAt: Int64(bitPattern: number()),
            supersedes: Set(array(0...5) { $0.changeID() }).sorted(),
            writes: registers.map { .init(register: RegisterNumber(rawValue: $0), value: codec.encode(value())) },
            remainingInUnit: UInt32(int(0...Limits.changesPerUnit - 1)))
    }

    mutating func vector() -> VersionVector {
        var vector = VersionVector()
        for _ in 0..<int(0...6) { vector.replace(.init(replica: log().replica, seq: seq(), tag: number())) }
        return vector
    }

    mutating func genesis() -> Genesis {
        let previous = bool() ? log().replica : nil
        let scopes = previous == nil ? [] : Set(array(0...3) { $0.scope() }).sorted()
        return Genesis(
            deviceKeyHash: hash(), nonce: recordID(), previous: previous,
            previousHeads: scopes.map { scope in
                LogPosition(
                    log: LogID(scope: scope, replica: previous ?? ReplicaID(rawValue: 1)), seq: seq(), hash: hash())
            })
    }

    mutating func head(of log: LogID, seq: UInt64) -> SignedHead {
        SignedHead(position: LogPosition(log: log, seq: seq, hash: hash()), signature: bytes(64...64))
    }

    mutating func origin() -> Origin {
        let log = log()
        let headers = array(1...3) {
            ChangeHeader(
                scope: log.scope, replica: log.replica, seq: $0.seq(), bodyHash: $0.hash(), previous: $0.hash())
        }
        return Origin(genesis: genesis(), headers: headers, head: head(of: log, seq: seq()))
    }

    mutating func segment() -> Segment {
        let log = log()
        let first = min(seq(), WireLimits.seq - 5)
        let entries = array(1...5) {
            LogEntry(
                body: (try? ProtobufChangeCodec().encode($0.body())) ?? [],
                origin: $0.int(0...3) == 0 ? $0.origin() : nil)
        }
        let last = UInt64(entries.count - 1)
        let signed = (0..<last).filter { _ in bool() } + [last]
        return Segment(
            log: log, firstSeq: first, genesis: bool() ? genesis() : nil, entries: entries,
            heads: signed.map { head(of: log, seq: first + $0) })
    }

    mutating func replicas(_ count: ClosedRange<Int>) -> [ReplicaID] {
        Set(array(count) { $0.log().replica }).sorted()
    }

    mutating func request() -> ExchangeRequest {
        let scopes = Set(array(0...5) { $0.scope() }).sorted()
        var request = ExchangeRequest(
            scopes: scopes.map {
                .init(scope: $0, digest: number(), vector: bool() ? vector() : nil, receiptDigest: number())
            },
            segments: array(0...3) { $0.segment() },
            probes: array(0...2) { generator in
                let seqs = Set(generator.array(0...6) { $0.seq() }).sorted(by: >)
                return .init(log: generator.log(), places: seqs.map { .init(seq: $0, tag: generator.number()) })
            },
            responseBytes: int(0...Limits.batchBytes), receiptIssuers: replicas(0...3))
        request.formerReceiptTags = tags()
        request.formerReceipts = array(0...2) { $0.receipt() }
        return request
    }

    private mutating func tags() -> [UInt64] { Set(array(0...3) { $0.number() }).sorted() }

    private mutating func receipt() -> Receipt {
        Receipt(
            scope: scope(), signerKeyHash: hash(), vector: vector(), issuedAt: Int64(bitPattern: number()),
            issuer: log().replica, past: replicas(0...3), signature: bytes(64...64))
    }

    mutating func response() -> ExchangeResponse {
        let scopes = Set(array(0...4) { $0.scope() }).sorted()
        var response = ExchangeResponse(
            scopes: scopes.map { .init(scope: $0, vector: vector()) },
            segments: array(0...3) { $0.segment() },
            forks: array(0...3) { $0.log() }.sorted(),
            receipts: array(0...2) { $0.receipt() },
            refusals: array(0...3) {
                let reasons = Refusal.Reason.allCases
                return Refusal(
                    scope: $0.scope(), replica: $0.bool() ? $0.log().replica : nil,
                    reason: reasons[$0.int(0...reasons.count - 1)])
            },
            hasMore: bool(), serverTime: Int64(bitPattern: number()))
        response.formerReceiptsWanted = tags()
        return response
    }
}

/// Runs `test` for `count` seeds, or for the one in TINGSU_SEED. The second argument says how to replay a failure.
func withSeeds(_ count: UInt64, _ test: (inout Generator, String) throws -> Void) rethrows {
    let chosen = ProcessInfo.processInfo.environment["TINGSU_SEED"].flatMap { UInt64($0) }
    for seed in chosen.map({ $0...$0 }) ?? 1...count {
        var generator = Generator(seed: seed)
        try test(&generator, "replay: TINGSU_SEED=\(seed) swift test --filter WireProtocolTests")
    }
}
