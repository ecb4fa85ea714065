import Causality
import Replication
import SeedTestKit
import Testing

/// Who once heard that an issuer of receipts is past does not take its word again, whoever brings it, and whatever was
/// said meanwhile (I31). Found by seed 4251 of the simulator.
@Suite struct PastIssuerTests {
    private let village = SmallCounty.village

    @Test func whatWasCalledPastStaysPastWhenALaterReceiptDoesNotSaySo() throws {
        let county = try SmallCounty()
        let (lagging, fresh) = (try county.machine("B"), try county.machine("A"))
        let device = try county.machine("D")
        let state = county.center.storage.state
        // The center writes under a second replica, and its store is put back to before that one was.
        try county.center.retire()
        try lagging.put(SmallCounty.record(1), [2: "before"])
        try settle([(lagging, county.center), (device, county.center)])
        let former = try #require(try device.receipt(of: village))
        #expect(try lagging.receipt(of: village)?.issuer == former.issuer)
        try county.center.restore(state)
        try county.center.retire()

        // The device tells of the former issuer, and is told that it is past; the other hub has not heard of it.
        try device.put(SmallCounty.record(4), [2: "meanwhile"])
        try device.sync(with: county.center)
        #expect(try device.receipt(of: village)?.past.contains(former.issuer) == true)
        try fresh.put(SmallCounty.record(2), [2: "after"])
        try fresh.sync(with: county.center)
        try device.sync(with: fresh)
        let newest = try #require(try device.receipt(of: village))
        #expect(try newest == fresh.receipt(of: village))
        #expect(!newest.past.contains(former.issuer))

        try device.put(SmallCounty.record(3), [2: "elsewhere"])
        try device.sync(with: lagging)
        #expect(try device.receipt(of: village) == newest)
        // What it was told goes on to the center in each later request.
        try device.sync(with: county.center)
        #expect(try device.receipt(of: village)?.past.contains(former.issuer) == true)
    }

    /// Two that each call the other past prove nothing: what comes later stands, and goes on to stand.
    @Test func whoCallsBackIsHeardAgain() throws {
        let county = try SmallCounty()
        let (lagging, device) = (try county.machine("B"), try county.machine("D"))
        let state = county.center.storage.state
        try county.center.retire()
        try lagging.put(SmallCounty.record(1), [2: "before"])
        try settle([(lagging, county.center), (device, county.center)])
        let first = county.center.storage.state
        try county.center.restore(state)
        try county.center.retire()
        try device.put(SmallCounty.record(4), [2: "meanwhile"])
        try device.sync(with: county.center)
        let second = try #require(try device.receipt(of: village))

        // The first store comes back into use, and hears of the second one's issuer.
        try county.center.restore(first)
        try lagging.put(SmallCounty.record(2), [2: "again"])
        try lagging.sync(with: county.center)
        try device.sync(with: county.center)
        let third = try #require(try device.receipt(of: village))
        #expect(third.past.contains(second.issuer) && second.past.contains(third.issuer))
        try lagging.put(SmallCounty.record(3), [2: "and on"])
        try lagging.sync(with: county.center)
        try device.sync(with: lagging)
        #expect(try device.receipt(of: village) == lagging.receipt(of: village))
    }
}
