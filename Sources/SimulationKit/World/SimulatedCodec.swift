import Replication
import WireProtocol

/// The codec of the program, of this version or of two later.
///
/// The later one writes a field into each body that this one does not know, and bodies of one kind in a layout that it
/// cannot read at all.
struct SimulatedCodec: ChangeCodec {
    /// Kinds that only the later program knows.
    static let laterKinds = [RecordKind(rawValue: 198), RecordKind(rawValue: 199)]
    /// The kind whose bodies this version cannot read.
    static let unreadableKind = laterKinds[1]

    let isLater: Bool
    private let base = ProtobufChangeCodec()

    init(isLater: Bool) {
        self.isLater = isLater
    }

    /// Field 900, length-delimited, two bytes.
    private static let laterField: [UInt8] = [0xA2, 0x38, 0x02, 0x4E, 0x32]
    /// A field number that no protobuf reader takes.
    private static let laterLayout: UInt8 = 0x07

    func encode(_ body: ChangeBody) throws(ChangeDecodingError) -> [UInt8] {
        let bytes = try base.encode(body)
        guard isLater else { return bytes }
        return (body.kind == SimulatedCodec.unreadableKind ? [SimulatedCodec.laterLayout] : []) + bytes
            + SimulatedCodec.laterField
    }

    func decodeBody(_ bytes: [UInt8]) throws(ChangeDecodingError) -> ChangeBody {
        if isLater, bytes.first == SimulatedCodec.laterLayout { return try base.decodeBody(Array(bytes.dropFirst())) }
        return try base.decodeBody(bytes)
    }

    func encode(_ value: Value) -> EncodedValue { base.encode(value) }

    func decode(_ value: EncodedValue) -> Value { base.decode(value) }
}
