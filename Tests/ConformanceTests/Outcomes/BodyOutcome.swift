import CaseFile
import Causality
import Replication
import WireProtocol

/// Values and change bodies: the specification's section 6.
enum BodyOutcome {
    private static let codec = ProtobufChangeCodec()

    static func value(_ input: FieldValue) throws -> FieldValue {
        let value = codec.decode(EncodedValue(bytes: try input.bytes("value")))
        return .object(["meaning": meaning(value), "encoded": .hex(codec.encode(value).bytes)])
    }

    static func equality(_ input: FieldValue) throws -> FieldValue {
        let left = codec.decode(EncodedValue(bytes: try input.bytes("left")))
        let right = codec.decode(EncodedValue(bytes: try input.bytes("right")))
        return .object(["equal": .bool(left == right)])
    }

    static func body(_ input: FieldValue) throws -> FieldValue {
        guard let body = try? codec.decodeBody(try input.bytes("body")) else {
            return .object(["readable": .bool(false)])
        }
        return .object([
            "readable": .bool(true), "kind": .count(body.kind.rawValue), "record": .hex(body.record.bytes),
            "author": .hex(body.author.bytes), "entered_by": body.enteredBy.map { .hex($0.bytes) } ?? .null,
            "recorded_at": .digits(body.recordedAt), "supersedes": .hexList(body.supersedes.map(\.bytes)),
            "registers": .array(body.writes.map { .count($0.register.rawValue) }),
            "value_hashes": .hexList(body.writes.map { Hash(of: $0.value.bytes).bytes }),
            "remaining_in_unit": .count(body.remainingInUnit),
        ])
    }

    /// A value as JSON: its type and what it says.
    static func meaning(_ value: Value) -> FieldValue {
        switch value {
        case .none: .null
        case .text(let text): .object(["text": .string(text)])
        case .integer(let number): .object(["integer": .digits(number)])
        case .boolean(let flag): .object(["boolean": .bool(flag)])
        case .instant(let milliseconds): .object(["instant": .digits(milliseconds)])
        case .date(let date): .object(["date": .count(date.daysSince1970)])
        case .code(let code): .object(["code": .string(code)])
        case .reference(let reference):
            .object([
                "reference": .object([
                    "scope": reference.scope.map { .id($0.rawValue) } ?? .null,
                    "kind": .count(reference.kind.rawValue), "id": .hex(reference.id.bytes),
                ])
            ])
        case .attachment(let attachment):
            .object([
                "attachment": .object([
                    "sha256": .hex(attachment.sha256.bytes), "size": .digits(attachment.size),
                    "media_type": .string(attachment.mediaType),
                ])
            ])
        case .list(let items): .object(["list": .array(items.map(meaning))])
        case .group(let members):
            .object([
                "group": .array(
                    members.map { .object(["number": .count($0.number), "value": meaning($0.value)]) })
            ])
        case .unrecognized(let bytes): .object(["unrecognised": .hex(bytes)])
        }
    }
}
