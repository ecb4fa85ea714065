import Replication

/// Whether bodies go in columns to the upstream: only where its newest answer said that it reads them.
struct ColumnsAgreement {
    /// As far as is known; what an earlier sync heard is a guess.
    private(set) var upstreamReads: Bool

    /// Asks once; a second time where the upstream's program turns out to be older than the one that was known. It passed
    /// over the columns then, stored nothing of them, and its refusals of logs without bodies mean nothing.
    ///
    /// Answers the response that counts, and what `send` said of each.
    mutating func ask<Account>(
        _ request: ExchangeRequest,
        send: (_ request: ExchangeRequest, _ inColumns: Bool) async throws -> (ExchangeResponse, Account)
    ) async throws -> (ExchangeResponse, [Account]) {
        var request = request
        request.readsColumns = true
        let isInColumns = upstreamReads && !request.segments.isEmpty
        let (response, first) = try await send(request, isInColumns)
        upstreamReads = response.readsColumns
        if response.readsColumns || !isInColumns { return (response, [first]) }
        let (later, second) = try await send(request, false)
        return (later, [first, second])
    }
}
