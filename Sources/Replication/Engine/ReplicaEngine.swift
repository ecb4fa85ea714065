public import Causality

/// The rules of replication over a store: write, receive, judge, send, adopt.
///
/// A value without I/O of its own: it is handed a transaction, and what it keeps between two of them is only what the
/// directory says (`authority`). Where a transaction fails the caller drops the changed copy, so that engine and store
/// never part.
///
/// Source: DESIGN.md sections 4–8.
public struct ReplicaEngine<Codec: ChangeCodec> {
    public let codec: Codec
    /// The kinds that this program understands. A change of another kind is stored, counted, relayed and set aside.
    public let understoodKinds: Set<RecordKind>
    public let anchors: TrustAnchors
    /// The key of this machine: a node recognises its own signature also before the directory reached it, and after
    /// its grants ended.
    public let ownKey: DeviceKey?
    public internal(set) var authority: Authority

    /// An engine for a store, with the authority that the store's directory gives. Throws what the store throws.
    public init(
        codec: Codec, understoodKinds: Set<RecordKind>, anchors: TrustAnchors, ownKey: DeviceKey?,
        opening transaction: some ReplicaTransaction
    ) throws {
        self.codec = codec
        self.understoodKinds = understoodKinds
        self.anchors = anchors
        self.ownKey = ownKey
        authority = try Authority(anchors: anchors, directory: transaction, codec: codec)
    }

    /// The key with this hash, where logs that it signed may be taken in.
    func signerKey(_ hash: Hash) -> DeviceKey? {
        authority.key(hash) ?? (ownKey?.hash == hash ? ownKey : nil)
    }

    /// The vector of a scope: the heads of all its logs.
    public func vector(of scope: ScopeID, in transaction: some ReplicaTransaction) throws -> VersionVector {
        guard let vector = VersionVector(try transaction.heads(in: scope).map(\.vectorEntry)) else {
            throw StorageCorruption("scope \(scope) has two logs of one replica")
        }
        return vector
    }
}

/// What the engine refuses to its own program, before anything is written.
public enum ReplicationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A unit has at least one change.
    case emptyUnit
    /// More changes or bytes than travel whole in one batch.
    case unitTooLarge(changes: Int, bytes: Int)
    /// One change says two things of one register.
    case registerWrittenTwice(RegisterNumber)
    /// The body breaks a limit that its readers would enforce.
    case invalidChange(ChangeDecodingError)
    /// A superseded change is none of the record's: a token of another record was given.
    case supersedesUnknown(ChangeID)

    public var description: String {
        switch self {
        case .emptyUnit: "nothing to save: the unit has no change"
        case .unitTooLarge(let changes, let bytes):
            "too much to save at once: \(changes) changes of \(bytes) bytes, at most \(Limits.changesPerUnit) changes of \(Limits.unitBytes) bytes; save in parts"
        case .registerWrittenTwice(let register): "register \(register.rawValue) is written twice in one change"
        case .invalidChange(let error): error.description
        case .supersedesUnknown(let change): "change \(change) is not one of this record's; read the record again"
        }
    }
}
