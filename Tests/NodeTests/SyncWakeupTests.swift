import Testing

@testable import Node

@Suite(.timeLimit(.minutes(1))) struct SyncWakeupTests {
    @Test func whatIsRaisedBeforeOrDuringAWaitEndsIt() async {
        let wakeup = SyncWakeup()
        wakeup.raise()
        #expect(await wakeup.wait(milliseconds: 3_600_000))
        async let waited = wakeup.wait(milliseconds: 3_600_000)
        wakeup.raise()
        #expect(await waited)
        #expect(await !wakeup.wait(milliseconds: 1))
        #expect(await !wakeup.wait(milliseconds: 0))
    }

    @Test func aWaitEndsWithItsTask() async {
        for _ in 0..<200 {
            let wakeup = SyncWakeup()
            let task = Task { await wakeup.wait(milliseconds: 3_600_000) }
            task.cancel()
            #expect(await !task.value)
        }
    }

    @Test func manyShortWaitsLoseNoCall() async {
        let wakeup = SyncWakeup()
        let raiser = Task {
            for _ in 0..<500 {
                wakeup.raise()
                await Task.yield()
            }
        }
        var count = 0
        while await wakeup.wait(milliseconds: 50) { count += 1 }
        await raiser.value
        #expect(count >= 1)
        wakeup.raise()
        #expect(await wakeup.wait(milliseconds: 50))
    }
}
