import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// A restricted scope is stored only by who may read it, and told only to such (I37).
@Suite struct RestrictedScopeTests {
    private static let team = ScopeID(rawValue: 0x2001)
    private let team = RestrictedScopeTests.team

    /// The county with a restricted scope, a hub without a grant to it, and a device with one.
    private func parts(
        purpose: String = "case_team"
    ) throws -> (county: SmallCounty, hub: EngineNode, device: EngineNode) {
        let county = try SmallCounty()
        try county.centerWrites { draft, environment in
            [draft.scope(environment.newRecordID(), number: RestrictedScopeTests.team, area: nil, purpose: purpose)]
        }
        let hub = try county.machine("H")
        let device = try county.machine("D", writes: [SmallCounty.village, team])
        for node in [hub, device] { try node.sync(with: county.center) }
        try device.put([SmallCounty.record(1)], [2: "open"])
        try device.put([SmallCounty.record(2, in: team)], [2: "in confidence"])
        return (county, hub, device)
    }

    @Test(arguments: ["case_team", "psychological", "whistle_blowing"])
    func aHubWithoutAGrantIsNotTold(purpose: String) throws {
        let (county, hub, device) = try parts(purpose: purpose)
        var named: [ScopeID] = []
        let result = try device.sync(
            with: hub,
            carry: {
                named += $0.scopes.map(\.scope) + $0.segments.map(\.log.scope)
                return $0
            }, meeting: hub)
        #expect(result.step == .complete)
        #expect(!named.contains(team))
        try hub.sync(with: county.center, meeting: county.center)
        #expect(try hub.heads(in: team).isEmpty && county.center.heads(in: team).isEmpty)
        #expect(try !hub.heads(in: SmallCounty.village).isEmpty)
    }

    /// Whoever brings it, by whatever program: a node without a grant stores nothing of it and says that it has no such
    /// scope.
    @Test func aHubWithoutAGrantStoresNothingThatIsBrought() throws {
        let (_, hub, device) = try parts()
        let segments = try device.handOut(team, to: device)
        let segment = try #require(segments.first)
        #expect(try hub.receive(segment) == .refused(.unknownScope))
        #expect(try hub.heads(in: team).isEmpty)
        let state = ExchangeRequest.ScopeState(scope: team, digest: 0, vector: VersionVector(), receiptDigest: 0)
        let answer = try hub.answer(
            ExchangeRequest(
                scopes: [state], segments: [segment], probes: [], responseBytes: Limits.batchBytes,
                receiptIssuers: []), from: device)
        #expect(answer.refusals.map(\.reason) == [.unknownScope, .unknownScope])
        #expect(answer.segments.isEmpty && answer.scopes.isEmpty)
    }

    /// The first request goes to whoever listens at an address: only its answer proves who that is.
    @Test func theCenterIsToldOnceItHasAnswered() throws {
        let (county, _, device) = try parts()
        var told: [Bool] = []
        let result = try device.sync(
            with: county.center,
            carry: {
                told.append($0.segments.contains { $0.log.scope == RestrictedScopeTests.team })
                return $0
            }, meeting: county.center)
        #expect(result.step == .complete)
        #expect(told == [false, true])
        #expect(try county.center.heads(in: team) == device.heads(in: team))
        // Where there is nothing new, the second request says so; who has no restricted scope needs one alone.
        #expect(try device.sync(with: county.center, meeting: county.center).requests == 2)
    }

    @Test func aGrantLetsTheHubCarryItFromThenOn() throws {
        let (county, hub, device) = try parts()
        try county.centerWrites { draft, environment in
            [
                draft.grant(
                    environment.newRecordID(), device: hub.signer.key.device, scope: RestrictedScopeTests.team,
                    mayWrite: false)
            ]
        }
        for _ in 0..<2 {
            try hub.sync(with: county.center, meeting: county.center)
            try device.sync(with: hub, meeting: hub)
        }
        #expect(try hub.heads(in: team) == device.heads(in: team))
        try hub.sync(with: county.center, meeting: county.center)
        #expect(try county.center.heads(in: team) == device.heads(in: team))
    }

    /// Any reading that restricts counts, as everywhere in the directory the stricter.
    @Test func aDisputedPurposeIsTheStricterOne() throws {
        let (county, hub, device) = try parts(purpose: "village")
        let id = try #require(
            try county.center.read { store in
                store.states(in: .directory).first {
                    $0.key.kind == DirectorySchema.scopeKind && $0.state.livingChanges.count == 1
                        && $0.state.shownValue(of: DirectorySchema.Scope.number, codec: ProtobufChangeCodec())
                            == .text(RestrictedScopeTests.team.description)
                }?.key.id
            })
        try county.centerWrites { draft, _ in
            [draft.scope(id, number: RestrictedScopeTests.team, area: nil, purpose: "psychological")]
        }
        try hub.sync(with: county.center)
        let segment = try #require(try device.handOut(team, to: device).first)
        #expect(try hub.receive(segment) == .refused(.unknownScope))
    }

    /// Sealed to the center and carried by whoever: the same rules, by the key that alone can open it.
    @Test func aCourierCarriesItToTheCenterAlone() throws {
        let (county, hub, device) = try parts()
        func scopes(to receiver: EngineNode?, only: [ScopeID]? = nil) throws -> [ScopeID] {
            var series = RequestSeries(to: receiver?.signer.key.hash, only: only)
            var found: Set<ScopeID> = []
            while let request = try device.read({
                try series.next(device.engine, $0, environment: device.environment)
            }) {
                found.formUnion(request.segments.map(\.log.scope))
            }
            return found.sorted()
        }
        #expect(try scopes(to: county.center).contains(team))
        #expect(try !scopes(to: hub).contains(team))
        #expect(try !scopes(to: nil).contains(team))
        #expect(try scopes(to: county.center, only: [team]) == [team])
    }

    /// What the center signed for before a restore names scopes, too.
    @Test func noReceiptOfBeforeARestoreNamesItToAHub() throws {
        let (county, hub, device) = try parts()
        let vector = try device.read { try device.engine.vector(of: team, in: $0) }
        let issuer = try #require(try county.center.read { $0.currentReplica() })
        let receipts = try [vector, VersionVector()].map {
            try Receipt(signing: $0, of: team, at: 1, by: issuer, with: county.center.signer)
        }
        try device.storage.write {
            $0.keepFormerReceipt(receipts[0])
            $0.setReceipt(receipts[1])
        }
        var told: [UInt64] = []
        func note(_ request: ExchangeRequest) -> ExchangeRequest {
            told += request.formerReceiptTags
            return request
        }
        try device.sync(with: hub, carry: note, meeting: hub)
        #expect(told.isEmpty)
        try device.sync(with: county.center, carry: note, meeting: county.center)
        #expect(told.contains(receipts[0].tag))
        // Shown to it all the same, it is not kept there.
        var request = ExchangeRequest(
            scopes: [], segments: [], probes: [], responseBytes: 0, receiptIssuers: [])
        request.formerReceipts = [receipts[0]]
        _ = try hub.answer(request, from: device)
        #expect(try hub.read { $0.formerReceipts() }.isEmpty)
    }
}
