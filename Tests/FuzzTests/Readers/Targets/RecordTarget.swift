import CaseFile
import Causality
import Replication
import WireProtocol

@testable import CaseStore
@testable import ReplicaStore

extension FuzzTarget {
    /// Bodies that an enrolled device signed, whatever they say: merged, and made into the rows of lists.
    ///
    /// Several bodies stand one behind the other, each with its length in two bytes before it.
    static let record = FuzzTarget("record") { samples in
        let bodies = try samples.vectors("change-bodies", "body").filter { $0.count <= 1024 }
        return bodies.indices.map { first in
            bodies[first...].prefix(3).flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
        }
    } run: { bytes in
        let codec = ProtobufChangeCodec()
        var reader = FuzzBytes(bytes)
        var changes: [(id: ChangeID, body: ChangeBody)] = []
        while !reader.isAtEnd, changes.count < 8 {
            let bytes = reader.take(Int(reader.byte()) << 8 | Int(reader.byte()))
            let id = Hash(of: bytes).changeID
            guard let body = try? codec.decodeBody(bytes), !changes.contains(where: { $0.id == id }) else { continue }
            changes.append((id, body))
        }
        // A record is one whatever its changes say they are of: here all are of the first one's.
        guard let first = changes.first else { return }
        let key = RecordKey(scope: ScopeID(rawValue: 9), kind: first.body.kind, id: first.body.record)
        let state = RecordState(folding: changes)
        var turned = RecordState()
        var applied: Set<ChangeID> = []
        for change in changes.reversed() {
            turned.apply(change.id, change.body) { applied.contains($0) }
            applied.insert(change.id)
        }
        try FuzzFinding.expect(turned.encoded == state.encoded, "in another order it is another state")
        try FuzzFinding.expect(
            try RecordState(encoded: state.encoded).encoded == state.encoded, "written and read it is another state")
        let projector = CaseProjector(codec: codec, catalog: .current)
        _ = projector.rows(of: ProjectedRecord(key: key, before: RecordState(folding: [first]), state: state))
        let record = MergedRecord(
            key: key, state: state, definition: Catalog.current.kind(key.kind), codec: codec)
        _ = (record.disputed, record.missing)
        for register in state.registers.map(\.number) {
            for value in record.values(of: register) {
                _ = Catalog.current.text(for: value, of: register, in: key.kind, language: .zhHans)
            }
        }
    }
}
