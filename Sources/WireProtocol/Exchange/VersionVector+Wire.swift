import Causality
import Replication

extension Tingsu_V1_VersionVector {
    init(_ vector: VersionVector) {
        self.init()
        entries = vector.entries.map {
            var entry = Tingsu_V1_VectorEntry()
            entry.replica = $0.replica.rawValue
            entry.seq = $0.seq
            entry.tag = $0.tag
            return entry
        }
    }

    func vector(_ field: StaticString) throws(WireError) -> VersionVector {
        try WireError.check(entries.count, limit: Limits.vectorEntries, of: field)
        let read = try entries.map { entry throws(WireError) in
            VersionVector.Entry(
                replica: try Field.replica(entry.replica, "VectorEntry.replica"),
                seq: try Field.seq(entry.seq, "VectorEntry.seq"), tag: entry.tag)
        }
        guard let vector = VersionVector(read) else { throw .invalid(field, "names a replica twice") }
        return vector
    }
}
