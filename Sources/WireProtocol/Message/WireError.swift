/// Why the bytes of a message are not one that this node reads. Each names the message and the field.
public enum WireError: Error, Hashable, Sendable {
    /// Not a protobuf message of the expected type: damaged, cut off, or another message.
    case malformed(message: String, detail: String)
    /// The peer speaks another version of the protocol; one of the two programs has to be updated.
    case unsupportedProtocol(UInt32)
    /// A field is missing or breaks a rule of `SyncProtocol/v1`.
    case invalidField(field: String, detail: String)
    /// More of something than `Limits` or `WireLimits` allow; nothing was allocated for it.
    case tooLarge(field: String, count: Int, limit: Int)

    static func check(_ count: Int, limit: Int, of field: StaticString) throws(WireError) {
        guard count <= limit else { throw WireError.tooLarge(field: "\(field)", count: count, limit: limit) }
    }

    static func invalid(_ field: StaticString, _ detail: String) -> WireError {
        .invalidField(field: "\(field)", detail: detail)
    }
}

extension WireError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let message, let detail): "the \(message) is not readable: \(detail)"
        case .unsupportedProtocol(0): "the message states no protocol version"
        case .unsupportedProtocol(let version):
            "the peer speaks protocol \(version), this program speaks \(WireCodec.protocolVersion); update the older one"
        case .invalidField(let field, let detail): "\(field) \(detail)"
        case .tooLarge(let field, let count, let limit): "\(field) is too large: \(count), at most \(limit)"
        }
    }
}
