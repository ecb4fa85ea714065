/// The responses that answer one set of bundles, one at a time.
///
/// The upstream responds to the requests in order, as on the line, and hands them here. What it refused of any of them
/// goes into the next response. The last request it goes on answering as if the asker had taken each response in, until
/// nothing is left.
///
/// ```
/// var series = ResponseSeries()
/// for request in requests { series.note(try respond(to: request), to: request) }
/// while let response = series.next() {
///     write(response)
///     if let request = series.continuation { series.note(try respond(to: request), to: request) }
/// }
/// ```
public struct ResponseSeries: Sendable {
    /// What the asker would ask next; nil where nothing is left, or where it asked for no changes.
    public private(set) var continuation: ExchangeRequest?
    private var pending: ExchangeResponse?

    public init() {}

    /// Takes what was answered to a request of the set, or to the continuation.
    public mutating func note(_ response: ExchangeResponse, to request: ExchangeRequest) {
        pending = pending.map(response.following) ?? response
        continuation = request.continued(after: response)
    }

    /// The next response of the answer; nil before a request was noted, and behind the last response.
    public mutating func next() -> ExchangeResponse? {
        defer { pending = nil }
        return pending
    }
}

extension ExchangeResponse {
    /// This response, with what was said of earlier requests that are not answered on their own.
    fileprivate func following(_ earlier: ExchangeResponse) -> ExchangeResponse {
        var known = Set(earlier.refusals)
        let refusals = earlier.refusals + self.refusals.filter { known.insert($0).inserted }
        var joined = ExchangeResponse(
            scopes: scopes, segments: segments, forks: Set(earlier.forks + forks).sorted(), receipts: receipts,
            refusals: Array(refusals.prefix(Limits.refusalsCarried)), hasMore: hasMore, serverTime: serverTime)
        let told = Set(blobs.map(\.sha256))
        joined.blobs = blobs + earlier.blobs.filter { !told.contains($0.sha256) }
        joined.blobs = joined.blobs.prefix(Limits.blobsOffered + Limits.blobsAskedFor)
            .sorted { $0.sha256 < $1.sha256 }
        return joined
    }
}
