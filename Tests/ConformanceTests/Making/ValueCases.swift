import CaseFile
import Causality
import Replication
import WireProtocol

/// Values: what their bytes mean, and which are equal.
enum ValueCases {
    private static let codec = BodyMaker.codec

    static func values() throws -> VectorFile {
        func known(_ name: String, _ bytes: [UInt8], _ meaning: FieldValue, encoded: [UInt8]? = nil) throws
            -> VectorCase
        {
            try Topic.values.makeCase(
                name, ["value": .hex(bytes)], expecting: ["meaning": meaning, "encoded": .hex(encoded ?? bytes)])
        }
        func unrecognised(_ name: String, _ bytes: [UInt8]) throws -> VectorCase {
            try known(name, bytes, .object(["unrecognised": .hex(bytes)]))
        }
        let id = [UInt8](repeating: 7, count: 16)
        let foreign: [UInt8] = [0xFA, 0x07, 0x01, 0xFF]
        let text: [UInt8] = [0x0A, 0x01, 0x61]
        let meansText: FieldValue = .object(["text": .string("a")])
        func reference(_ more: [UInt8] = [], id: [UInt8] = id) -> [UInt8] {
            Wire.message {
                $0.bytes(
                    7,
                    Wire.message {
                        $0.number(2, 102)
                        $0.bytes(3, id)
                    } + more)
            }
        }
        func meansReference(_ scope: FieldValue) -> FieldValue {
            .object(["reference": .object(["scope": scope, "kind": .number(102), "id": .hex(id)])])
        }
        func list(_ items: [[UInt8]], _ more: [UInt8] = []) -> [UInt8] {
            Wire.message { wire in
                wire.bytes(9, Wire.message { list in for item in items { list.bytes(1, item) } } + more)
            }
        }
        func member(_ number: UInt64, _ value: [UInt8], _ more: [UInt8] = []) -> [UInt8] {
            Wire.message {
                $0.number(1, number)
                if !value.isEmpty { $0.bytes(2, value) }
            } + more
        }
        func group(_ members: [[UInt8]], _ more: [UInt8] = []) -> [UInt8] {
            Wire.message { wire in
                wire.bytes(10, Wire.message { group in for member in members { group.bytes(1, member) } } + more)
            }
        }
        func nested(_ depth: Int) -> [UInt8] { (0..<depth).reduce(text) { bytes, _ in list([bytes]) } }
        func attachment(_ hash: Int) -> [UInt8] {
            Wire.message {
                $0.bytes(
                    8,
                    Wire.message {
                        $0.bytes(1, [UInt8](repeating: 9, count: hash))
                        $0.number(2, 12_345)
                        $0.bytes(3, Array("image/jpeg".utf8))
                    })
            }
        }
        func date(_ zigzag: UInt64) -> [UInt8] { Wire.message { $0.number(5, zigzag) } }
        return VectorFile(
            about: "Values (6.2, 6.3): what the bytes mean, and the bytes that a writer gives the same meaning.",
            cases: [
                try known("taken back", [], .null),
                try known("empty text is not taken back", [0x0A, 0x00], .object(["text": .string("")])),
                try known("text", Wire.message { $0.bytes(1, Array("入户".utf8)) }, .object(["text": .string("入户")])),
                try known("integer", Wire.message { $0.number(2, 9) }, .object(["integer": .string("-5")])),
                try known("integer 0", [0x10, 0x00], .object(["integer": .string("0")])),
                try known(
                    "the lowest integer", Wire.message { $0.number(2, .max) },
                    .object(["integer": .string("-9223372036854775808")])),
                try known("boolean", [0x18, 0x00], .object(["boolean": .bool(false)])),
                try known(
                    "boolean by another number", [0x18, 0x02], .object(["boolean": .bool(true)]), encoded: [0x18, 0x01]),
                try known(
                    "instant before 1970", Wire.message { $0.number(4, .max) }, .object(["instant": .string("-1")])),
                try known("date", date(40_000), .object(["date": .number(20_000)])),
                try known("the first date", date(1_438_323), .object(["date": .number(-719_162)])),
                try unrecognised("a day before the first date", date(1_438_325)),
                try known("the last date", date(5_865_792), .object(["date": .number(2_932_896)])),
                try unrecognised("a day after the last date", date(5_865_794)),
                try known(
                    "code", Wire.message { $0.bytes(6, Array("law".utf8)) }, .object(["code": .string("law")])),
                try known("reference", reference(), meansReference(.null)),
                try known(
                    "reference with a scope",
                    Wire.message {
                        $0.bytes(
                            7,
                            Wire.message {
                                $0.fixed64(1, 0xAA)
                                $0.number(2, 102)
                                $0.bytes(3, id)
                            })
                    }, meansReference(.id(0xAA))),
                try unrecognised("reference to scope 0", reference(Wire.message { $0.fixed64(1, 0) })),
                try unrecognised("reference with an id of 15 bytes", reference(id: Array(id.dropLast()))),
                try unrecognised("reference with an unknown field", reference(foreign)),
                try known(
                    "attachment", attachment(32),
                    .object([
                        "attachment": .object([
                            "sha256": .hex([UInt8](repeating: 9, count: 32)), "size": .string("12345"),
                            "media_type": .string("image/jpeg"),
                        ])
                    ])),
                try unrecognised("attachment with a hash of 31 bytes", attachment(31)),
                try known("empty list", list([]), .object(["list": .array([])])),
                try known(
                    "list with something taken back", list([text, []]), .object(["list": .array([meansText, .null])])),
                try known(
                    "list with an unknown value", list([text, foreign]),
                    .object(["list": .array([meansText, .object(["unrecognised": .hex(foreign)])])])),
                try unrecognised("list with an unknown field", list([text], foreign)),
                try known(
                    "group", group([member(1, text), member(3, [])]),
                    .object([
                        "group": .array([
                            .object(["number": .number(1), "value": meansText]),
                            .object(["number": .number(3), "value": .null]),
                        ])
                    ])),
                try unrecognised("group out of order", group([member(3, text), member(1, text)])),
                try unrecognised("group with a number twice", group([member(1, text), member(1, text)])),
                try unrecognised("group with an unknown field", group([member(1, text)], foreign)),
                try unrecognised("member with an unknown field", group([member(1, text, foreign)])),
                try Topic.values.makeCase(
                    "eight lists deep", ["value": .hex(nested(8))], expecting: ["encoded": .hex(nested(8))]),
                try Topic.values.makeCase(
                    "nine lists deep: the innermost is not recognised", ["value": .hex(nested(9))],
                    expecting: ["encoded": .hex(nested(9))]),
                try unrecognised("an unknown field", foreign),
                try unrecognised("an unknown field beside a known one", text + foreign),
                try unrecognised("a known field of another wire type", [0x09, 1, 2, 3, 4, 5, 6, 7, 8]),
                try unrecognised("text that is no UTF-8", [0x0A, 0x01, 0xFF]),
                try unrecognised("cut off", [0x0A, 0x05, 0x61]),
                try unrecognised("field number 0", [0x02, 0x00]),
                try known(
                    "two contents: the last counts", [0x10, 0x09] + text, meansText, encoded: text),
                try known(
                    "two lists are one, as protobuf has it", list([text]) + list([[]]),
                    .object(["list": .array([meansText, .null])]), encoded: list([text, []])),
                try known(
                    "a number longer than it need be", [0x10, 0x89, 0x00], .object(["integer": .string("-5")]),
                    encoded: [0x10, 0x09]),
            ])
    }

