import CaseFile

/// Bodies in columns: what they come to, and what is refused.
enum ColumnCases {
    /// Columns as they travel, by hand: none of them is made by the writer.
    private struct Columns {
        var forms: [[UInt8]] = []
        var formOf: [UInt64] = []
        var places: [UInt64] = []
        var ids: [UInt8] = []
        var salts: [UInt8] = []
        /// Zigzag: twice the difference, and what is below 0 odd.
        var times: [UInt64] = []
        var remaining: [UInt64] = []
        var values: [[UInt8]] = []

        var encoded: [UInt8] {
            Wire.message { wire in
                for form in forms { wire.bytes(1, form) }
                for (field, numbers) in [(UInt64(2), formOf), (3, places)] { wire.packed(field, numbers) }
                if !ids.isEmpty { wire.bytes(4, ids) }
                if !salts.isEmpty { wire.bytes(5, salts) }
                for (field, numbers) in [(UInt64(6), times), (7, remaining)] { wire.packed(field, numbers) }
                for value in values { wire.bytes(8, value) }
            }
        }
    }

    private static func id(_ last: UInt8) -> [UInt8] { [UInt8](repeating: 0xA0, count: 15) + [last] }

    private static func form(
        kind: UInt64 = 105, _ registers: [UInt64] = [], references: [UInt64] = [], isTyped: Bool = false,
        supersedes: UInt64 = 0
    ) -> [UInt8] {
        Wire.message {
            if kind != 0 { $0.number(1, kind) }
            $0.packed(2, registers)
            $0.packed(3, references)
            if isTyped { $0.number(4, 1) }
            if supersedes != 0 { $0.number(5, supersedes) }
        }
    }

