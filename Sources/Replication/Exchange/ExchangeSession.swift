import Causality

/// The lower side of an exchange, as a state machine: make a request, take the response in, until both sides stand
/// equal or nothing moves any more.
///
/// ```
/// nextRequest ─► (the line) ─► take ─► .again ─► nextRequest …
///                                  └─► .complete | .stalled
/// ```
/// Nothing that the upstream once had is trusted: each session starts from what it reports now, and a stored report is
/// a guess that decides only what is sent at once. A line that breaks at any place loses the batch in flight; the next
/// session goes on behind it.
///
/// Source: DESIGN.md section 6; FAILURES.md F2, F11.
public struct ExchangeSession: Sendable {
    /// What to do after an answer.
    public enum Step: Hashable, Sendable {
        /// Ask again.
        case again
        /// Both sides hold the same, but for what was refused.
        case complete
        /// The upstream's last answer changed nothing, and both sides still differ.
        case stalled
    }

    /// What the session did, for the progress line and the summary.
    public struct Tally: Hashable, Sendable {
        public var requests = 0
        /// Changes that the upstream has said to hold since they left; what is under way does not count.
        public var changesSent = 0
        public var changesReceived = 0
        public var changesReissued = 0
        /// Changes that this side still has to send, as far as the last report says.
        public var changesToSend = 0
        /// Changes that the upstream has and this side lacks, as far as the last report says.
        public var changesToReceive = 0
    }

    public private(set) var tally = Tally()
    /// What either side refused, in order, each once.
    public private(set) var refusals: [Refusal] = []
    /// Upstream's clock less this machine's at the last answer, milliseconds; nil before it.
    public private(set) var clockOffset: Int64?

    private var batchBytes = Limits.firstBatchBytes
    private var mustTellVector: Set<ScopeID> = []
    private var refusedLogs: Set<LogID> = []
    private var refusedScopes: Set<ScopeID> = []
    var forks: Set<LogID> = []
    /// The logs for which the request under way probes.
    private var probed: Set<LogID> = []
    private var sentVectors: [ScopeID: VersionVector] = [:]
    /// Who answers, as far as it is known: only to a machine with a grant is a restricted scope so much as named.
    private var upstream: Hash?
    /// Whether that was learnt from the answer that is being taken in.
    private var hasJustMet = false
    /// The only scopes that it is about beside the directory; nil for all.
    private var only: [ScopeID]?
    /// Whether a courier carries it, days between a request and its answer.
    private let isCarried: Bool
    /// Receipts of before a restore that the upstream would be shown, and those that it was, by tag.
    private var wantedReceipts: Set<UInt64> = []
    private var shownReceipts: Set<UInt64> = []
    /// The runs of changes in the request that is under way.
    private var underWay: [(log: LogID, seqs: Range<UInt64>)] = []

    public init() { isCarried = false }

    /// A session whose messages are carried in bundles to or from `upstream`. It begins with the forks that the last answer
    /// left.
    init(carrying forks: Set<LogID>, upstream: Hash?, only: [ScopeID]? = nil) {
        self.forks = forks
        self.upstream = upstream
        self.only = only
        isCarried = true
    }

    /// Learns from the line who answered, by the hash of the key that its certificate proves. To be called before `take`;
    /// restricted scopes which that machine may read go from the next request on.
    public mutating func meet(_ upstream: Hash) {
        guard self.upstream != upstream else { return }
        self.upstream = upstream
        hasJustMet = true
    }

    /// A session on a line that broke before starts with smaller batches.
    public init(batchBytes: Int) {
        self.batchBytes = min(max(batchBytes, Limits.bytesPerSignedHead), Limits.batchBytes)
        isCarried = false
    }

    /// Bytes of bodies the next batch may have in each direction.
    public var nextBatchBytes: Int { batchBytes }

    /// Lets the next batch have no more than so many bytes: on a slow line, a larger one only has more to lose.
    public mutating func boundBatch(bytes: Int) {
        batchBytes = min(batchBytes, max(bytes, Limits.bytesPerSignedHead))
    }

