import Causality
import Replication
import Testing
import WireProtocol

/// How many requests a sync takes, and that it comes to an end (FAILURES.md F2, F11).
@Suite struct SyncTests {
    private let village = SmallCounty.village

    private func save(_ count: Int, at node: EngineNode, from first: Int = 1, text: String = "told") throws {
        for index in 0..<count { try node.put(SmallCounty.record(first + index), [2: "\(text) \(index)"]) }
    }

    @Test func aNewDeviceFetchesTheDirectoryAndItsVillage() throws {
        let county = try SmallCounty()
        let writer = try county.machine("W")
        try save(20, at: writer)
        try writer.sync(with: county.center)
        let device = try county.machine("D", writes: [village])
        let result = try device.sync(with: county.center)
        #expect(result.step == .complete)
        #expect(result.requests == 2)
        #expect(device.changeIDs == county.center.changeIDs)
        #expect(device.mergedStates(of: village) == county.center.mergedStates(of: village))
        #expect(try device.custody(of: village).atCounty == 20)
    }

    @Test func idleAndADaysWorkTakeOneRequest() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        for _ in 0..<2 {
            let idle = try device.sync(with: county.center)
            #expect(idle.step == .complete)
            #expect(idle.requests == 1)
            try save(75, at: device, text: String(repeating: "心情", count: 30))
            let day = try device.sync(with: county.center)
            #expect(day.step == .complete)
            #expect(day.requests == 1)
            #expect(day.session.tally.changesSent == 75)
            let custody = try device.custody(of: village)
            #expect(custody.atCounty == custody.held)
        }
        #expect(county.center.changeIDs == device.changeIDs)
    }

    /// What was handed to the line and not answered may have gone nowhere.
    @Test func onlyWhatWasAnsweredCountsAsSent() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(3, at: device)
        var session = ExchangeSession()
        let request = try device.read { try session.nextRequest(device.engine, $0, environment: device.environment) }
        #expect(request.segments.reduce(0) { $0 + $1.entries.count } == 3)
        #expect(session.tally.changesSent == 0)
        let response = try county.center.answer(request, from: device)
        _ = try device.write { try session.take(response, &$0, $1, environment: device.environment) }
        #expect(session.tally.changesSent == 3)
        // The line broke over the answer: the next session learns from the first report that nothing is left.
        try save(2, at: device, from: 4)
        let lost = try device.read { transaction in
            var session = ExchangeSession()
            return try session.nextRequest(device.engine, transaction, environment: device.environment)
        }
        _ = try county.center.answer(lost, from: device)
        let again = try device.sync(with: county.center)
        #expect(again.step == .complete)
        #expect(county.center.changeIDs == device.changeIDs)
    }

    /// No "sent up to" is trusted: the restored upstream says what it holds now (F2).
    @Test func aWrongGuessTakesOneMoreRequest() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try save(10, at: device)
        try device.sync(with: county.center)
        let backup = county.center.storage.state
        try save(20, at: device, from: 11)
        try device.sync(with: county.center)
        try county.center.restore(backup)
        try save(1, at: device, from: 31)
        let result = try device.sync(with: county.center)
        #expect(result.step == .complete)
        #expect(result.requests == 2)
        #expect(county.center.changeIDs == device.changeIDs)
    }

    @Test func everyMessageKeepsItsBudgetAndOneSignedRun() throws {
        let county = try SmallCounty()
        let writer = try county.machine("W")
        try save(200, at: writer, text: String(repeating: "x", count: 2000))
        let reader = try county.machine("R")
        let slack = Limits.bytesPerSignedHead + 4096
        for result in [
            try writer.sync(with: county.center, batchBytes: 1), try reader.sync(with: county.center, batchBytes: 1),
        ] {
            #expect(result.step == .complete)
            #expect(result.requests > 3)
            for (budget, sent) in zip(result.budgets, result.requestBytes) { #expect(sent <= budget + slack) }
            for (budget, answered) in zip(result.budgets, result.responseBytes) { #expect(answered <= budget + slack) }
        }
        #expect(reader.changeIDs == county.center.changeIDs)
    }

    @Test func aSessionStallsWhenThePeerKeepsRefusing() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(3, at: device)
        for reason in [Refusal.Reason.gap, .fork] {
            var refused: [Refusal] = []
            let result = try device.sync(
                with: county.center,
                carry: { request in
                    refused = request.segments.map {
                        Refusal(scope: $0.log.scope, replica: $0.log.replica, reason: reason)
                    }
                    return ExchangeRequest(
                        scopes: request.scopes, segments: [], probes: [], responseBytes: request.responseBytes,
                        receiptIssuers: request.receiptIssuers)
                }, tamper: { $0.with(refusals: refused) })
            #expect(result.step == .stalled)
            #expect(result.requests < 6)
        }
        #expect(try device.sync(with: county.center).step == .complete)
    }

    @Test func aSessionStallsWhenThePeerKeepsBackWhatItReports() throws {
        let county = try SmallCounty()
        let writer = try county.machine("W")
        try save(3, at: writer)
        try writer.sync(with: county.center)
        let device = try county.machine("D", writes: [village])
        let result = try device.sync(
            with: county.center,
            tamper: { $0.with(segments: $0.segments.filter { $0.log.scope == .directory }) })
        #expect(result.step == .stalled)
        #expect(result.session.tally.changesToReceive == 3)
        #expect(result.requests < 6)
    }

    /// The directory goes first in both directions: a new device brings its own grant to a hub that is cut off from
    /// the county, and its records in the same session.
    @Test func aNewDeviceBringsItsGrantAndItsRecordsToAHubThatIsCutOff() throws {
        let county = try SmallCounty()
        let hub = try county.machine("H")
        try hub.sync(with: county.center)
        let device = try county.stranger("D")
        try county.centerWrites { draft, environment in
            [draft.scope(environment.newRecordID(), number: ScopeID(rawValue: 0x2001), area: nil, purpose: "village")]
        }
        try county.enrol(device, writes: [village, ScopeID(rawValue: 0x2001)])
        try device.sync(with: county.center)
        let known = try device.put(SmallCounty.record(1), [2: "a"])
        let new = try device.put(SmallCounty.record(1, in: ScopeID(rawValue: 0x2001)), [2: "b"])

        let result = try device.sync(with: hub)
        #expect(result.step == .complete)
        #expect(try hub.standing(of: known.change) == .applied)
        #expect(try hub.standing(of: new.change) == .applied)
        #expect(result.session.refusals.allSatisfy { $0.reason == .notReadable || $0.reason == .gap })
        #expect(try device.sync(with: hub).requests == 1)
    }

    @Test func aSessionThatBreaksAnywhereGoesOnBehindTheBatchInFlight() throws {
        let county = try SmallCounty()
        let device = try county.machine("D", writes: [village])
        try device.sync(with: county.center)
        try save(120, at: device, text: String(repeating: "x", count: 1000))
        var sessions = 0
        while try device.sync(with: county.center, batchBytes: 1, requests: 1).step != .complete {
            sessions += 1
            try #require(sessions < 20)
        }
        #expect(county.center.changeIDs == device.changeIDs)
    }
}
