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
