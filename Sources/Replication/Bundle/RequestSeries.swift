import Causality

/// The requests of one set of bundles, one at a time.
///
/// Made from the last answer: what the upstream is not known to have goes, the directory first. Every request tells all
/// vectors and asks for those of the upstream (a digest of 0 matches none), so that an answer means the same however
/// late it comes, and nothing has to be remembered of what was sent. Only the last one asks for changes.
///
/// ```
/// var series = RequestSeries()
/// while let request = try series.next(engine, transaction, environment: environment) { write(request) }
/// ```
/// Each call may have a transaction of its own: what is written meanwhile goes along or stays for the next set.
public struct RequestSeries: Sendable {
    /// Requests handed out so far.
    public private(set) var requests = 0
    /// Changes in them.
    public private(set) var changes = 0
    /// Whether the last one has been handed out.
    public private(set) var isDone = false

    private let receiver: Hash?
    private let only: [ScopeID]?
    private let everything: Bool
    private let bodyBytes: Int
    /// What the upstream holds when it has taken all requests so far; never stored, for none may arrive.
    private var reached: [ScopeID: VersionVector] = [:]

    /// `everything` puts in also what the upstream reported to hold: for an upstream that lost its store. `bodyBytes`
    /// bounds the bodies of one request, and of one response to it; a unit that is larger goes whole. `receiver` is the hash
    /// of the key of whoever alone can open the set: restricted scopes are left out that it may not read, all of them where
    /// it is nil. `only` names the scopes that go beside the directory; nil for all.
    public init(
        to receiver: Hash? = nil, only: [ScopeID]? = nil, everything: Bool = false, bodyBytes: Int = Limits.batchBytes
    ) {
        self.receiver = receiver
        self.only = only
        self.everything = everything
        self.bodyBytes = min(max(bodyBytes, Limits.bytesPerSignedHead), Limits.batchBytes)
    }

    /// The next request, or nil behind the last; there is at least one, which asks what is new. Reads only.
    public mutating func next(
        _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> ExchangeRequest? {
        guard !isDone else { return nil }
        let session = ExchangeSession(
            carrying: try BundleBook(transaction).forks, upstream: receiver, only: only)
        let scopes = try session.subscribedScopes(engine, transaction, environment: environment)
        let segments = try nextSegments(of: scopes, besides: session.forks, engine, transaction)
        var receipts: [Receipt] = []
        var states: [ExchangeRequest.ScopeState] = []
        for scope in scopes {
            let receipt = try transaction.receipt(of: scope)
            if let receipt { receipts.append(receipt) }
            states.append(
                .init(
                    scope: scope, digest: 0, vector: try engine.vector(of: scope, in: transaction),
                    receiptDigest: receipt?.vector.digest.tag ?? 0))
        }
        requests += 1
        changes += segments.reduce(0) { $0 + $1.entries.count }
        var request = ExchangeRequest(
            scopes: states, segments: segments,
            probes: isDone
                ? try session.forks.sorted().filter { scopes.contains($0.scope) }.map {
                    try session.probe($0, transaction)
                } : [],
            responseBytes: isDone ? bodyBytes : 0,
            receiptIssuers: try Receipt.issuersToTell(receipts, transaction))
        // Days would pass until the upstream has asked for them.
        if isDone {
            request.formerReceipts = session.choice(
                of: Limits.formerReceiptsShown, from: try session.tellableReceipts(of: Set(scopes), transaction),
                environment)
        }
        return request
    }

    /// What goes next. Of a forked log nothing does: the upstream would refuse it.
    private mutating func nextSegments(
        of scopes: [ScopeID], besides forks: Set<LogID>, _ engine: ReplicaEngine<some ChangeCodec>,
        _ transaction: some ReplicaTransaction
    ) throws -> [Segment] {
        var segments: [Segment] = []
        while segments.isEmpty, !isDone {
            var budget = bodyBytes
            isDone = true
            for scope in scopes {
                let guess = everything ? nil : try transaction.upstreamReport(of: scope)?.vector
                var reached = self.reached[scope] ?? guess ?? VersionVector()
                let outgoing = try engine.outgoing(of: scope, to: reached, budget: &budget, transaction)
                if outgoing.isCut { isDone = false }
                for head in outgoing.segments.compactMap(\.heads.last) { reached.replace(head.position.vectorEntry) }
                self.reached[scope] = reached
                segments += outgoing.segments.filter { !forks.contains($0.log) }
            }
        }
        return segments
    }
}
