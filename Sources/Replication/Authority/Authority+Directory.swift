import Causality

/// Reads the authority out of the directory's merged records.
///
/// Directory records are add-only, so siblings are rare: they appear when a restored center wrote what its lost copy
/// had written too. Then the stricter reading counts, never the later one: an end ends, a withdrawn grant is none, of two
/// rights the lesser is given (I24). A record that cannot be read grants nothing.
extension Authority {
    init(
        anchors: TrustAnchors, directory transaction: some ReplicaTransaction, codec: some ChangeCodec
    ) throws {
        let reader = DirectoryReader(codec: codec)
        // Looked up by kind; never iterated.
        let byKind = Dictionary(grouping: try transaction.states(in: .directory), by: \.key.kind)
        func records(_ kind: RecordKind) -> [(id: RecordID, state: RecordState)] {
            (byKind[kind] ?? []).map { (id: $0.key.id, state: $0.state) }
        }
        var grants: [RecordID: [(scope: ScopeID, isWrite: Bool)]] = [:]
        for record in records(DirectorySchema.grantKind) {
            // A grant that gives no right any more is one that is known here: what its device signs is held, not
            // refused, so that every node stores the same.
            let grant = reader.grant(record.state)
            for device in grant.devices { grants[device, default: []] += grant.right.map { [$0] } ?? [] }
        }
        var ends: [RecordID: [[LogPosition]]] = [:]
        for record in records(DirectorySchema.grantEndKind) {
            for end in reader.grantEnds(record.state) { ends[end.device, default: []].append(end.heads) }
        }
        var devices: [Device] = []
        for record in records(DirectorySchema.deviceKind) {
            guard let key = reader.deviceKey(record.state, of: record.id), let given = grants[record.id] else {
                continue
            }
            devices.append(
                Device(id: record.id, key: key, grants: given, end: ends[record.id].map(Authority.strictest)))
        }
        let rulings = records(DirectorySchema.rulingKind).flatMap { reader.rulings($0.state) }
        let scopes = records(DirectorySchema.scopeKind).flatMap { reader.scopes($0.state) }
        let restricted = records(DirectorySchema.scopeKind).filter { reader.isRestricted($0.state) }
            .flatMap { reader.scopes($0.state) }
        self.init(anchors: anchors, devices: devices, rulings: rulings, scopes: scopes, restricted: restricted)
    }

    /// Of all ends of one device, for each log the earliest place; a log that one of them does not name, or whose
    /// earliest places lie on two branches, be it within one end, is not admitted at all.
    private static func strictest(_ ends: [[LogPosition]]) -> [LogPosition] {
        let logs = Set(ends.flatMap { $0.map(\.log) }).sorted()
        return logs.compactMap { log in
            let places = ends.map { heads in heads.filter { $0.log == log } }
            guard let earliest = places.joined().min(by: { $0.seq < $1.seq }),
                places.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.seq > earliest.seq || $0 == earliest } })
            else { return nil }
            return earliest
        }
    }
}
