import Causality
import Replication

/// What one session cost, to be compared with what it moved.
struct SessionTally {
    /// Heights of both sides before.
    let movedBefore: [Int]
    /// How far the lower one had written in each log of its own. Looked up by log; never iterated.
    let writtenBefore: [LogID: UInt64]
    private(set) var requests = 0
    private(set) var bytes = 0
    private(set) var bodyBytes = 0
    private(set) var scopes = 0
    private(set) var forks = 0
    private(set) var vectorEntries = 0
    private(set) var blobs = 0
    /// The logs that were found to be forked on the way.
    private(set) var forkedLogs: Set<LogID> = []
    /// Whether any log was refused on the way; what the directory brought may have let it in later.
    private(set) var isRefused = false
    /// What the upstream last said of each blob.
    private var blobStates: [Hash: BlobState] = [:]

    init(movedBefore: [Int], writtenBefore: [LogID: UInt64]) {
        self.movedBefore = movedBefore
        self.writtenBefore = writtenBefore
    }

    mutating func note(request: ExchangeRequest, bytes count: Int) {
        requests += 1
        bytes += count
        scopes = max(scopes, request.scopes.count)
        blobs += request.blobs.count
        forkedLogs.formUnion(request.probes.map(\.log))
        forks = max(forks, request.probes.count)
        vectorEntries += request.scopes.reduce(0) { $0 + ($1.vector?.entries.count ?? 0) }
        vectorEntries += request.formerReceiptTags.count
        vectorEntries += request.formerReceipts.reduce(0) { $0 + $1.vector.entries.count + 12 }
        bodyBytes += request.segments.reduce(0) { $0 + $1.byteCount }
    }

    mutating func note(response: ExchangeResponse, bytes count: Int) {
        bytes += count
        blobs += response.blobs.count
        isRefused = isRefused || !response.refusals.isEmpty
        forkedLogs.formUnion(response.forks)
        for state in response.blobs { blobStates[state.sha256] = state }
        forks = max(forks, response.forks.count)
        vectorEntries += response.scopes.reduce(0) { $0 + $1.vector.entries.count }
        vectorEntries += response.receipts.reduce(0) { $0 + $1.vector.entries.count + 12 }
        bodyBytes += response.segments.reduce(0) { $0 + $1.byteCount }
    }

    /// What the upstream last said of blobs, by their hashes.
    var lastBlobStates: [BlobState] { blobStates.keys.sorted().compactMap { blobStates[$0] } }

    /// One to ask, one for a wrong guess, one to see that it is done, a few for each fork, and one for each batch.
    var requestsAllowed: Int { 5 + 4 * forks + 2 * bodyBytes / Limits.bytesPerSignedHead }

    /// What moved, a few dozen bytes for each entry of a vector that was told, and the frame around it.
    var bytesAllowed: Int { 2 * bodyBytes + 40 * vectorEntries + 50 * blobs + (300 + 80 * scopes) * requests }
}