    static func equality() throws -> VectorFile {
        func pair(_ name: String, _ left: Value, _ right: Value, _ equal: Bool) throws -> VectorCase {
            try pair(name, codec.encode(left).bytes, codec.encode(right).bytes, equal)
        }
        func pair(_ name: String, _ left: [UInt8], _ right: [UInt8], _ equal: Bool) throws -> VectorCase {
            try Topic.valueEquality.makeCase(
                name, ["left": .hex(left), "right": .hex(right)], expecting: ["equal": .bool(equal)])
        }
        let composed: Value = .text("\u{e9}")
        let decomposed: Value = .text("e\u{301}")
        return VectorFile(
            about: "Which values are equal (6.3): after decoding, and by canonical equivalence of texts.",
            cases: [
                try pair("equal texts", .text("a"), .text("a"), true),
                try pair("other case", .text("a"), .text("A"), false),
                try pair("canonically equivalent texts", composed, decomposed, true),
                try pair("canonically equivalent codes", .code("\u{e9}"), .code("e\u{301}"), true),
                try pair("within a list", .list([composed]), .list([decomposed]), true),
                try pair(
                    "within a group", .group([GroupMember(1, composed)]), .group([GroupMember(1, decomposed)]), true),
                try pair("compatible is not equivalent", .text("Ａ"), .text("A"), false),
                try pair("text and code", .text("a"), .code("a"), false),
                try pair("taken back and empty text", .none, .text(""), false),
                try pair("other encodings of one number", [0x10, 0x89, 0x00], [0x10, 0x09], true),
                try pair(
                    "other order of a list", .list([.text("a"), .text("b")]), .list([.text("b"), .text("a")]), false),
                try pair(
                    "unrecognised with the same bytes", [0xFA, 0x07, 0x01, 0xFF], [0xFA, 0x07, 0x01, 0xFF], true),
                try pair("unrecognised with other bytes", [0xFA, 0x07, 0x01, 0xFF], [0xFA, 0x07, 0x01, 0xFE], false),
                try pair(
                    "a reference with a scope and one without",
                    .reference(Reference(kind: BodyMaker.kind, id: BodyMaker.record)),
                    .reference(Reference(scope: CountyMaker.village, kind: BodyMaker.kind, id: BodyMaker.record)),
                    false),
            ])
    }
}
