import PeerServer
import Testing

@Suite struct ServerThrottleTests {
    private let tries = Int(EnrolmentThrottle.triesPerAddress)
    private let interval = EnrolmentThrottle.addressIntervalMilliseconds

    @Test func anAddressWaitsAfterItsTries() {
        var throttle = EnrolmentThrottle()
        for _ in 0..<tries { #expect(throttle.take("a", now: 0) == nil) }
        #expect(throttle.take("a", now: 0) == 30)
        #expect(throttle.take("a", now: interval - 1) == 1)
        #expect(throttle.take("b", now: 0) == nil)
        #expect(throttle.take("a", now: interval) == nil)
        #expect(throttle.take("a", now: interval) == 30)
    }

    @Test func waitingGrowsAllTriesBackAndNoMore() {
        var throttle = EnrolmentThrottle()
        for _ in 0..<tries { _ = throttle.take("a", now: 0) }
        let later = interval * 1_000
        for _ in 0..<tries { #expect(throttle.take("a", now: later) == nil) }
        #expect(throttle.take("a", now: later) != nil)
    }

    @Test func aTryGivenBackCountsForNothing() {
        var throttle = EnrolmentThrottle()
        for _ in 0..<1_000 {
            #expect(throttle.take("a", now: 0) == nil)
            throttle.giveBack("a")
        }
        for _ in 0..<tries { #expect(throttle.take("a", now: 0) == nil) }
        #expect(throttle.take("a", now: 0) != nil)
    }

    @Test func manyAddressesShareOneAllowance() {
        var throttle = EnrolmentThrottle()
        let together = Int(EnrolmentThrottle.triesTogether)
        for number in 0..<together { #expect(throttle.take("\(number)", now: 0) == nil) }
        #expect(throttle.take("another", now: 0) == 2)
        #expect(throttle.take("another", now: EnrolmentThrottle.togetherIntervalMilliseconds) == nil)
    }

    @Test func forgottenAddressesDoNotLiftTheCommonLimit() {
        var throttle = EnrolmentThrottle()
        var taken = 0
        var now: Int64 = 0
        for number in 0..<3 * EnrolmentThrottle.addressCountMax {
            if throttle.take("\(number)", now: now) == nil { taken += 1 }
            now += 10
        }
        let grown = now / EnrolmentThrottle.togetherIntervalMilliseconds
        #expect(Int64(taken) <= EnrolmentThrottle.triesTogether + grown + 1)
    }
}
