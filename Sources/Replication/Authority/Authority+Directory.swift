import Causality

/// Reads the authority out of the directory's merged records.
///
/// Directory records are add-only, so siblings are rare: they appear when a restored center wrote what its lost copy
/// had written too. Then the stricter reading counts: an end ends, a withdrawn grant is none. A record that cannot be
/// read grants nothing.
extension Authority {
    init(
        anchors: TrustAnchors, directory transaction: some ReplicaTransaction, codec: some ChangeCodec
    ) throws {
        let reader = DirectoryReader(codec: codec)
        var grants: [RecordID: [(scope: ScopeID, isWrite: Bool)]] = [:]
        for record in try transaction.states(in: .directory, kind: DirectorySchema.grantKind) {
            guard let grant = try reader.grant(record.state) else { continue }
            // A withdrawn grant gives no right, and is a grant that is known here: what its device signs is held, not
            // refused, so that every node stores the same.
            grants[grant.device, default: []] += grant.isStanding ? [(grant.scope, grant.isWrite)] : []
        }
        var ends: [RecordID: [LogPosition]] = [:]
        for record in try transaction.states(in: .directory, kind: DirectorySchema.grantEndKind) {
            guard let end = try reader.grantEnd(record.state) else { continue }
            ends[end.device] = ends[end.device].map { Authority.stricter($0, end.heads) } ?? end.heads
        }
        var devices: [Device] = []
        for record in try transaction.states(in: .directory, kind: DirectorySchema.deviceKind) {
            guard let key = try reader.deviceKey(record.state), let given = grants[record.id], key.device == record.id
            else { continue }
            devices.append(Device(id: record.id, key: key, grants: given, end: ends[record.id]))
        }
        var rulings: [(RuledChange, Bool)] = []
        for record in try transaction.states(in: .directory, kind: DirectorySchema.rulingKind) {
            guard let ruling = try reader.ruling(record.state) else { continue }
            rulings.append((RuledChange(change: ruling.change, record: ruling.record), ruling.admits))
        }
        var scopes: [ScopeID] = []
        for record in try transaction.states(in: .directory, kind: DirectorySchema.scopeKind) {
            if let scope = try reader.scope(record.state) { scopes.append(scope) }
        }
        self.init(anchors: anchors, devices: devices, rulings: rulings, scopes: scopes)
    }

    /// Of two ends of one device, for each log the earlier place; a log that only one of them names is not admitted.
    private static func stricter(_ left: [LogPosition], _ right: [LogPosition]) -> [LogPosition] {
        left.compactMap { position in
            guard let other = right.first(where: { $0.log == position.log }) else { return nil }
            return position.seq <= other.seq ? position : other
        }
    }
}

/// Decodes directory records, one function a kind; nil where a record does not say what its kind must say.
struct DirectoryReader<Codec: ChangeCodec> {
    let codec: Codec

    func grant(
        _ state: RecordState
    ) throws -> (device: RecordID, scope: ScopeID, isWrite: Bool, isStanding: Bool)? {
        guard let terms = members(state, DirectorySchema.Grant.terms),
            case .reference(let device)? = terms[DirectorySchema.Grant.deviceMember],
            let scope = scopeID(terms[DirectorySchema.Grant.scopeMember]),
            case .code(let rights)? = terms[DirectorySchema.Grant.rightsMember],
            rights == DirectorySchema.Grant.read || rights == DirectorySchema.Grant.write
        else { return nil }
        return (device.id, scope, rights == DirectorySchema.Grant.write, try standing(state) != nil)
    }

    func grantEnd(_ state: RecordState) throws -> (device: RecordID, heads: [LogPosition])? {
        guard let terms = try standing(state).flatMap({ members($0, DirectorySchema.GrantEnd.terms) }),
            case .reference(let device)? = terms[DirectorySchema.GrantEnd.deviceMember]
        else { return nil }
        var heads: [LogPosition] = []
        if case .list(let items)? = terms[DirectorySchema.GrantEnd.headsMember] {
            for case .group(let group) in items {
                let member = Dictionary(group.map { ($0.number, $0.value) }, uniquingKeysWith: { first, _ in first })
                guard let scope = scopeID(member[DirectorySchema.GrantEnd.headScopeMember]),
                    let replica = number(member[DirectorySchema.GrantEnd.headReplicaMember]),
                    case .integer(let seq)? = member[DirectorySchema.GrantEnd.headSeqMember], seq > 0,
                    case .text(let text)? = member[DirectorySchema.GrantEnd.headHashMember],
                    let hash = Hexadecimal.decode(text).flatMap({ Hash(bytes: $0) })
                else { continue }
                let log = LogID(scope: scope, replica: ReplicaID(rawValue: replica))
                heads.append(LogPosition(log: log, seq: UInt64(seq), hash: hash))
            }
        }
        return (device.id, heads.sorted { $0.log < $1.log })
    }

    func deviceKey(_ state: RecordState) throws -> DeviceKey? {
        guard
            case .text(let text)? = try standing(state)?.shownValue(of: DirectorySchema.Device.publicKey, codec: codec),
            let bytes = Hexadecimal.decode(text)
        else { return nil }
        return DeviceKey(x963: bytes)
    }

    func ruling(_ state: RecordState) throws -> (change: ChangeID, admits: Bool, record: RecordKey)? {
        guard let state = try standing(state),
            case .text(let text)? = state.shownValue(of: DirectorySchema.Ruling.change, codec: codec),
            let change = Hexadecimal.decode(text).flatMap({ ChangeID(bytes: $0) }),
            case .reference(let reference)? = state.shownValue(of: DirectorySchema.Ruling.record, codec: codec),
            let scope = reference.scope
        else { return nil }
        let verdicts = state.readings(of: DirectorySchema.Ruling.verdict, codec: codec).map(\.value)
        guard !verdicts.isEmpty else { return nil }
        let admits = verdicts.allSatisfy { $0 == .code(DirectorySchema.Ruling.admit) }
        return (change, admits, RecordKey(scope: scope, kind: reference.kind, id: reference.id))
    }

    func scope(_ state: RecordState) throws -> ScopeID? {
        try scopeID(standing(state)?.shownValue(of: DirectorySchema.Scope.number, codec: codec))
    }

    /// The state, or nil for a record that somebody withdrew.
    private func standing(_ state: RecordState) throws -> RecordState? {
        let state = state
        for reading in state.readings(of: DirectorySchema.lifecycle, codec: codec) {
            if case .group(let members) = reading.value,
                members.contains(where: { $0.number == 1 && $0.value == .code("withdrawn") })
            {
                return nil
            }
        }
        return state
    }

    private func members(_ state: RecordState, _ register: RegisterNumber) -> [UInt32: Value]? {
        guard case .group(let members)? = state.shownValue(of: register, codec: codec) else { return nil }
        return Dictionary(members.map { ($0.number, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private func scopeID(_ value: Value?) -> ScopeID? { number(value).map { ScopeID(rawValue: $0) } }

    private func number(_ value: Value?) -> UInt64? {
        guard case .text(let text)? = value, let bytes = Hexadecimal.decode(text), bytes.count == 8 else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
