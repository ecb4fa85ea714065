import Causality
import Replication
import Testing

@testable import Node

/// Bodies go in columns only to who reads them, also where that changed over night.
@Suite struct ColumnsAgreementTests {
    @Test func aNewUpstreamIsAskedPlainlyAndThenInColumns() async throws {
        var columns = ColumnsAgreement(upstreamReads: false)
        #expect(try await ask(&columns, upstreamReads: true) == [false])
        #expect(try await ask(&columns, upstreamReads: true) == [true])
        #expect(columns.upstreamReads)
    }

    @Test func anOlderUpstreamIsAskedPlainlyForEver() async throws {
        var columns = ColumnsAgreement(upstreamReads: false)
        #expect(try await ask(&columns, upstreamReads: false) == [false])
        #expect(try await ask(&columns, upstreamReads: false) == [false])
    }

    /// The program was put back, or another hub answers: what it refused is asked again, and only that counts.
    @Test func anUpstreamThatReadsThemNoMoreIsAskedAgainAtOnce() async throws {
        var columns = ColumnsAgreement(upstreamReads: true)
        #expect(try await ask(&columns, upstreamReads: false) == [true, false])
        #expect(!columns.upstreamReads)
        #expect(try await ask(&columns, upstreamReads: false) == [false])
    }

    @Test func withoutBodiesThereIsNothingToAskAgain() async throws {
        var columns = ColumnsAgreement(upstreamReads: true)
        #expect(try await ask(&columns, upstreamReads: false, bodies: 0) == [false])
        #expect(!columns.upstreamReads)
    }

    /// Asks, and answers how each request went: in columns or plainly. The upstream refuses columns that it cannot read.
    private func ask(
        _ columns: inout ColumnsAgreement, upstreamReads: Bool, bodies: Int = 2
    ) async throws -> [Bool] {
        let log = LogID(scope: ScopeID(rawValue: 9), replica: ReplicaID(rawValue: 8))
        let segment = Segment(
            log: log, firstSeq: 1, genesis: nil, entries: (0..<bodies).map { LogEntry(body: [UInt8($0)]) }, heads: [])
        let request = ExchangeRequest(
            scopes: [], segments: bodies == 0 ? [] : [segment], probes: [], responseBytes: 0, receiptIssuers: [])
        let (response, sent) = try await columns.ask(request) { request, inColumns in
            #expect(request.readsColumns)
            var response = ExchangeResponse(
                scopes: [], segments: [], forks: [], receipts: [],
                refusals: inColumns && !upstreamReads ? [Refusal(scope: log.scope, replica: nil, reason: .fork)] : [],
                hasMore: false, serverTime: 0)
            response.readsColumns = upstreamReads
            return (response, inColumns)
        }
        #expect(response.refusals.isEmpty)
        return sent
    }
}
