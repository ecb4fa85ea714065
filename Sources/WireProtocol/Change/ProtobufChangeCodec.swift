public import Replication
internal import SwiftProtobuf

/// Change bodies and values as protobuf messages, `SyncProtocol/v1/change.proto`.
///
/// Encoding is deterministic: fields by rising number, no maps. Decoding a body ignores fields that it does not know,
/// because the caller keeps the bytes; it refuses what breaks a rule of the format or one of `Limits`. Values within a
/// body stay encoded.
///
/// Source: DESIGN.md sections 3 and 5.
public struct ProtobufChangeCodec: ChangeCodec {
    public init() {}

    public func encode(_ body: ChangeBody) throws(ChangeDecodingError) -> [UInt8] {
        try body.checkRules()
        let bytes = Tingsu_V1_ChangeBody(body).wireBytes
        try ChangeDecodingError.check(bytes.count, limit: Limits.bodyBytes, of: "a change body (bytes)")
        return bytes
    }

    public func decodeBody(_ bytes: [UInt8]) throws(ChangeDecodingError) -> ChangeBody {
        try ChangeDecodingError.check(bytes.count, limit: Limits.bodyBytes, of: "a change body (bytes)")
        let message: Tingsu_V1_ChangeBody
        do {
            message = try Tingsu_V1_ChangeBody(serializedBytes: bytes, options: ProtobufChangeCodec.bodyOptions)
        } catch {
            throw ChangeDecodingError.malformed("ChangeBody: \(error)")
        }
        let body = try message.body()
        try body.checkRules()
        return body
    }

    public func encode(_ value: Value) -> EncodedValue {
        EncodedValue(bytes: value.wireBytes)
    }

    public func decode(_ value: EncodedValue) -> Value {
        Value(wireBytes: value.bytes)
    }

    /// A body holds no message, and nothing of this protocol holds a group: one that does cannot be read, by any reader.
    /// Unknown fields need not be collected: the caller has the bytes.
    private static let bodyOptions: BinaryDecodingOptions = {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = 1
        options.discardUnknownFields = true
        return options
    }()
}

extension ChangeDecodingError {
    static func check(_ count: Int, limit: Int, of what: String) throws(ChangeDecodingError) {
        guard count <= limit else { throw ChangeDecodingError.tooLarge(what: what, count: count, limit: limit) }
    }
}

extension ChangeBody {
    /// The rules that hold for every body, sent or received.
    func checkRules() throws(ChangeDecodingError) {
        guard kind.rawValue > 0 else { throw .invalidField("ChangeBody.kind is 0 or missing") }
        try ChangeDecodingError.check(writes.count, limit: Limits.writesPerChange, of: "ChangeBody.registers")
        try ChangeDecodingError.check(supersedes.count, limit: Limits.supersededPerChange, of: "ChangeBody.supersedes")
        try ChangeDecodingError.check(
            Int(remainingInUnit), limit: Limits.changesPerUnit - 1, of: "ChangeBody.remaining_in_unit")
        var previous: RegisterNumber?
        for write in writes {
            if let previous, previous >= write.register {
                throw .invalidField("ChangeBody.registers: \(write.register.rawValue) after \(previous.rawValue)")
            }
            previous = write.register
            try ChangeDecodingError.check(
                write.value.bytes.count, limit: Limits.valueBytes, of: "ChangeBody.values (bytes)")
        }
        for (left, right) in zip(supersedes, supersedes.dropFirst()) where left >= right {
            throw .invalidField("ChangeBody.supersedes: \(right) after \(left)")
        }
    }
}
