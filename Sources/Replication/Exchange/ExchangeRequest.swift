public import Causality

/// What a node asks and tells its upstream in one request.
///
/// Source: DESIGN.md section 6.
public struct ExchangeRequest: Hashable, Sendable {
    /// What the sender holds of one scope.
    public struct ScopeState: Hashable, Sendable {
        public let scope: ScopeID
        /// First eight bytes of the vector's digest.
        public let digest: UInt64
        /// The vector itself, for scopes that changed here since the last answer, and always for the directory.
        public let vector: VersionVector?
        /// First eight bytes of the digest of the vector in the newest receipt held; 0 for none.
        public let receiptDigest: UInt64

        public init(scope: ScopeID, digest: UInt64, vector: VersionVector?, receiptDigest: UInt64) {
            self.scope = scope
            self.digest = digest
            self.vector = vector
            self.receiptDigest = receiptDigest
        }
    }

    /// Where a forked log may have parted: places of the sender's branch, highest first.
    public struct ForkProbe: Hashable, Sendable {
        public let log: LogID
        public let places: [Place]

        /// One place of the branch here, by its tag.
        public struct Place: Hashable, Sendable {
            public let seq: UInt64
            public let tag: UInt64

            public init(seq: UInt64, tag: UInt64) {
                self.seq = seq
                self.tag = tag
            }
        }

        public init(log: LogID, places: [Place]) {
            self.log = log
            self.places = places
        }
    }

    /// By scope, the directory first.
    public let scopes: [ScopeState]
    /// Changes that the upstream lacks as far as known, the directory's first.
    public private(set) var segments: [Segment]
    public let probes: [ForkProbe]
    /// How many bytes of bodies the response may carry.
    public let responseBytes: Int
    /// The issuers of the receipts held, rising: what they are told to the center, it can call past.
    public let receiptIssuers: [ReplicaID]
    /// Blobs that the sender holds and does not know to be at the upstream, rising.
    public var blobs: [Hash] = []
    /// Tags of the receipts held that say more than the newest one, rising: the upstream asks for those that are new to it.
    public var formerReceiptTags: [UInt64] = []
    /// Such receipts, for which the upstream has asked.
    public var formerReceipts: [Receipt] = []
    /// Whether the sender reads bodies in columns. A matter of the wire alone; who carries bundles reads none.
    public var readsColumns = false

    public init(
        scopes: [ScopeState], segments: [Segment], probes: [ForkProbe], responseBytes: Int,
        receiptIssuers: [ReplicaID]
    ) {
        self.scopes = scopes
        self.segments = segments
        self.probes = probes
        self.responseBytes = responseBytes
        self.receiptIssuers = receiptIssuers
    }

    /// The same request with every body hashed and decoded, and every head checked that `signer` signed: all that can
    /// be known of it without a store. To be called where requests of several peers are at hand at once; the store
    /// takes them one after another, and finds this part done.
    public func read(by codec: some ChangeCodec, signedBy signer: DeviceKey?) -> ExchangeRequest {
        var read = self
        read.segments = segments.map { segment in
            Segment(
                log: segment.log, firstSeq: segment.firstSeq, genesis: segment.genesis,
                entries: segment.entries.map { $0.read(by: codec) },
                heads: signer.map { key in segment.heads.map { $0.checked(for: key) } } ?? segment.heads)
        }
        return read
    }
}
