import CaseFile
import Causality
import Replication

/// Change bodies: which can be read, and what they say.
enum BodyCases {
    static func bodies() throws -> VectorFile {
        func readable(
            _ name: String, _ body: FieldValue, _ expecting: KeyValuePairs<String, FieldValue> = [:]
        ) throws -> VectorCase {
            let made = try Topic.changeBodies.makeCase(name, ["body": body], expecting: ["readable": .bool(true)])
            for (member, value) in expecting where made.expected[member] != value {
                throw VectorError("change-bodies: \(name): \(member)")
            }
            return made
        }
        func unreadable(_ name: String, _ body: FieldValue) throws -> VectorCase {
            try Topic.changeBodies.makeCase(name, ["body": body], expecting: ["readable": .bool(false)])
        }
        let ids = (1...3).map { ChangeID(high: $0, low: 0) }
        let typist = RecordID(rawValue: 5)
        return VectorFile(
            about: "Change bodies (6.1): what they say; one that breaks a rule is kept, and cannot be read.",
            cases: [
                try readable(
                    "body 1 of the appendix", .hex(BodyMaker.body()),
                    ["kind": .number(102), "registers": .numbers([2]), "recorded_at": .string("1767225600000")]),
                try readable(
                    "typed by another", .hex(BodyMaker.body(enteredBy: typist)), ["entered_by": .hex(typist.bytes)]),
                try readable(
                    "supersedes two", .hex(BodyMaker.body(supersedes: Array(ids[..<2]))),
                    ["supersedes": .hexList(ids[..<2].map(\.bytes))]),
                try readable("no register", .hex(raw(registers: [], values: [])), ["registers": .array([])]),
                try readable(
                    "a value taken back", .hex(raw(registers: [2], values: [[]])), ["registers": .numbers([2])]),
                try readable("a county's own register", .hex(raw(registers: [2, 10_000], values: [[], []]))),
                try readable("999 of the unit follow", .hex(raw(remaining: 999)), ["remaining_in_unit": .number(999)]),
                try readable("recorded before 1970", .hex(raw(recordedAt: -1)), ["recorded_at": .string("-1")]),
                try readable("an unknown field", .hex(raw { $0.bytes(77, [1, 2, 3]) })),
                try readable("an unknown field before all others", .hex([0xE8, 0x04, 0x01] + raw())),
                try readable("registers that are not packed", .hex(raw(isPacked: false)), ["registers": .numbers([2])]),
                try readable("a field twice: the last counts", .hex(raw { $0.number(5, 103) }), ["kind": .number(103)]),
                try readable("a value of the largest size", padded(value: 250 * 1024)),
                try readable(
                    "256 registers", .hex(raw(registers: Array(1...256), values: Array(repeating: [], count: 256)))),
                try readable("1,024 superseded", .hex(raw(supersedes: (1...1024).map { ChangeID(high: $0, low: 0) }))),
                try unreadable("nothing", .hex([])),
                try unreadable("cut off", .hex(raw().dropLast())),
                try unreadable("no protobuf", .hex([0xFF, 0xFF, 0xFF])),
                try unreadable(
                    "an unknown group, which proto3 does not have", .hex(raw { $0.raw([0xF3, 4, 0xF4, 4]) })),
                try unreadable(
                    "groups within each other",
                    .hex(raw { $0.raw([0xF3, 4, 0xFB, 4, 0x83, 5, 0x84, 5, 0xFC, 4, 0xF4, 4]) })),
                try unreadable("no record", .hex(raw(record: []))),
                try unreadable("a record of 15 bytes", .hex(raw(record: [UInt8](repeating: 1, count: 15)))),
                try unreadable("no author", .hex(raw(author: []))),
                try unreadable("a typist of 17 bytes", .hex(raw { $0.bytes(10, [UInt8](repeating: 1, count: 17)) })),
                try unreadable("kind 0", .hex(raw(kind: 0))),
                try unreadable("registers that fall", .hex(raw(registers: [3, 2], values: [[], []]))),
                try unreadable("a register twice", .hex(raw(registers: [2, 2], values: [[], []]))),
                try unreadable("a register without a value", .hex(raw(registers: [2, 3], values: [[]]))),
                try unreadable("a value without a register", .hex(raw(registers: [2], values: [[], []]))),
                try unreadable(
                    "257 registers", .hex(raw(registers: Array(1...257), values: Array(repeating: [], count: 257)))),
                try unreadable("superseded ids that fall", .hex(raw(supersedes: [ids[1], ids[0]]))),
                try unreadable("a superseded id twice", .hex(raw(supersedes: [ids[0], ids[0]]))),
                try unreadable(
                    "a superseded id of 15 bytes", .hex(raw { $0.bytes(8, [UInt8](repeating: 1, count: 15)) })),
                try unreadable(
                    "1,025 superseded", .hex(raw(supersedes: (1...1025).map { ChangeID(high: $0, low: 0) }))),
                try unreadable("1,000 of the unit follow", .hex(raw(remaining: 1000))),
                try unreadable("a value one byte too large", padded(value: 250 * 1024 + 1)),
                try unreadable("a body one byte too large", padded(body: 256 * 1024 + 1)),
                try readable("a body of the largest size", padded(body: 256 * 1024)),
            ])
    }

    /// A body by hand; the parts not named are those of a valid one.
    static func raw(
        record: [UInt8] = BodyMaker.record.bytes, author: [UInt8] = BodyMaker.author.bytes, kind: UInt64 = 102,
        recordedAt: Int64 = BodyMaker.time, registers: [UInt64] = [2], values: [[UInt8]] = [[0x0A, 0x01, 0x61]],
        isPacked: Bool = true, supersedes: [ChangeID] = [], remaining: UInt64 = 0,
        _ more: (inout Wire) -> Void = { _ in }
    ) -> [UInt8] {
        Wire.message { wire in
            if !record.isEmpty { wire.bytes(1, record) }
            wire.fixed64(2, 0x0102_0304_0506_0708)
            wire.number(3, UInt64(bitPattern: recordedAt))
            if !author.isEmpty { wire.bytes(4, author) }
            if kind > 0 { wire.number(5, kind) }
            if isPacked {
                if !registers.isEmpty {
                    wire.bytes(6, Wire.message { packed in for register in registers { packed.varint(register) } })
                }
            } else {
                for register in registers { wire.number(6, register) }
            }
            for value in values { wire.bytes(7, value) }
            if !supersedes.isEmpty { wire.bytes(8, supersedes.flatMap(\.bytes)) }
            if remaining > 0 { wire.number(9, remaining) }
            more(&wire)
        }
    }

    /// A body with one text value that is `value` bytes long.
    private static func padded(value: Int) -> FieldValue {
        // Tag, and the length in three bytes.
        let head = raw(values: [])
        let length = value - 4
        return .array([
            .hex(
                head
                    + Wire.message { wire in
                        wire.varint(7 << 3 | 2)
                        wire.varint(UInt64(value))
                        wire.varint(1 << 3 | 2)
                        wire.varint(UInt64(length))
                    }), .repeated([0x61], length),
        ])
    }

    /// A body that an unknown field fills up to `body` bytes.
    private static func padded(body: Int) -> FieldValue {
        let head = raw()
        let length = body - head.count - 5
        return .array([
            .hex(
                head
                    + Wire.message { wire in
                        wire.varint(77 << 3 | 2)
                        wire.varint(UInt64(length))
                    }), .repeated([0], length),
        ])
    }
}
