import CaseFile
import Causality
import Replication

/// Sets of changes, in several orders: siblings, registers, voids and the state digest.
enum MergeCases {
    static func merges() throws -> VectorFile {
        VectorFile(
            about: "What sets of applied changes give (11), in every order given; `state` and the digest are of 11.2.",
            cases: try workedExample() + twoRegisters() + small())
    }

    private static func merge(
        _ name: String, _ bodies: [[UInt8]], orders: [[Int]], watched: Int? = nil,
        expecting: KeyValuePairs<String, FieldValue> = [:]
    ) throws -> VectorCase {
        let members: KeyValuePairs<String, FieldValue> = [
            "scope": .id(CountyMaker.village.rawValue), "bodies": .hexList(bodies),
            "orders": .array(orders.map { .numbers($0) }),
        ]
        guard let watched else { return try Topic.merges.makeCase(name, members, expecting: expecting) }
        return try Topic.merges.makeCase(
            name,
            [
                "scope": members[0].value, "bodies": members[1].value, "orders": members[2].value,
                "watched": .count(watched),
            ], expecting: expecting)
    }

    private static func step(_ siblings: [Int], _ voids: [Int] = []) -> FieldValue {
        .object(["siblings": .numbers(siblings), "voids": .numbers(voids)])
    }

    /// Section 11.1, its two orders and the case where c4 is held. Indexes are one less than the names.
    private static func workedExample() throws -> [VectorCase] {
        let c1 = try BodyMaker.body("等医院复查", register: 18, at: 1)
        let c2 = try BodyMaker.body("3月8日入户", register: 18, at: 2, supersedes: [BodyMaker.id(c1)])
        let c3 = try BodyMaker.body("3月10日电话", register: 18, at: 3, supersedes: [BodyMaker.id(c1)])
        let c4 = try BodyMaker.body(
            "3月8日入户，先电话", register: 18, at: 4, supersedes: [BodyMaker.id(c2), BodyMaker.id(c3)])
        let c5 = try BodyMaker.body("3月9日入户", register: 18, at: 5, supersedes: [BodyMaker.id(c2)])
        let five = [c1, c2, c3, c4, c5]
        return [
            try merge(
                "the example of 11.1, in order and as c4 c5 c1 c3 c2", five,
                orders: [[0, 1, 2, 3, 4], [3, 4, 0, 2, 1]], watched: 18,
                expecting: [
                    "steps": .array([
                        .array([step([0]), step([1]), step([1, 2]), step([3]), step([3, 4])]),
                        .array([
                            step([3], [1, 2]), step([3, 4], [1, 2]), step([0, 3, 4], [1, 2]), step([3, 4], [1]),
                            step([3, 4]),
                        ]),
                    ])
                ]),
            try merge(
                "the example of 11.1 while c4 is held", [c1, c2, c3, c5], orders: [[0, 1, 2, 3], [3, 2, 1, 0]],
                watched: 18,
                expecting: [
                    "steps": .array([
                        .array([step([0]), step([1]), step([1, 2]), step([2, 3])]),
                        .array([step([3], [1]), step([2, 3], [0, 1]), step([2, 3], [0]), step([2, 3])]),
                    ])
                ]),
            try merge(
                "the example of 11.1 when c4 is admitted last", five, orders: [[0, 1, 2, 4, 3], [0, 1, 2, 3, 4]]),
        ]
    }

    /// Section 11.1, the second example: d1, d2 and d3, watched in one register and in the other.
    private static func twoRegisters() throws -> [VectorCase] {
        let d1 = try BodyMaker.body("a", at: 41)
        let d2 = try BodyMaker.body(
            at: 42, supersedes: [BodyMaker.id(d1)], writes: [(2, .text("b")), (3, .text("c"))])
        let d3 = try BodyMaker.body("d", register: 3, at: 43, supersedes: [BodyMaker.id(d1)])
        let orders = [[0, 1, 2], [0, 2, 1], [1, 2, 0]]
        return [
            try merge(
                "the second example of 11.1, register 2", [d1, d2, d3], orders: orders, watched: 2,
                expecting: [
                    "steps": .array([
                        .array([step([0]), step([1]), step([1])]), .array([step([0]), step([0]), step([1])]),
                        .array([step([1], [0]), step([1], [0]), step([1])]),
                    ])
                ]),
            try merge(
                "the second example of 11.1, register 3", [d1, d2, d3], orders: orders, watched: 3,
                expecting: [
                    "steps": .array([
                        .array([step([]), step([1]), step([1, 2])]), .array([step([]), step([2]), step([1, 2])]),
                        .array([step([1], [0]), step([1, 2], [0]), step([1, 2])]),
                    ])
                ]),
        ]
    }

