/// One header field of a request or a response.
///
/// Fields are kept in an array, in the order of the line, because a name may stand more than once.
public struct PeerHeader: Hashable, Sendable {
    /// In a response always lower-case, so that a look-up needs no folding.
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Whether the field can stand in a request without changing the lines around it: the name is an RFC 9110 token
    /// and the value has no line break and no zero byte.
    var isSafe: Bool {
        !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
            && value.utf8.allSatisfy { $0 != 0x0D && $0 != 0x0A && $0 != 0 }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
