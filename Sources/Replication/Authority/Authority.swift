public import Causality

/// Who may write and read what: a function of the directory's applied changes and the trust anchors, of nothing else.
///
/// Not of arrival, carrier or clock. Every authentic change of an enrolled signer is stored, counted and relayed;
/// whether it is *admitted* to the merge is answered here. When the directory changes, a new `Authority` is made and
/// `affected(comparedWith:)` names what must be judged again.
///
/// Source: DESIGN.md section 8.
public struct Authority: Hashable, Sendable {
    /// What the directory says about one enrolled device.
    public struct Device: Hashable, Sendable {
        public let id: RecordID
        public let key: DeviceKey
        /// Scopes with the right to write, sorted.
        public fileprivate(set) var writes: [ScopeID]
        /// Scopes with the right to read, those with the right to write among them, sorted.
        public fileprivate(set) var reads: [ScopeID]
        /// Nil while its grants run; otherwise the last admitted place of each of its logs, sorted by log.
        public fileprivate(set) var end: [LogPosition]?
    }

    public let anchors: TrustAnchors
    /// Looked up by key hash; never iterated.
    private var devicesByKey: [Hash: Device]
    /// Key hashes of all devices, sorted.
    private let deviceKeys: [Hash]
    /// Looked up by id; never iterated. Where two keys say to be of one device, the lower one.
    private let keysByDevice: [RecordID: DeviceKey]
    /// True: admit, false: hold. Looked up by change and record; never iterated. A ruling is about one change of one
    /// record: by its record the changes to judge again are found, so one that names another record must say nothing.
    private let rulings: [RuledChange: Bool]
    /// What rulings are about, sorted.
    private let ruled: [RuledChange]
    /// Every scope of the directory, the directory itself among them, sorted.
    public let scopes: [ScopeID]
    /// Those of them whose readers were named, sorted.
    public let restrictedScopes: [ScopeID]

    /// A node that knows no more than its anchors: it can take in the directory and nothing else.
    public init(anchors: TrustAnchors) {
        self.init(anchors: anchors, devices: [], rulings: [], scopes: [.directory])
    }

    struct RuledChange: Hashable, Comparable, Sendable {
        let change: ChangeID
        let record: RecordKey

        static func < (left: RuledChange, right: RuledChange) -> Bool {
            (left.record, left.change) < (right.record, right.change)
        }
    }

