import Testing

@testable import Node

@Suite struct NetworkStateTests {
    private static let head = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n"
    private static let loopback6 = "00000000000000000000000000000001 80 0 00 0 0 0 0 0 lo\n"

    @Test func aMachineWithoutALineHasNoRoutes() {
        #expect(!NetworkState(ipv4: Self.head, ipv6: Self.loopback6).isConnected)
        #expect(!NetworkState(ipv4: "", ipv6: "").isConnected)
        let linkLocal = "fe800000000000000000000000000000 40 0 00 0 100 1 0 00000001 wlan0\n"
        #expect(!NetworkState(ipv4: Self.head, ipv6: linkLocal).isConnected)
    }

    @Test func aCableAndARadioAreTwoStates() {
        let cable = NetworkState(ipv4: Self.head + "eth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0\n", ipv6: "")
        let radio = NetworkState(ipv4: Self.head + "wlan0 00000000 0100A8C0 0003 0 0 0 00000000 0 0 0\n", ipv6: "")
        #expect(cable.isConnected && radio.isConnected)
        #expect(cable != radio)
    }

    @Test func countersAreNoChange() {
        func state(_ uses: String) -> NetworkState {
            NetworkState(
                ipv4: Self.head + "eth0 00000000 010200C0 0003 \(uses) \(uses) 0 00000000 0 0 0\n",
                ipv6: "20010db8000000000000000000000000 40 0 00 0 100 \(uses) \(uses) 00000001 eth0\n")
        }
        #expect(state("0") == state("17"))
    }

    @Test func rubbishIsNoRoute() {
        #expect(!NetworkState(ipv4: "a\nb c\n\n\u{0}\n", ipv6: "x y z\n").isConnected)
    }
}

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
