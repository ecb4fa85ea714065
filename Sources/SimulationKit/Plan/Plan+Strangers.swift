import SeedTestKit

extension Plan {
    /// Days on which the hubs are put back to the morning and write on, after a device has fetched what they wrote before,
    /// and its grants end.
    ///
    /// What the device has of the hubs' logs is nowhere else then, and it may not read what stands in its place: it cannot
    /// tell that its branch is another one, unless its upstream does.
    mutating func addStrangers(_ stream: inout SeededStream) {
        for _ in 0..<2 + stream.below(2) {
            let day = stream.below(days)
            let device = 1 + Plan.hubCount + stream.below(devices)
            let hubs = 1...Plan.hubCount
            func add(_ act: Event.Act, hour: Int64, at machine: Int) {
                self.add(act, day, hour * 3_600_000, machine, &stream)
            }
            // So that the device knows the grants that it has.
            add(.deed(.sync), hour: 4, at: device)
            for hub in hubs {
                add(.deed(.backUp), hour: 5, at: hub)
                for _ in 0..<1 + stream.below(3) { add(.deed(.record), hour: 6, at: hub) }
            }
            add(.deed(.sync), hour: 7, at: device)
            for hub in hubs {
                add(.fault(.newestDiskPutBack), hour: 8, at: hub)
                for _ in 0..<2 + stream.below(4) { add(.deed(.record), hour: 9, at: hub) }
                add(.deed(.sync), hour: 10, at: hub)
            }
            add(.deed(.endGrants), hour: 11, at: device)
            for hub in hubs { add(.deed(.sync), hour: 12, at: hub) }
            for _ in 0..<2 { add(.deed(.sync), hour: 13, at: device) }
        }
    }
}
