import CaseFile
import Replication
import WireProtocol

extension FuzzTarget {
    /// What one change says.
    static let body = FuzzTarget("body") { samples in
        try samples.vectors("change-bodies", "body").filter { $0.count <= 4096 } + samples.vectors("chains", "bodies")
    } run: { bytes in
        let codec = ProtobufChangeCodec()
        guard let body = try? codec.decodeBody(bytes) else { return }
        try FuzzFinding.expect(
            try codec.decodeBody(try codec.encode(body)) == body, "written and read it is another body")
        let catalog = Catalog.current
        let values = body.writes.map { ($0.register, codec.decode($0.value)) }
        for (register, value) in values {
            for language in Language.allCases {
                _ = catalog.text(for: value, of: register, in: body.kind, language: language)
            }
        }
        _ = catalog.problems(in: Draft(kind: body.kind, values: values), isCreation: true)
    }
}
