/// The content of a register, decoded.
///
/// The engine stores and compares encoded values (`EncodedValue`) and decodes only where somebody looks. What this
/// version does not recognise stays as its bytes, so that an older node relays a newer one's data whole.
///
/// Source: DESIGN.md section 3.
public enum Value: Hashable, Sendable {
    /// The register was written empty: the answer was taken back.
    case none
    /// A text as it was typed.
    case text(String)
    /// A whole number; money is in 分.
    case integer(Int64)
    /// Yes or no.
    case boolean(Bool)
    /// Milliseconds since 1970-01-01T00:00:00Z.
    case instant(Int64)
    /// A civil date of Asia/Shanghai.
    case date(CivilDate)
    /// A code of the register's code table.
    case code(String)
    /// Another record.
    case reference(Reference)
    /// In a box: it is three times as large as any other value, and rare.
    indirect case attachment(Attachment)
    /// Values in the writer's order.
    case list([Value])
    /// Named members, sorted by number, each number once.
    case group([GroupMember])
    /// The bytes of a value that this version cannot read.
    case unrecognized([UInt8])
}

/// Points at another record; the scope stands only where it is not the scope of the record that points.
public struct Reference: Hashable, Sendable {
    public let scope: ScopeID?
    public let kind: RecordKind
    public let id: RecordID

    public init(scope: ScopeID? = nil, kind: RecordKind, id: RecordID) {
        self.scope = scope
        self.kind = kind
        self.id = id
    }
}

/// Describes a blob that travels apart from the records.
public struct Attachment: Hashable, Sendable {
    public let sha256: Hash
    /// Length in bytes.
    public let size: UInt64
    /// A media type such as `image/jpeg`.
    public let mediaType: String

    public init(sha256: Hash, size: UInt64, mediaType: String) {
        self.sha256 = sha256
        self.size = size
        self.mediaType = mediaType
    }
}

/// One member of a group: its number within the group, and its value.
public struct GroupMember: Hashable, Sendable {
    public let number: UInt32
    public let value: Value

    public init(_ number: UInt32, _ value: Value) {
        self.number = number
        self.value = value
    }
}

/// A value as its bytes on the wire, compared byte for byte until somebody decodes it.
public struct EncodedValue: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether this is `Value.none`, which has no bytes.
    public var isNone: Bool { bytes.isEmpty }
}
