/// Turns change bodies and values into bytes and back; `WireProtocol` implements it with protobuf.
///
/// Decoding validates: what it returns is sorted, without doubles and within the limits. It must not refuse what a
/// newer version may add.
public protocol ChangeCodec: Sendable {
    /// The bytes of a body that this node writes. Throws `ChangeDecodingError` where a limit would be exceeded, so
    /// that no node writes what another must refuse.
    func encode(_ body: ChangeBody) throws(ChangeDecodingError) -> [UInt8]

    /// Reads a body as received.
    func decodeBody(_ bytes: [UInt8]) throws(ChangeDecodingError) -> ChangeBody

    /// The bytes of a value that this node writes; an unrecognised one keeps its own.
    func encode(_ value: Value) -> EncodedValue

    /// Never fails: what cannot be read is `Value.unrecognized`.
    func decode(_ value: EncodedValue) -> Value
}

/// Why the bytes of a body are not a change.
public enum ChangeDecodingError: Error, Hashable, Sendable {
    /// Not a protobuf message of the expected type.
    case malformed(String)
    /// A required part is missing or has the wrong length.
    case invalidField(String)
    /// More than a limit allows: what, how much, how much is allowed.
    case tooLarge(what: String, count: Int, limit: Int)
}

extension ChangeDecodingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let detail): "the change is not readable: \(detail)"
        case .invalidField(let detail): "the change has an invalid field: \(detail)"
        case .tooLarge(let what, let count, let limit): "\(what) is too large: \(count), at most \(limit)"
        }
    }
}
