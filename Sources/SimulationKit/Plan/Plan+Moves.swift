import SeedTestKit

extension Plan {
    /// Records move from village to village, at the center and at hubs, some of them twice; and whoever has no line that day
    /// writes on where they were.
    mutating func addMoves(_ stream: inout SeededStream) {
        villages = max(2, villages)
        hasMoves = true
        for _ in 0..<3 + stream.below(8) {
            let day = stream.below(days)
            add(.deed(.move), day, Int64(stream.below(80_000_000)), stream.below(1 + Plan.hubCount), &stream)
            guard stream.chance(60) else { continue }
            let device = 1 + Plan.hubCount + stream.below(devices)
            for _ in 0..<1 + stream.below(4) {
                add(.deed(stream.pick([.open, .save, .save])), day, 80_000_000, device, &stream)
            }
        }
    }
}