    /// What to ask now. Reads only.
    public mutating func nextRequest(
        _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> ExchangeRequest {
        var states: [ExchangeRequest.ScopeState] = []
        var segments: [Segment] = []
        var receipts: [Receipt] = []
        var budget = batchBytes
        sentVectors = [:]
        let readable = engine.authority.readableScopes(of: environment.signer.key.hash)
        let scopes = try subscribedScopes(engine, transaction, environment: environment)
        for scope in scopes {
            let vector = try engine.vector(of: scope, in: transaction)
            let guess = try transaction.upstreamReport(of: scope)?.vector
            let isChanged = guess != vector
            let tells =
                isChanged || scope == .directory || mustTellVector.contains(scope) || !readable.contains(scope)
            sentVectors[scope] = vector
            let receipt = try transaction.receipt(of: scope)
            if let receipt { receipts.append(receipt) }
            states.append(
                .init(
                    scope: scope, digest: vector.digest.tag, vector: tells ? vector : nil,
                    receiptDigest: receipt?.vector.digest.tag ?? 0))
            guard isChanged else { continue }
            let outgoing = try engine.outgoing(
                of: scope, to: guess ?? VersionVector(), budget: &budget, transaction)
            segments += outgoing.segments.filter { !refusedLogs.contains($0.log) && !forks.contains($0.log) }
        }
        underWay = segments.map { ($0.log, $0.firstSeq..<$0.endSeq) }
        probed = forks.filter { scopes.contains($0.scope) }
        tally.requests += 1
        var request = ExchangeRequest(
            scopes: states, segments: segments, probes: try probed.sorted().map { try probe($0, transaction) },
            responseBytes: batchBytes, receiptIssuers: try Receipt.issuersToTell(receipts, transaction))
        let former = try tellableReceipts(of: Set(scopes), transaction)
        request.formerReceiptTags = choice(of: Limits.formerReceiptTags, from: former, environment).map(\.tag).sorted()
        request.formerReceipts = Array(
            former.filter { wantedReceipts.contains($0.tag) }.prefix(Limits.formerReceiptsShown))
        shownReceipts.formUnion(request.formerReceipts.map(\.tag))
        wantedReceipts = []
        return request
    }

    /// So many of the receipts, others each time where there are more.
    func choice(of count: Int, from receipts: [Receipt], _ environment: NodeEnvironment) -> [Receipt] {
        let start = receipts.count > count ? Int(environment.random() % UInt64(receipts.count)) : 0
        return Array((receipts[start...] + receipts[..<start]).prefix(count))
    }

    /// The receipts of before a restore that are worth telling: what a hub that lags behind says in the same center's name,
    /// of earlier, is no sign of a loss.
    func tellableReceipts(of scopes: Set<ScopeID>, _ transaction: some ReplicaTransaction) throws -> [Receipt] {
        try transaction.formerReceipts().filter { former in
            guard scopes.contains(former.scope), let newest = try transaction.receipt(of: former.scope) else {
                return false
            }
            return newest.issuer != former.issuer || newest.issuedAt >= former.issuedAt
        }
    }

    /// Takes the answer in. Writes; what it stores is durable when the transaction is.
    public mutating func take(
        _ response: ExchangeResponse, _ engine: inout ReplicaEngine<some ChangeCodec>,
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Step {
        let now = environment.now()
        if isCarried {
            tally.requests += 1
            probed = forks
            forks = try stillForked(response, transaction)
        } else {
            clockOffset = response.serverTime.subtractingClamped(now)
        }
        batchBytes = min(batchBytes * 2, Limits.batchBytes)
        let directories = try directories(engine, transaction)
        var isProgress = try takeSegments(response.segments, &engine, transaction)
        for refusal in response.refusals { note(refusal) }
        let unreadable = unreadableBranches(of: response)
        for log in unreadable where forks.insert(log).inserted { isProgress = true }
        for log in response.forks where !refusedLogs.contains(log) && forks.insert(log).inserted { isProgress = true }
        if try takeReports(of: response, transaction, now: now) { isProgress = true }
        try countArrived(transaction)
        if try self.directories(engine, transaction) != directories { liftRefusals() }
        try takeReceipts(of: response, engine, transaction)
        // What may be named only now was not asked for yet, whatever an earlier report said of it.
        var mayNameMore = false
        if hasJustMet {
            hasJustMet = false
            let scopes = try subscribedScopes(engine, transaction, environment: environment)
            mayNameMore = scopes.contains(where: engine.authority.restrictedScopes.contains)
        }
        try measureRemaining(engine, transaction, environment: environment)
        if !response.hasMore, tally.changesToReceive == 0, !forks.isEmpty {
            if try adoptWholeBranches(&engine, transaction, environment: environment) { isProgress = true }
            for log in unreadable.intersection(probed).sorted() {
                let common = try transaction.upstreamReport(of: log.scope)?.vector[log.replica]
                tally.changesReissued += try engine.leaveBranch(
                    of: log, above: common, transaction, environment: environment)
                forks.remove(log)
                isProgress = true
            }
        }
        if !isCarried { try BundleBook.update(transaction) { $0.noteLine(forks: forks) } }
        if !wantedReceipts.isEmpty || mayNameMore {
            isProgress = true
        } else if try isEqual(engine, transaction, environment: environment) {
            try giveUpStagedBranches(transaction)
            return .complete
        }
        guard isProgress, tally.requests < Limits.requestsPerSession else { return .stalled }
        return .again
    }

    /// Takes in the changes of an answer that was overtaken by a later one, and nothing else of it.
    mutating func takeLate(
        _ response: ExchangeResponse, _ engine: inout ReplicaEngine<some ChangeCodec>,
        _ transaction: some ReplicaTransaction
    ) throws {
        tally.requests += 1
        for segment in response.segments where !forks.contains(segment.log) {
            switch try engine.receive(segment, transaction) {
            case .stored(let count): tally.changesReceived += count
            // Of which branch stands, a later answer has spoken or will. That there are two is proven all the same.
            case .forked:
                if try transaction.currentReplica() == segment.log.replica { try transaction.setCurrentReplica(nil) }
            case .refused(let reason):
                note(Refusal(scope: segment.log.scope, replica: segment.log.replica, reason: reason))
            }
        }
    }

    /// Takes the receipts of an answer that may be earlier or later than what is known which call the known one past: they are
    /// later.
    func takeLaterReceipts(
        of response: ExchangeResponse, _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws {
        let later = try response.receipts.filter { receipt in
            try transaction.receipt(of: receipt.scope).map { receipt.past.contains($0.issuer) } ?? false
        }
        try take(later, engine, transaction)
    }

    // MARK: Steps of taking an answer in

    /// The forks of earlier answers that this one does not deny: the upstream was told every vector, so that it names
    /// each log in which it has another branch up to the asker's height, and its report shows those that it has less of.
    private func stillForked(
        _ response: ExchangeResponse, _ transaction: some ReplicaTransaction
    ) throws -> Set<LogID> {
        let reports = Dictionary(response.scopes.map { ($0.scope, $0.vector) }) { _, later in later }
        let named = Set(response.forks)
        return try forks.filter { log in
            guard let report = reports[log.scope] else { return true }
            guard let entry = report[log.replica] else { return false }
            guard let hash = try transaction.hash(of: log, at: entry.seq) else { return named.contains(log) }
            return hash.tag != entry.tag
        }
    }

    /// The logs of which the upstream has another branch that this machine may not read.
    ///
    /// Its own branch may be all that is left of what it says. So it probes how far both are the same, and issues the rest
    /// again.
    private func unreadableBranches(of response: ExchangeResponse) -> Set<LogID> {
        let refused = response.refusals.filter { $0.reason == .notReadable }
        let scopes = Set(refused.filter { $0.replica == nil }.map(\.scope))
        return Set(
            refused.compactMap { refusal in
                guard let replica = refusal.replica, scopes.contains(refusal.scope) else { return nil }
                return LogID(scope: refusal.scope, replica: replica)
            })
    }

    private mutating func takeSegments(
        _ segments: [Segment], _ engine: inout ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws -> Bool {
        var isProgress = false
        for segment in segments {
            var outcome: SegmentOutcome = .forked(at: 0)
            if !forks.contains(segment.log) { outcome = try engine.receive(segment, transaction) }
            switch outcome {
            case .stored(let count):
                tally.changesReceived += count
                if count > 0 { isProgress = true }
            case .forked:
                forks.insert(segment.log)
                switch try engine.stage(segment, transaction) {
                case .success(let count): if count > 0 { isProgress = true }
                case .failure(let reason):
                    note(Refusal(scope: segment.log.scope, replica: segment.log.replica, reason: reason))
                }
            case .refused(let reason):
                note(Refusal(scope: segment.log.scope, replica: segment.log.replica, reason: reason))
            }
        }
        return isProgress
    }

    /// Keeps what the upstream reports now in the place of what it reported before.
    private mutating func takeReports(
        of response: ExchangeResponse, _ transaction: some ReplicaTransaction, now: Int64
    ) throws -> Bool {
        var isProgress = false
        for state in response.scopes {
            let known = try transaction.upstreamReport(of: state.scope)?.vector
            if known != state.vector { isProgress = true }
            if mustTellVector.insert(state.scope).inserted { isProgress = true }
            try transaction.setUpstreamReport(UpstreamReport(vector: state.vector, receivedAt: now), of: state.scope)
            for entry in state.vector.entries {
                let log = LogID(scope: state.scope, replica: entry.replica)
                guard let hash = try transaction.hash(of: log, at: entry.seq), hash.tag != entry.tag,
                    !refusedLogs.contains(log)
                else { continue }
                if forks.insert(log).inserted { isProgress = true }
            }
        }
        let differing = Set(response.scopes.map(\.scope))
        for scope in sentVectors.keys.sorted() where !differing.contains(scope) && !refusedScopes.contains(scope) {
            guard let vector = sentVectors[scope] else { continue }
            if try transaction.upstreamReport(of: scope)?.vector != vector { isProgress = true }
            try transaction.setUpstreamReport(UpstreamReport(vector: vector, receivedAt: now), of: scope)
        }
        return isProgress
    }

    private mutating func takeReceipts(
        of response: ExchangeResponse, _ engine: ReplicaEngine<some ChangeCodec>,
        _ transaction: some ReplicaTransaction
    ) throws {
        try take(response.receipts, engine, transaction)
        wantedReceipts = Set(response.formerReceiptsWanted).subtracting(shownReceipts)
            .intersection(try transaction.formerReceipts().map(\.tag))
    }

    /// Keeps the center's newest word, and beside it what an older one says beyond that: what went with a restored center
    /// is known by nothing else.
    private func take(
        _ receipts: [Receipt], _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws {
        if !receipts.isEmpty {
            let before = try PastIssuers(transaction)
            var past = before
            for receipt in receipts {
                guard engine.isGenuine(receipt) else { continue }
                // Who still hands it out keeps it, when it hears of the newer one.
                if past.callPast(receipt) { continue }
                past.note(receipt)
                let held = try transaction.receipt(of: receipt.scope)
                try transaction.setReceipt(receipt)
                if let held { try engine.keepFormer(held, transaction, isCenter: false) }
            }
            if past != before { try past.save(transaction) }
        }
        try engine.forgetCoveredReceipts(transaction, isCenter: false)
    }

    /// Counts what was under way and is in the upstream's report.
    private mutating func countArrived(_ transaction: some ReplicaTransaction) throws {
        for (log, seqs) in underWay {
            let held = try transaction.upstreamReport(of: log.scope)?.vector[log.replica]?.seq ?? 0
            tally.changesSent += seqs.clamped(to: 0..<(held + 1)).count
        }
        underWay = []
    }

    private mutating func adoptWholeBranches(
        _ engine: inout ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction,
        environment: NodeEnvironment
    ) throws -> Bool {
        var isProgress = false
        for log in forks.sorted() {
            guard let entry = try transaction.upstreamReport(of: log.scope)?.vector[log.replica],
                let last = try transaction.stagedBranch(of: log).last?.heads.last?.position,
                last.vectorEntry == entry
            else { continue }
            tally.changesReissued += try engine.adoptStagedBranch(of: log, transaction, environment: environment)
            forks.remove(log)
            // The other branch of the directory may know a signer that was refused a moment ago.
            if log.scope == .directory { liftRefusals() }
            isProgress = true
        }
        return isProgress
    }

    /// Both sides stand equal: what is staged is of a branch that the upstream has no more.
    private func giveUpStagedBranches(_ transaction: some ReplicaTransaction) throws {
        for log in try transaction.stagedLogs() where !refusedLogs.contains(log) {
            try transaction.clearStagedBranch(of: log)
        }
    }

    // MARK: What is left

    func subscribedScopes(
        _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> [ScopeID] {
        let readable = engine.authority.readableScopes(of: environment.signer.key.hash)
        let all = Set(try transaction.scopes() + readable + [.directory]).subtracting(refusedScopes).sorted()
        return all.filter { scope in
            guard scope == .directory || only.map({ $0.contains(scope) }) ?? true else { return false }
            guard engine.authority.restrictedScopes.contains(scope) else { return true }
            return upstream.map { engine.authority.readableScopes(of: $0).contains(scope) } ?? false
        }
    }

    private func isEqual(
        _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Bool {
        for scope in try subscribedScopes(engine, transaction, environment: environment) {
            func countable(_ vector: VersionVector) -> [VersionVector.Entry] {
                vector.entries.filter { !refusedLogs.contains(LogID(scope: scope, replica: $0.replica)) }
            }
            guard let report = try transaction.upstreamReport(of: scope),
                countable(report.vector) == countable(try engine.vector(of: scope, in: transaction))
            else { return false }
        }
        return true
    }

    private mutating func measureRemaining(
        _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws {
        tally.changesToSend = 0
        tally.changesToReceive = 0
        for scope in try subscribedScopes(engine, transaction, environment: environment) {
            guard let report = try transaction.upstreamReport(of: scope)?.vector else { continue }
            let own = try engine.vector(of: scope, in: transaction)
            for entry in own.entries where !refusedLogs.contains(LogID(scope: scope, replica: entry.replica)) {
                tally.changesToSend.add(entry.seq, beyond: report[entry.replica]?.seq ?? 0)
            }
            for entry in report.entries {
                let log = LogID(scope: scope, replica: entry.replica)
                if refusedLogs.contains(log) || forks.contains(log) { continue }
                tally.changesToReceive.add(entry.seq, beyond: own[entry.replica]?.seq ?? 0)
            }
        }
    }

    /// The directory here, and the upstream's as last reported.
    private func directories(
        _ engine: ReplicaEngine<some ChangeCodec>, _ transaction: some ReplicaTransaction
    ) throws -> [VersionVector?] {
        [
            try engine.vector(of: .directory, in: transaction),
            try transaction.upstreamReport(of: .directory)?.vector,
        ]
    }

    /// Forgets the refusals that a directory which has moved on may lift: a new device brings its own grant to a hub,
    /// and its records were refused before the grant was there. What still stands is refused again.
    private mutating func liftRefusals() {
        for refusal in refusals where refusal.reason.dependsOnDirectory {
            if let replica = refusal.replica {
                refusedLogs.remove(LogID(scope: refusal.scope, replica: replica))
            } else {
                refusedScopes.remove(refusal.scope)
            }
        }
        refusals.removeAll { $0.reason.dependsOnDirectory }
    }

    private mutating func note(_ refusal: Refusal) {
        if !refusals.contains(refusal) { refusals.append(refusal) }
        guard let replica = refusal.replica else {
            // Who may not read a scope may still deliver what it holds of it.
            if refusal.reason != .notReadable { refusedScopes.insert(refusal.scope) }
            return
        }
        switch refusal.reason {
        // Answered by the report that comes with it, or by issuing again what the upstream has another branch of.
        case .gap, .fork, .notReadable: break
        default: refusedLogs.insert(LogID(scope: refusal.scope, replica: replica))
        }
    }
}

// A hostile upstream's numbers may be any.

extension Int {
    /// More changes than any county has, and few enough that sums and products of some such numbers still fit.
    private static let changesMax = 1 << 40

    /// Adds how far `seq` lies beyond `other`, up to a bound.
    fileprivate mutating func add(_ seq: UInt64, beyond other: UInt64) {
        guard seq > other else { return }
        self = Swift.min(self + Int(Swift.min(seq - other, UInt64(Int.changesMax))), Int.changesMax)
    }
}

extension Int64 {
    /// The difference, or the number of 64 bits that is nearest to it.
    fileprivate func subtractingClamped(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (self < 0 ? .min : .max) : difference
    }
}