    init(
        anchors: TrustAnchors, devices: [Device], rulings: [(RuledChange, Bool)], scopes: [ScopeID],
        restricted: [ScopeID] = []
    ) {
        self.anchors = anchors
        devicesByKey = Dictionary(devices.map { ($0.key.hash, $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = devices.sorted { $0.key.hash.bytes.lexicographicallyPrecedes($1.key.hash.bytes) }
        deviceKeys = sorted.map(\.key.hash)
        keysByDevice = Dictionary(sorted.map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
        // Two standing rulings on one change: the stricter one counts until people agree.
        self.rulings = Dictionary(rulings, uniquingKeysWith: { $0 && $1 })
        ruled = Array(Set(rulings.map(\.0))).sorted()
        self.scopes = Array(Set(scopes + [.directory])).sorted()
        restrictedScopes = Array(Set(restricted)).sorted()
    }

    /// The key with this hash, of the center or of an enrolled device with a grant; nil: refuse its logs at the door.
    public func key(_ hash: Hash) -> DeviceKey? { anchors.key(hash) ?? devicesByKey[hash]?.key }

    /// Whether a ruling decides about this change of this record.
    public func isRuled(_ change: ChangeID, of record: RecordKey) -> Bool {
        rulings[RuledChange(change: change, record: record)] != nil
    }

    /// The ids of all enrolled devices, sorted.
    public var deviceIDs: [RecordID] { deviceKeys.compactMap { devicesByKey[$0]?.id }.sorted() }

    /// The key of an enrolled device, by the device's id.
    public func key(ofDevice id: RecordID) -> DeviceKey? { keysByDevice[id] }

    /// What the directory says about the owner of a key; nil for one without a grant.
    public func device(_ key: Hash) -> Device? { devicesByKey[key] }

    /// The scopes that the owner of the key may be handed, sorted. A device whose grants ended is handed nothing, and
    /// nobody reads the directory without a grant.
    public func readableScopes(of key: Hash) -> [ScopeID] {
        if anchors.key(key) != nil { return scopes }
        guard let device = devicesByKey[key], device.end == nil, !device.reads.isEmpty else { return [] }
        return ([.directory] + device.reads).sorted()
    }

    /// Whether the owner of the key may store changes of the scope at all: those of a restricted one only who may read it,
    /// so that a hub without a grant carries nothing that could be read on its disk. Nil is a node without a key, which
    /// holds whatever the directory names.
    public func mayHold(_ scope: ScopeID, _ key: Hash?) -> Bool {
        guard scopes.contains(scope) else { return false }
        guard let key, restrictedScopes.contains(scope) else { return true }
        return readableScopes(of: key).contains(scope)
    }

    /// Whether a change takes part in the merge.
    ///
    /// `hashAt` answers the hash at a seq of the change's own log here, nil where the log is shorter.
    func admits(
        _ change: ChangeID, of record: RecordKey, at position: LogPosition, origin: Origin?, bodyHash: Hash,
        signer: Hash,
        hashAt: (UInt64) throws -> Hash?
    ) rethrows -> Bool {
        if position.scope == .directory {
            return origin.map { isCenterOrigin($0, bodyHash) } ?? (anchors.key(signer) != nil)
        }
        if let verdict = rulings[RuledChange(change: change, record: record)] { return verdict }
        if let origin, let first = origin.position, first.scope != position.scope {
            // The readers of a restricted scope were named: nothing comes out of it, and nothing in, by a detour.
            guard !restrictedScopes.contains(first.scope), !restrictedScopes.contains(position.scope) else {
                return false
            }
            return try admitsOrigin(origin, at: first, change, of: record, bodyHash: bodyHash)
                && mayWrite(signer, at: position, hashAt: hashAt)
        }
        if let origin { return admitsReissued(origin, in: position.scope, bodyHash: bodyHash) }
        return try mayWrite(signer, at: position, hashAt: hashAt)
    }

    /// Whether the owner of a key may write what stands at a place of a log of his.
    ///
    /// `hashAt` answers the hash at a seq of that log, nil where it is not known.
    private func mayWrite(
        _ signer: Hash, at position: LogPosition, hashAt: (UInt64) throws -> Hash?
    ) rethrows -> Bool {
        if anchors.key(signer) != nil { return true }
        guard let device = devicesByKey[signer], device.writes.contains(position.scope) else { return false }
        guard let end = device.end else { return true }
        guard let last = end.first(where: { $0.log == position.log }), position.seq <= last.seq else { return false }
        // On another branch than the one the end names, nothing of it is what the end admitted.
        guard let here = try hashAt(last.seq) else { return true }
        return here == last.hash
    }

    /// Whether a change that was moved here from another scope is admitted there, as far as the directory and its own
    /// evidence say: the other scope need not be held.
    private func admitsOrigin(
        _ origin: Origin, at first: LogPosition, _ change: ChangeID, of record: RecordKey, bodyHash: Hash
    ) -> Bool {
        guard first.scope != .directory, let key = key(origin.genesis.deviceKeyHash),
            origin.proves(bodyHash: bodyHash, signedBy: key)
        else { return false }
        let there = RecordKey(scope: first.scope, kind: record.kind, id: record.id)
        if let verdict = rulings[RuledChange(change: change, record: there)] { return verdict }
        return mayWrite(key.hash, at: first) { seq in
            seq < first.seq || seq - first.seq >= UInt64(origin.headers.count)
                ? nil : origin.headers[Int(seq - first.seq)].hash
        }
    }

    /// A re-issued change counts as its first signer's, whoever carries it. Once that signer's grant has ended the
    /// places that the end names lie on another branch, so only a ruling admits it.
    private func admitsReissued(_ origin: Origin, in scope: ScopeID, bodyHash: Hash) -> Bool {
        guard origin.position?.scope == scope, let key = key(origin.genesis.deviceKeyHash),
            origin.proves(bodyHash: bodyHash, signedBy: key)
        else { return false }
        if anchors.key(key.hash) != nil { return true }
        guard let device = devicesByKey[key.hash] else { return false }
        return device.end == nil && device.writes.contains(scope)
    }

    private func isCenterOrigin(_ origin: Origin, _ bodyHash: Hash) -> Bool {
        guard origin.position?.scope == .directory, let key = anchors.key(origin.genesis.deviceKeyHash)
        else { return false }
        return origin.proves(bodyHash: bodyHash, signedBy: key)
    }

    /// What another directory state judges differently: devices by key hash, and records under a ruling; both sorted.
    func affected(comparedWith old: Authority) -> (devices: [Hash], records: [RecordKey]) {
        let keys = Set(deviceKeys + old.deviceKeys).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        let devices = keys.filter { devicesByKey[$0] != old.devicesByKey[$0] }
        let differing = Set(ruled + old.ruled).filter { rulings[$0] != old.rulings[$0] }
        return (devices, Array(Set(differing.map(\.record))).sorted())
    }
}

extension Authority.Device {
    init(id: RecordID, key: DeviceKey, grants: [(scope: ScopeID, isWrite: Bool)], end: [LogPosition]?) {
        self.init(
            id: id, key: key, writes: Array(Set(grants.filter(\.isWrite).map(\.scope))).sorted(),
            reads: Array(Set(grants.map(\.scope))).sorted(), end: end)
    }
}