    /// A body with two texts, and one that names the first one's record, in the same form.
    private static var two: Columns {
        Columns(
            forms: [form([2, 5, 9], references: [0, 105, 0])], formOf: [0, 0], places: [0, 0, 0, 0, 2, 3],
            ids: id(1) + id(2) + id(3) + id(4), salts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9],
            times: [2_000, 3], remaining: [1, 0],
            values: [[0x0A, 1, 0x61], [0x0A, 1, 0x62], [0x10, 2], []])
    }

    private static var one: Columns {
        Columns(
            forms: [form()], formOf: [0], places: [0, 0], ids: id(1) + id(2),
            salts: [1, 0, 0, 0, 0, 0, 0, 0], times: [2], remaining: [0])
    }

    static func columns() throws -> VectorFile {
        func read(
            _ name: String, _ columns: Columns, _ count: Int, _ expecting: [[UInt8]]?
        ) throws -> VectorCase {
            let made = try Topic.bodyColumns.makeCase(
                name, ["columns": .hex(columns.encoded), "entries": .count(count)],
                expecting: expecting.map { ["bodies": .hexList($0)] } ?? [:])
            if made.expected["error"] != nil { throw VectorError("body-columns: \(name): \(made.expected)") }
            return made
        }
        func refused(
            _ name: String, _ count: Int, _ code: String, _ change: (inout Columns) -> Void
        ) throws -> VectorCase {
            var columns = two
            change(&columns)
            return try Topic.bodyColumns.makeCase(
                name, ["columns": runs(of: columns.encoded), "entries": .count(count)],
                expecting: ["error": .string(code)])
        }
        return VectorFile(
            about:
                "Bodies in columns (9.2): the bodies that they come to, or the code by which the message is refused.",
            cases: try valid(read) + invalid(refused) + tooLarge(refused))
    }

    private static func valid(
        _ read: (String, Columns, Int, [[UInt8]]?) throws -> VectorCase
    ) throws -> [VectorCase] {
        var odd = one
        (odd.forms, odd.salts, odd.times) = ([form(kind: 0)], [UInt8](repeating: 0, count: 8), [0])
        var whole = one
        whole.forms = [form([7], isTyped: true, supersedes: 2)]
        (whole.places, whole.ids) = ([0, 0, 1, 0, 0], id(1) + id(2) + id(3) + id(4))
        (whole.times, whole.remaining, whole.values) = ([1], [999], [[0x0A, 0]])
        var forms = Columns(
            forms: [form(kind: 1, [9, 3]), form(kind: 2, [3])], formOf: [1, 0, 1], places: [0, 0, 0, 2, 0, 2],
            ids: id(1) + id(2) + id(3) + id(4), salts: [UInt8](repeating: 1, count: 24), times: [2, 1, 4],
            remaining: [0, 0, 0], values: [[1], [2], [3], [4]])
        var many = one
        many.formOf = [UInt64](repeating: 0, count: 34)
        many.places = [UInt64](repeating: 0, count: 66) + [64, 64]
        many.ids = (0..<66).flatMap { id(UInt8($0)) }
        many.salts = [UInt8](repeating: 3, count: 8 * 34)
        (many.times, many.remaining) = ([UInt64](repeating: 2, count: 34), [UInt64](repeating: 0, count: 34))
        let first = try read("two bodies of one form", two, 2, bodiesOfTwo)
        let order = try read("values by register, then form, then body", forms, 3, nil)
        forms.values = [[], [], [], []]
        return [
            first, order,
            try read("answers that were taken back", forms, 3, nil),
            try read("nothing of what is 0", odd, 1, [[0x0A, 16] + id(1) + [0x22, 16] + id(2)]),
            try read("typed by another, superseding two, a time before 1970", whole, 1, nil),
            try read("the 64th of the ids used last", many, 34, nil),
            try read("no bodies", Columns(), 0, []),
            try read(
                "an id written out although it was used",
                {
                    var again = one
                    (again.ids, again.places) = (id(1) + id(1), [0, 0])
                    return again
                }(), 1, nil),
        ]
    }

    /// The bytes, long runs of one as such: a case of a megabyte is a line.
    private static func runs(of bytes: [UInt8]) -> FieldValue {
        guard bytes.count > 4_096 else { return .hex(bytes) }
        var parts: [FieldValue] = []
        var plain: [UInt8] = []
        var rest = bytes[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }.count
            if run < 64 {
                plain += rest.prefix(run)
            } else {
                parts += [.hex(plain), .repeated([first], run)]
                plain = []
            }
            rest = rest.dropFirst(run)
        }
        return .array(parts + [.hex(plain)])
    }

    /// What `two` says, byte by byte.
    private static var bodiesOfTwo: [[UInt8]] {
        func body(
            _ record: UInt8, salt: [UInt8], time: [UInt8], author: UInt8, _ text: UInt8, names other: UInt8,
            last: [UInt8], remaining: [UInt8]
        ) -> [UInt8] {
            let head = [0x0A, 16] + id(record) + [0x11] + salt + [0x18] + time + [0x22, 16] + id(author)
            let reference = [0x3A, 22, 0x3A, 20, 0x10, 105, 0x1A, 16] + id(other)
            let values = [0x3A, 3, 0x0A, 1, text] + reference + [0x3A, UInt8(last.count)] + last
            return head + [0x28, 105, 0x32, 3, 2, 5, 9] + values + remaining
        }
        return [
            body(
                1, salt: [1, 2, 3, 4, 5, 6, 7, 8], time: [0xE8, 7], author: 2, 0x61, names: 3, last: [0x10, 2],
                remaining: [0x48, 1]),
            body(
                4, salt: [UInt8](repeating: 9, count: 8), time: [0xE6, 7], author: 3, 0x62, names: 2, last: [],
                remaining: []),
        ]
    }

    private typealias Refused = (String, Int, String, (inout Columns) -> Void) throws -> VectorCase

    private static func invalid(_ refused: Refused) throws -> [VectorCase] {
        let bad = "bad_message"
        return [
            try refused("fewer entries without a body", 1, bad) { _ in },
            try refused("more entries without a body", 3, bad) { _ in },
            try refused("a form that is not there", 2, bad) { $0.formOf[1] = 1 },
            try refused("a form for one body only", 2, bad) { $0.formOf.removeLast() },
            try refused("salts of one body and a half", 2, bad) { $0.salts.removeLast(4) },
            try refused("one time", 2, bad) { $0.times.removeLast() },
            try refused("three numbers of the rest of a unit", 2, bad) { $0.remaining.append(0) },
            try refused("a value less", 2, bad) { $0.values.removeLast() },
            try refused("a value more", 2, bad) { $0.values.append([0x10, 2]) },
            try refused("a place without an id", 2, bad) { $0.places[5] = 5 },
            try refused("a place at the very beginning", 2, bad) { $0.places[0] = 1 },
            try refused("a place less", 2, bad) { $0.places.removeLast() },
            try refused("a place more", 2, bad) { $0.places.append(1) },
            try refused("an id less", 2, bad) { $0.ids.removeLast(16) },
            try refused("an id more", 2, bad) { $0.ids += id(5) },
            try refused("an id of 15 bytes", 2, bad) { $0.ids.removeLast() },
            try refused("kinds of references for two of three registers", 2, bad) {
                $0.forms = [form([2, 5, 9], references: [0, 105])]
            },
        ]
    }

    private static func tooLarge(_ refused: Refused) throws -> [VectorCase] {
        [
            try refused("257 registers", 2, "too_large") { $0.forms = [form((1...257).map { $0 })] },
            try refused("1,025 superseded", 2, "too_large") { $0.forms[0] = form(supersedes: 1_025) },
            try refused("a body beyond 256 KiB", 1, "too_large") {
                $0 = one
                $0.forms = [form([1, 2])]
                $0.values = [[UInt8]](repeating: [UInt8](repeating: 0x61, count: 130 * 1024), count: 2)
            },
            // A byte that names an id stands for sixteen.
            try refused("17 MiB in 1 MiB", 1_030, "too_large") {
                $0 = one
                $0.forms = [form(supersedes: 1_024)]
                $0.formOf = [UInt64](repeating: 0, count: 1_030)
                $0.places = [0, 0] + [UInt64](repeating: 1, count: 1_030 * 1_026 - 2)
                $0.salts = [UInt8](repeating: 0, count: 8 * 1_030)
                ($0.times, $0.remaining) = ($0.formOf, $0.formOf)
            },
        ]
    }
}
