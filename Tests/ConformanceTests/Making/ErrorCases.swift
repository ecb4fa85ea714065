import CaseFile

/// Error bodies: what a client of version 1 reads of them, also of a later program's.
enum ErrorCases {
    private static func body(
        _ code: String, _ sentence: String = "", retryAfter: UInt64? = nil, more: [UInt8] = []
    ) -> FieldValue {
        .hex(
            Wire.message {
                if !code.isEmpty { $0.bytes(1, Array(code.utf8)) }
                if !sentence.isEmpty { $0.bytes(2, Array(sentence.utf8)) }
                if let retryAfter { $0.number(3, retryAfter) }
            } + more)
    }

    static func errors() throws -> VectorFile {
        func valid(_ name: String, _ message: FieldValue, code: String, wait: Int? = nil) throws -> VectorCase {
            try Topic.errors.makeCase(
                name, ["message": message],
                expecting: ["code": .string(code), "retry_after_seconds": wait.map { .count($0) } ?? .null])
        }
        func refused(_ name: String, _ message: FieldValue, _ code: String = "bad_message") throws -> VectorCase {
            try Topic.errors.makeCase(name, ["message": message], expecting: ["error": .string(code)])
        }
        let long = String(repeating: "a", count: 64)
        let unknown = Wire.message {
            $0.number(9, 1)
            $0.bytes(10, [1, 2, 3])
        }
        /// A whole body of so many bytes, filled up with a field of a later program.
        func whole(_ count: Int) -> FieldValue {
            let start = Wire.message { $0.bytes(1, Array("busy".utf8)) }
            // Field 15 and a length of two bytes.
            let filler = Wire.message { $0.bytes(15, [UInt8](repeating: 0, count: count - start.count - 3)) }
            return .hex(start + filler)
        }
        return VectorFile(
            about: "`ErrorBody` (15): what is read of it; the code of a later program is kept, and the status decides.",
            cases: [
                try valid("a code and a sentence", body("wrong_code", "没有这个邀请码"), code: "wrong_code"),
                try valid("wait", body("busy", "busy", retryAfter: 5), code: "busy", wait: 5),
                try valid("wait for nothing", body("busy", retryAfter: 0), code: "busy", wait: 0),
                try valid("the longest wait", body("busy", retryAfter: 0xFFFF_FFFF), code: "busy", wait: 4_294_967_295),
                try valid("no sentence", body("not_found"), code: "not_found"),
                try valid("a code of a later program", body("moved_to_v3", "…"), code: "moved_to_v3"),
                try valid("unknown fields", body("busy", "…", retryAfter: 2, more: unknown), code: "busy", wait: 2),
                try valid("a code of 64 bytes", body(long), code: long),
                try valid(
                    "a sentence of 4 KiB", body("busy", String(repeating: "b", count: 4096)), code: "busy"),
                try valid("a body of 16 KiB", whole(16_384), code: "busy"),
                try refused("a body one byte too long", whole(16_385), "too_large"),
                try refused("nothing", .hex([])),
                try refused("no code", body("", "a sentence")),
                try refused("a code of 65 bytes", body(long + "a"), "too_large"),
                try refused(
                    "a sentence one byte too long", body("busy", String(repeating: "b", count: 4097)), "too_large"),
                try refused("a code that is no UTF-8", .hex([0x0A, 0x01, 0xFF])),
                try refused("cut off", .hex([0x0A, 0x04, 0x62])),
            ])
    }
}
