import CaseFile
import Causality
import Replication

/// Segments: what is taken in, and which reason refuses the rest.
enum SegmentCases {
    static func segments() throws -> VectorFile {
        let cases = StoreCases(topic: .segments)
        let directory = try CountyMaker().log.whole()
        let base = "stored 4"
        let bodies = try (1...3).map { try BodyMaker.body("\($0)", at: $0) }
        let log = LogMaker(.device, in: CountyMaker.village, bodies: bodies)
        let fork = LogMaker(
            .device, in: CountyMaker.village, bodies: [bodies[0], try BodyMaker.body("另", at: 9), bodies[2]])
        let unit = LogMaker(
            .device, in: CountyMaker.village,
            bodies: [
                bodies[0], try BodyMaker.body("u1", at: 4, remaining: 2), try BodyMaker.body("u2", at: 5, remaining: 1),
                try BodyMaker.body("u3", at: 6),
            ])
        let strange = LogMaker(.device, in: CountyMaker.village, bodies: [bodies[0], [0xFF, 0xFF], bodies[1]])
        let stranger = LogMaker(.stranger, in: CountyMaker.village, bodies: bodies)
        let elsewhere = LogMaker(.device, in: ScopeID(rawValue: 0xDD), bodies: bodies)
        let sibling = LogMaker(.device, in: CountyMaker.otherVillage, bodies: bodies)
        let foreignGenesis = LogMaker(.device, in: CountyMaker.village, nonce: 2).genesis.bytes
        func changed(_ range: ClosedRange<Int>, genesis: [UInt8]? = nil, entries: [[UInt8]]? = nil, heads: [[UInt8]])
            -> [UInt8]
        {
            Wire.segment(
                scope: log.scope.rawValue, replica: log.genesis.replica.rawValue, first: UInt64(range.lowerBound),
                genesis: genesis ?? (range.lowerBound == 1 ? log.genesis.bytes : []),
                entries: entries ?? range.map(log.entry), heads: heads)
        }
        let inUnit = try unit.segment(1...4, heads: [3])
        let selfGrant = LogMaker(
            .device, in: .directory, nonce: 9,
            bodies: [
                try BodyMaker.body(CountyMaker.writeGrant(CountyMaker.id(99), in: CountyMaker.otherVillage), at: 1)
            ])
        return VectorFile(
            about: "Segments, taken in one after another (9.1): the outcome of each, and what is held in the end.",
            cases: [
                try cases.make(
                    "a whole log", [directory, log.whole()], words: [base, "stored 3"], logs: [(log, "aaa")]),
                try cases.make(
                    "the same again", [directory, log.whole(), log.whole()], words: [base, "stored 3", "stored 0"]),
                try cases.make(
                    "in two parts", [directory, log.segment(1...1), log.segment(2...3)],
                    words: [base, "stored 1", "stored 2"],
                    logs: [(log, "aaa")], orders: StoreCases.orders(3)),
                try cases.make(
                    "an overlap", [directory, log.segment(1...2), log.segment(2...3)],
                    words: [base, "stored 2", "stored 1"]),
                try cases.make(
                    "less than is held", [directory, log.whole(), log.segment(1...2)],
                    words: [base, "stored 3", "stored 0"]),
                try cases.make(
                    "the second part without the first", [directory, log.segment(2...3, genesis: true)],
                    words: [base, "GAP"]),
                try cases.make(
                    "no genesis for a new replica", [directory, log.segment(1...3, genesis: false)],
                    words: [base, "GAP"]),
                try cases.make(
                    "no genesis for a replica that is known from another scope",
                    [directory, log.whole(), sibling.segment(1...3, genesis: false)],
                    words: [base, "stored 3", "stored 3"],
                    logs: [(sibling, "hhh")]),
                try cases.make(
                    "the genesis of another replica",
                    [directory, changed(1...3, genesis: foreignGenesis, heads: [log.head(3)])],
                    words: [base, "BAD_GENESIS"]),
                try cases.make(
                    "a genesis that is none", [directory, changed(1...3, genesis: [1, 2, 3], heads: [log.head(3)])],
                    words: [base, "bad_message"]),
                try cases.make(
                    "a signer without a grant", [directory, stranger.whole()], words: [base, "UNKNOWN_SIGNER"]),
                try cases.make(
                    "a scope that the directory does not have", [directory, elsewhere.whole()],
                    words: [base, "UNKNOWN_SCOPE"]),
                try cases.make("before the directory", [log.whole()], words: ["UNKNOWN_SCOPE"], logs: [(log, "")]),
                try cases.make(
                    "no entries", [directory, changed(1...1, entries: [], heads: [])], words: [base, "TOO_LARGE"]),
                try cases.make(
                    "no head", [directory, log.segment(1...3, heads: [])], words: [base, "BAD_SIGNATURE"],
                    logs: [(log, "")]),
                try cases.make(
                    "an unsigned tail is not stored", [directory, log.segment(1...3, heads: [2])],
                    words: [base, "stored 2"],
                    logs: [(log, "aa")]),
                try cases.make(
                    "a forged head", [directory, log.segment(1...3, headMessages: [log.head(3, signedBy: .stranger)])],
                    words: [base, "BAD_SIGNATURE"], logs: [(log, "")]),
                try cases.make(
                    "a forged head behind a valid one",
                    [directory, log.segment(1...3, headMessages: [log.head(1), log.head(3, signedBy: .stranger)])],
                    words: [base, "stored 1"], logs: [(log, "a")]),
                try cases.make(
                    "a carrier's head over another device's log",
                    [directory, log.segment(1...3, headMessages: [log.head(3, signedBy: .center)])],
                    words: [base, "BAD_SIGNATURE"]),
                try cases.make(
                    "a head within a unit", [directory, inUnit], words: [base, "CUT_UNIT"], logs: [(unit, "")]),
                try cases.make(
                    "a head within a unit, behind a valid one", [directory, unit.segment(1...4, heads: [1, 3])],
                    words: [base, "stored 1"], logs: [(unit, "a")]),
                try cases.make(
                    "a unit whole", [directory, unit.segment(1...4, heads: [1, 4])], words: [base, "stored 4"],
                    logs: [(unit, "aaaa")]),
                try cases.make(
                    "a body that cannot be read is stored, and may end a segment",
                    [directory, strange.segment(1...2), strange.segment(3...3)], words: [base, "stored 2", "stored 1"],
                    logs: [(strange, "aua")]),
                try cases.make(
                    "another body in the place of one",
                    [
                        directory,
                        changed(1...3, entries: [log.entry(1), fork.entry(2), log.entry(3)], heads: [log.head(3)]),
                    ], words: [base, "BAD_SIGNATURE"]),
                try cases.make(
                    "bodies in another order",
                    [
                        directory,
                        changed(1...3, entries: [log.entry(2), log.entry(1), log.entry(3)], heads: [log.head(3)]),
                    ],
                    words: [base, "BAD_SIGNATURE"]),
                try cases.make(
                    "a body left out",
                    [directory, changed(1...2, entries: [log.entry(1), log.entry(3)], heads: [log.head(2)])],
                    words: [base, "BAD_SIGNATURE"]),
                try cases.make(
                    "another branch from 2 on", [directory, log.whole(), fork.whole()],
                    words: [base, "stored 3", "forked 2"],
                    logs: [(log, "aaa")]),
                try cases.make(
                    "another branch, longer than what is held", [directory, log.segment(1...2), fork.whole()],
                    words: [base, "stored 2", "forked 2"]),
                try cases.make(
                    "another branch below the segment", [directory, log.segment(1...2), fork.segment(3...3)],
                    words: [base, "stored 2", "FORK"]),
                try cases.make(
                    "heads that fall", [directory, log.segment(1...3, headMessages: [log.head(3), log.head(2)])],
                    words: [base, "bad_message"]),
                try cases.make(
                    "a head outside the segment",
                    [directory, log.segment(1...2, headMessages: [log.head(2), log.head(3)])],
                    words: [base, "bad_message"]),
                try cases.make(
                    "unknown fields in segment and entry",
                    [
                        directory,
                        changed(1...1, entries: [log.entry(1) + [0x9A, 6, 1, 0]], heads: [log.head(1)]) + [
                            0x9A, 6, 1, 0,
                        ],
                    ], words: [base, "stored 1"]),
                try cases.make(
                    "a skeleton in the place of a body, which version 1 does not have",
                    [
                        directory,
                        changed(
                            1...3,
                            entries: [
                                log.entry(1),
                                Wire.message {
                                    $0.bytes(3, Hash(of: log.bodies[1]).bytes)
                                    $0.bytes(4, [1])
                                }, log.entry(3),
                            ], heads: [log.head(1), log.head(3)]),
                    ], words: [base, "stored 1"], logs: [(log, "a")]),
                try cases.make(
                    "the directory from a device is stored and held", [directory, selfGrant.whole()],
                    words: [base, "stored 1"],
                    logs: [(selfGrant, "h")], readers: [(.device, [.directory, CountyMaker.village])]),
                try cases.make(
                    "the directory from a stranger",
                    [directory, LogMaker(.stranger, in: .directory, bodies: bodies).whole()],
                    words: [base, "UNKNOWN_SIGNER"]),
                try cases.make(
                    "this node's own key without a grant", [directory, stranger.whole()], words: [base, "stored 3"],
                    logs: [(stranger, "hhh")], own: .stranger),
            ])
    }
}
