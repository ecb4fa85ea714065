import SeedTestKit

extension Plan {
    /// Days on which both copies of a disk write much, one at its own hub and the other next door; then the first one turns
    /// up next door, too, on a line that breaks while it is handed the other branch, and comes home again.
    ///
    /// At home there is no such branch; next door, it may be gone by the time that the machine comes back, because the
    /// county has the other one. So what was staged has to go.
    mutating func addNeighbours(_ stream: inout SeededStream) {
        // A branch has to be longer than one batch to be there in part, and there is one for each village.
        narratives = 60
        if stream.chance(60) { villages = 1 }
        for _ in 0..<2 + stream.below(2) {
            let day = stream.below(days)
            // Not the last one: the center does not know it yet.
            let machine = 1 + Plan.hubCount + stream.below(max(1, devices - 1))
            func add(_ deed: Deed, hour: Int64, copy: UInt64?) {
                self.add(.deed(deed), day, hour * 3_600_000, machine, copy: copy, &stream)
            }
            add(.record, hour: 5, copy: 0)
            self.add(.fault(.diskCloned), day, 6 * 3_600_000, machine, copy: 0, &stream)
            for _ in 0..<2 + stream.below(4) { add(stream.pick([.record, .save]), hour: 8, copy: 0) }
            for _ in 0..<8 + stream.below(8) { add(stream.pick([.record, .save]), hour: 8, copy: 1) }
            add(.sync, hour: 10, copy: 0)
            // Again where the line was bad.
            for _ in 0..<2 { add(.syncNextDoor, hour: 11, copy: 1) }
            add(.syncNextDoorHalfway, hour: 12, copy: 0)
            if stream.chance(60) { add(stream.pick([.record, .save]), hour: 13, copy: 0) }
            if stream.chance(50) {
                for hub in 1...Plan.hubCount { self.add(.deed(.sync), day, 14 * 3_600_000, hub, &stream) }
                add(.syncNextDoor, hour: 15, copy: 0)
            }
            for _ in 0..<2 { add(.sync, hour: 16, copy: 0) }
        }
    }
}