    private static func small() throws -> [VectorCase] {
        let first = try BodyMaker.body("a", at: 1)
        let id = BodyMaker.id(first)
        let same = try BodyMaker.body("a", at: 2)
        let other = try BodyMaker.body("b", at: 3)
        let over = try BodyMaker.body("c", at: 4, supersedes: [id])
        let both = try BodyMaker.body(at: 5, supersedes: [id], writes: [(2, .text("d")), (3, .text("e"))])
        let elsewhere = try BodyMaker.body("f", register: 3, at: 6, supersedes: [id])
        let unseen = try BodyMaker.body("g", at: 7, supersedes: [ChangeID(high: 9, low: 9), ChangeID(high: 1, low: 1)])
        let taken = try BodyMaker.body(at: 8, supersedes: [id], writes: [(2, .none)])
        let otherRecord = try BodyMaker.body("h", at: 9, supersedes: [id], record: CountyMaker.id(77))
        let nothing = BodyCases.raw(registers: [], values: [])
        let foreign = BodyCases.raw(values: [[0xFA, 0x07, 0x01, 0xFF]])
        let late = try BodyMaker.body("b", at: -60, supersedes: [id])
        let composed = try BodyMaker.body("\u{e9}", at: 11)
        let decomposed = try BodyMaker.body("e\u{301}", at: 12)
        let chain = try (1..<6).reduce(into: [first]) { bodies, index in
            bodies.append(try BodyMaker.body("\(index)", at: 20 + index, supersedes: [BodyMaker.id(bodies[index - 1])]))
        }
        return [
            try merge("no change: no record", [], orders: [[]], expecting: ["records": .array([])]),
            try merge("one change", [first], orders: [[0], [0, 0]]),
            try merge("two equal values are one reading of two siblings", [first, same], orders: [[0, 1], [1, 0]]),
            try merge(
                "two values are a dispute", [first, other], orders: [[0, 1], [1, 0]], watched: 2,
                expecting: [
                    "steps": .array([.array([step([0]), step([0, 1])]), .array([step([1]), step([0, 1])])])
                ]),
            try merge(
                "superseded", [first, over], orders: [[0, 1], [1, 0]], watched: 2,
                expecting: ["steps": .array([.array([step([0]), step([1])]), .array([step([1], [0]), step([1])])])]),
            try merge("superseded twice", [first, over, both], orders: [[0, 1, 2], [2, 1, 0], [1, 2, 0, 1]]),
            try merge(
                "supersedes only in registers that it writes", [first, elsewhere], orders: [[0, 1], [1, 0]],
                watched: 2,
                expecting: ["steps": .array([.array([step([0]), step([0])]), .array([step([]), step([0])])])]),
            try merge(
                "one supersedes of two registers", [first, both, elsewhere],
                orders: [[0, 1, 2], [2, 1, 0], [1, 0, 2]]),
            try merge("an id that never comes stays void", [unseen, first], orders: [[0, 1], [1, 0]]),
            try merge("an answer taken back is a sibling", [first, taken, other], orders: [[0, 1, 2], [2, 1, 0]]),
            try merge(
                "a change of another record supersedes nothing here", [first, otherRecord],
                orders: [[0, 1], [1, 0]], watched: 2,
                expecting: [
                    "steps": .array([.array([step([0]), step([1], [0])]), .array([step([1], [0]), step([0])])])
                ]),
            try merge("a change without registers makes the record", [nothing], orders: [[0]]),
            try merge("an unrecognised value is kept", [foreign, first], orders: [[0, 1], [1, 0]]),
            try merge(
                "a clock that is behind decides only what is shown", [first, other, late],
                orders: [[0, 1, 2], [2, 1, 0], [1, 2, 0]]),
            try merge(
                "canonically equivalent texts are one reading", [composed, decomposed], orders: [[0, 1], [1, 0]]),
            try merge(
                "a chain of six", chain,
                orders: [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [2, 5, 0, 4, 1, 3], [3, 3, 0, 5, 1, 0, 2, 4]]),
            try merge(
                "records of two kinds", [first, try BodyMaker.body("z", at: 30, kind: RecordKind(rawValue: 103))],
                orders: [[0, 1], [1, 0]]),
        ]
    }
}
