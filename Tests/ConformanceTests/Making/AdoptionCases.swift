import CaseFile
import Causality
import Replication

/// The end of a fork: the upstream's branch stands, and the bodies of the other are issued again with their evidence.
enum AdoptionCases {
    static func adoption() throws -> VectorFile {
        let shared = try (1...3).map { try BodyMaker.body("\($0)", at: $0) }
        let theirs = LogMaker(.device, in: CountyMaker.village, bodies: shared + [try BodyMaker.body("原机", at: 4)])
        let mine = LogMaker(
            .device, in: CountyMaker.village,
            bodies: shared + [try BodyMaker.body("副本", at: 5, remaining: 1), try BodyMaker.body("副本又", at: 6)])
        let single = LogMaker(
            .device, in: CountyMaker.village,
            bodies: shared + [try BodyMaker.body("副本", at: 7), try BodyMaker.body("副本又", at: 8)])
        let moved = LogMaker(
            .device, in: CountyMaker.village, nonce: 3, bodies: [single.bodies[3]])
        let directory = try CountyMaker().log.whole()
        return VectorFile(
            about: "Adopting the upstream's branch of a forked log (13): what is issued again, with which origin.",
            cases: [
                try adopt(
                    "the example of 13.1", [directory, mine.segment(1...5, heads: [3, 5])], theirs, mine,
                    headers: [[4, 5], [5]]),
                try adopt(
                    "a signed head behind each change", [directory, single.segment(1...5, heads: [3, 4, 5])], theirs,
                    single,
                    headers: [[4], [5]]),
                try adopt(
                    "a body that another log brings is not issued again",
                    [directory, single.segment(1...5, heads: [3, 4, 5]), moved.whole()], theirs, single,
                    headers: [nil, [5]],
                    alsoReported: moved),
            ])
    }

    /// `headers`: for each own change from 4 on, the numbers of the headers in its origin; nil: not issued again.
    private static func adopt(
        _ name: String, _ segments: [[UInt8]], _ theirs: LogMaker, _ mine: LogMaker, headers: [[Int]?],
        alsoReported other: LogMaker? = nil
    ) throws -> VectorCase {
        let county = try CountyMaker()
        func state(_ scope: ScopeID, _ logs: [LogMaker]) -> [UInt8] {
            Wire.message {
                $0.fixed64(1, scope.rawValue)
                $0.bytes(
                    2,
                    Wire.vector(
                        logs.map {
                            (
                                $0.genesis.replica.rawValue, UInt64($0.bodies.count),
                                $0.position($0.bodies.count).hash.tag
                            )
                        }))
            }
        }
        let response = try Wire.response {
            $0.bytes(2, state(.directory, [county.log]))
            $0.bytes(2, state(CountyMaker.village, [theirs] + (other.map { [$0] } ?? [])))
            $0.bytes(3, try theirs.segment(4...4))
            $0.bytes(
                4,
                Wire.message {
                    $0.fixed64(1, theirs.scope.rawValue)
                    $0.fixed64(2, theirs.genesis.replica.rawValue)
                })
        }
        var seq = 0
        let reissued = zip(mine.bodies[3...], headers).compactMap { body, numbers -> FieldValue? in
            guard let numbers else { return nil }
            seq += 1
            return .object([
                "change_id": .hex(BodyMaker.id(body).bytes), "seq": .digits(seq),
                "origin_headers": .hexList(numbers.map { mine.headers[$0 - 1].bytes }),
                "origin_head_seq": .digits(numbers.last ?? 0), "standing": .string("applied"),
            ])
        }
        let input = CountyMaker.input(segments)
        return try Topic.adoption.makeCase(
            name,
            [
                "anchors": input[0].value, "understood_kinds": input[1].value, "segments": input[2].value,
                "own_key": .hex(VectorKey.device.key.x963), "own_private_key": .count(1),
                "scope": .id(theirs.scope.rawValue), "replica": .id(theirs.genesis.replica.rawValue),
                "response": .hex(response),
            ],
            expecting: [
                "head": .hex(theirs.position(4).hash.bytes), "reissued": .array(reissued),
                "is_another_replica": .bool(true),
            ])
    }
}
