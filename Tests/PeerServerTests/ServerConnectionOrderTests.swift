import PeerServer
import Testing

@Suite struct ServerConnectionOrderTests {
    private func full(_ limit: Int) -> ConnectionOrder<Int> {
        var order = ConnectionOrder<Int>(limit: limit)
        for id in 1...limit { #expect(order.opened(id) == nil) }
        return order
    }

    @Test func theLongestIdleGoes() {
        var order = full(3)
        #expect(order.opened(4) == 1)
        #expect(order.opened(5) == 2)
        #expect(order.count == 3)
    }

    @Test func whoAskedLatelyStays() {
        var order = full(3)
        order.requestBegan(1)
        order.requestCame(1)
        order.answered(1)
        #expect(order.opened(4) == 2)
        #expect(order.opened(5) == 3)
        #expect(order.opened(6) == 1)
    }

    @Test func aRequestInHandIsNeverTakenAway() {
        var order = full(2)
        for id in 1...2 {
            order.requestBegan(id)
            order.requestCame(id)
        }
        // There is nobody else: the newcomer goes.
        #expect(order.opened(3) == 3)
        order.answered(2)
        #expect(order.opened(4) == 2)
        #expect(order.opened(5) == 4)
    }

    @Test func whoIsStillSendingGoesAfterTheIdle() {
        var order = full(3)
        order.requestBegan(1)
        order.requestBegan(2)
        #expect(order.opened(4) == 3)
        #expect(order.opened(5) == 4)
        order.requestBegan(5)
        #expect(order.opened(6) == 1)
    }

    @Test func aClosedConnectionMakesRoom() {
        var order = full(2)
        order.closed(2)
        #expect(order.opened(3) == nil)
        // It was told to go, and its last words change nothing.
        #expect(order.opened(4) == 1)
        order.requestBegan(1)
        order.answered(1)
        order.closed(1)
        #expect(order.count == 2)
    }
}
