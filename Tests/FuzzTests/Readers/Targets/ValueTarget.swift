import CaseFile
import Replication

@testable import WireProtocol

extension FuzzTarget {
    /// One value, shown as every type that a form can ask for.
    static let value = FuzzTarget("value") { samples in
        try samples.vectors("values", "value").filter { $0.count <= 4096 }
    } run: { bytes in
        let codec = ProtobufChangeCodec()
        let value = codec.decode(EncodedValue(bytes: bytes))
        try FuzzFinding.expect(codec.decode(codec.encode(value)) == value, "written and read it is another value")
        // Foreign values are of any type, whatever the catalog says of the register.
        for type in ValueType.known {
            _ = Catalog.current.text(for: value, as: type, in: .zhHans)
            let field = Catalog.current.fieldValue(from: value, as: type)
            _ = JSONText.line(field)
            guard let read = try? Catalog.current.value(from: field, as: type) else { continue }
            let shown = Catalog.current.fieldValue(from: read, as: type)
            try FuzzFinding.expect(
                try Catalog.current.value(from: shown, as: type) == read,
                "\(field) read as \(type) and shown reads anew")
        }
    }
}

extension ValueType {
    /// Each type that a register of the catalog has, once.
    static let known: [ValueType] = Array(Set(Catalog.current.kinds.flatMap { $0.registers.map(\.type) }))
        .sorted { "\($0)" < "\($1)" }
}
