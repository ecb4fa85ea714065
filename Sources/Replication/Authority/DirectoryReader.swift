import Causality

/// Decodes directory records, one function a kind.
///
/// Every reading of a register is heard, and none is preferred for its time: what they say together is up to each kind.
/// What cannot be read says nothing.
struct DirectoryReader<Codec: ChangeCodec> {
    let codec: Codec

    /// The devices that any reading names, and the right that all of them give; nil where they agree on none, or where
    /// the record was withdrawn.
    func grant(_ state: RecordState) -> (devices: [RecordID], right: (scope: ScopeID, isWrite: Bool)?) {
        typealias Grant = DirectorySchema.Grant
        let readings = groups(state, Grant.terms).map { terms -> (RecordID, ScopeID, Bool)? in
            guard let terms, case .reference(let device)? = terms[Grant.deviceMember],
                let scope = scopeID(terms[Grant.scopeMember]), case .code(let rights)? = terms[Grant.rightsMember],
                rights == Grant.read || rights == Grant.write
            else { return nil }
            return (device.id, scope, rights == Grant.write)
        }
        let devices = Array(Set(readings.compactMap { $0?.0 })).sorted()
        guard let first = readings.first ?? nil, !isWithdrawn(state),
            readings.allSatisfy({ $0?.0 == first.0 && $0?.1 == first.1 })
        else { return (devices, nil) }
        return (devices, (first.1, readings.allSatisfy { $0?.2 == true }))
    }

    /// Each reading is an end of its own; none of a withdrawn record.
    func grantEnds(_ state: RecordState) -> [(device: RecordID, heads: [LogPosition])] {
        typealias GrantEnd = DirectorySchema.GrantEnd
        if isWithdrawn(state) { return [] }
        return groups(state, GrantEnd.terms).compactMap { terms in
            guard let terms, case .reference(let device)? = terms[GrantEnd.deviceMember] else { return nil }
            guard case .list(let items)? = terms[GrantEnd.headsMember] else { return (device.id, []) }
            return (device.id, items.compactMap(head))
        }
    }

    /// The key whose hash is the device's id, whichever reading has it; nil for a withdrawn record.
    func deviceKey(_ state: RecordState, of id: RecordID) -> DeviceKey? {
        if isWithdrawn(state) { return nil }
        return values(state, DirectorySchema.Device.publicKey).lazy.compactMap { value in
            bytes(value).flatMap { DeviceKey(x963: $0) }
        }.first { $0.device == id }
    }

    /// What the record rules. Where its readings name several changes, an admission says nothing, and a hold is about
    /// each of them.
    func rulings(_ state: RecordState) -> [(Authority.RuledChange, Bool)] {
        typealias Ruling = DirectorySchema.Ruling
        let verdicts = values(state, Ruling.verdict)
        guard !verdicts.isEmpty, !isWithdrawn(state) else { return [] }
        let admits = verdicts.allSatisfy { $0 == .code(Ruling.admit) }
        let changes = values(state, Ruling.change).compactMap { bytes($0).flatMap { ChangeID(bytes: $0) } }
        let records = values(state, Ruling.record).compactMap { value -> RecordKey? in
            // Kind 0 is none: a body that cannot be read is kept under it, and no ruling may find that.
            guard case .reference(let reference) = value, let scope = reference.scope, reference.kind.rawValue > 0
            else { return nil }
            return RecordKey(scope: scope, kind: reference.kind, id: reference.id)
        }
        let isDisputed = [Ruling.change, Ruling.record].contains { values(state, $0).count > 1 }
        if admits, isDisputed { return [] }
        return changes.flatMap { change in
            records.map { (Authority.RuledChange(change: change, record: $0), admits) }
        }
    }

    /// Every number that a reading gives the scope: a scope gives no right, it only says where records may lie.
    func scopes(_ state: RecordState) -> [ScopeID] {
        isWithdrawn(state) ? [] : values(state, DirectorySchema.Scope.number).compactMap(scopeID)
    }

    /// Whether any reading gives the scope a purpose that only named readers serve.
    func isRestricted(_ state: RecordState) -> Bool {
        values(state, DirectorySchema.Scope.purpose).contains(where: DirectorySchema.Scope.restricts)
    }

    // MARK: Parts

    private func head(_ value: Value) -> LogPosition? {
        typealias GrantEnd = DirectorySchema.GrantEnd
        guard case .group(let members) = value else { return nil }
        let member = DirectoryReader.byNumber(members)
        guard let scope = scopeID(member[GrantEnd.headScopeMember]),
            let replica = number(member[GrantEnd.headReplicaMember]),
            case .integer(let seq)? = member[GrantEnd.headSeqMember], seq > 0,
            let hash = bytes(member[GrantEnd.headHashMember]).flatMap({ Hash(bytes: $0) })
        else { return nil }
        let log = LogID(scope: scope, replica: ReplicaID(rawValue: replica))
        return LogPosition(log: log, seq: UInt64(seq), hash: hash)
    }

    private func isWithdrawn(_ state: RecordState) -> Bool {
        groups(state, DirectorySchema.lifecycle).contains { $0?[1] == .code("withdrawn") }
    }

    /// The distinct values of a register.
    private func values(_ state: RecordState, _ register: RegisterNumber) -> [Value] {
        state.readings(of: register, codec: codec).map(\.value)
    }

    /// The distinct values of a register by member; nil for one that is no group.
    private func groups(_ state: RecordState, _ register: RegisterNumber) -> [[UInt32: Value]?] {
        values(state, register).map {
            guard case .group(let members) = $0 else { return nil }
            return DirectoryReader.byNumber(members)
        }
    }

    /// Looked up by number; never iterated.
    private static func byNumber(_ members: [GroupMember]) -> [UInt32: Value] {
        Dictionary(members.map { ($0.number, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private func scopeID(_ value: Value?) -> ScopeID? { number(value).map { ScopeID(rawValue: $0) } }

    /// A scope or replica; 0 is none.
    private func number(_ value: Value?) -> UInt64? {
        guard let bytes = bytes(value), bytes.count == 8 else { return nil }
        let number = bytes.reduce(0) { $0 << 8 | UInt64($1) }
        return number == 0 ? nil : number
    }

    /// What a text of lower-case digits spells: two spellings of one number would be two readings.
    private func bytes(_ value: Value?) -> [UInt8]? {
        guard case .text(let text)? = value, text.utf8.allSatisfy({ !(65...70).contains($0) }) else { return nil }
        return Hexadecimal.decode(text)
    }
}
