public import Causality

/// What the upstream answers to one request.
///
/// A scope of the request that is not listed stands equal on both sides after the request was taken in.
///
/// Source: DESIGN.md section 6.
public struct ExchangeResponse: Hashable, Sendable {
    /// The upstream's vector of a scope whose digest differs.
    public struct ScopeState: Hashable, Sendable {
        public let scope: ScopeID
        public let vector: VersionVector

        public init(scope: ScopeID, vector: VersionVector) {
            self.scope = scope
            self.vector = vector
        }
    }

    public let scopes: [ScopeState]
    /// Changes that the asker lacks, the directory's first.
    public let segments: [Segment]
    /// Logs of which the asker and the upstream hold different branches, sorted.
    public let forks: [LogID]
    public let receipts: [Receipt]
    public let refusals: [Refusal]
    /// Whether the byte budget cut the answer off.
    public let hasMore: Bool
    /// Milliseconds since 1970 by the upstream's clock.
    public let serverTime: Int64
    /// Of the blobs offered those that a record here names, and others that are missing here; rising.
    public var blobs: [BlobState] = []
    /// Tags of receipts of before a restore that this node would be shown, rising.
    public var formerReceiptsWanted: [UInt64] = []
    /// Whether the upstream reads bodies in columns, a matter of the wire alone.
    public var readsColumns = false

    public init(
        scopes: [ScopeState], segments: [Segment], forks: [LogID], receipts: [Receipt], refusals: [Refusal],
        hasMore: Bool, serverTime: Int64
    ) {
        self.scopes = scopes
        self.segments = segments
        self.forks = forks
        self.receipts = receipts
        self.refusals = refusals
        self.hasMore = hasMore
        self.serverTime = serverTime
    }
}

/// What was not taken in, or not handed out, and why. Nothing of it was stored.
public struct Refusal: Hashable, Sendable {
    public let scope: ScopeID
    /// Nil where the whole scope is refused.
    public let replica: ReplicaID?
    public let reason: Reason

    public init(scope: ScopeID, replica: ReplicaID?, reason: Reason) {
        self.scope = scope
        self.replica = replica
        self.reason = reason
    }

    /// Why; the numbers are those on the wire.
    public enum Reason: UInt32, Hashable, Sendable, CaseIterable {
        /// No grant of the log's signer is known here; try again when the directory has moved on.
        case unknownSigner = 1
        /// This node does not hold the scope.
        case unknownScope = 2
        /// The asker has no grant to read the scope.
        case notReadable = 3
        /// The segment does not follow on what is held; send from the reported vector.
        case gap = 4
        /// Another branch of the log is held; the upstream's stands.
        case fork = 5
        /// No head of the segment has a valid signature: damaged or forged.
        case badSignature = 6
        /// The replica's id is not the hash of its genesis, or its genesis names another key.
        case badGenesis = 7
        /// A head is signed in the middle of a unit.
        case cutUnit = 8
        /// A body or the segment exceeds a limit.
        case tooLarge = 9

        /// Whether the same may be taken in once the directory has moved on.
        var dependsOnDirectory: Bool { self == .unknownSigner || self == .unknownScope || self == .notReadable }
    }
}
