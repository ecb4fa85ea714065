import Causality
import Foundation
import Identity
import Logging
import Node
import PeerTransport
import ReplicaStore
import Replication
import Testing

/// Half past five in small: `make bench BENCH_ARGUMENTS="--only half_past_five"` has the whole county.
@Suite(.serialized) struct RushTests {
    private static let deviceCount = 30
    private static let visitsOfDevice = 10

    /// All devices sync at once, each with the waits of its daemon; the center dies when a third of them are through.
    @Test(.timeLimit(.minutes(15))) func aCenterThatDiesInTheRushLosesAndDoublesNothing() async throws {
        let county = try TestCounty(hubIsNeeded: false)
        var devices: [RushDevice] = []
        for number in 1...Self.deviceCount {
            devices.append(try await RushDevice(number, in: county, visits: Self.visitsOfDevice))
        }
        let killedAfter = Self.deviceCount / 3
        try await withThrowingTaskGroup(of: Void.self) { group in
            for device in devices { group.addTask { try await device.deliver() } }
            for _ in 0..<killedAfter { try await group.next() }
            county.kill("center")
            try county.start("center")
            try await group.waitForAll()
        }
        #expect(county.stop("center") == 0)

        let center = try await RushDevice.open(county.folder(of: "center"))
        let held = try await RushDevice.changes(of: center)
        #expect(held.count == Self.deviceCount * Self.visitsOfDevice)
        #expect(Set(held.values).count == held.count, "a change is there twice")
        for device in devices {
            let own = try await RushDevice.changes(of: device.node)
            #expect(own.count >= Self.visitsOfDevice)
            for (position, change) in own { #expect(held[position] == change, "\(device.name) at \(position)") }
            try await device.node.close()
        }
        try await center.close()
    }
}

extension TestCounty {
    /// The folder of a node, with the witness where the county's programs have it.
    func folder(of node: String) -> NodeFolder {
        NodeFolder(path: data(node), environment: ["TINGSU_STATE": "\(folder)/state"])
    }
}
