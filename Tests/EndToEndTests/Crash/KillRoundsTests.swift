import Foundation
import SeedTestKit
import Testing

/// `kill -9` in the middle of everything: people record on two machines, two syncs are under way, and something dies.
///
/// Ten rounds here; `TINGSU_KILL_ROUNDS` says how many, `TINGSU_KILL_SEED` which. When it dies follows from the seed; how
/// far everybody has come by then is the machine's.
@Suite(.serialized, .timeLimit(.minutes(120))) struct KillRoundsTests {
    private static func number(_ name: String, or standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }

    @Test func nothingThatWasAcknowledgedIsLostOrDoubled() throws {
        let rounds = Self.number("TINGSU_KILL_ROUNDS", or: 10)
        let seed = Self.number("TINGSU_KILL_SEED", or: 42)
        let county = try KilledCounty(seed: UInt64(seed))
        for round in 1...rounds { try county.run(round) }
        try county.settle()
        try county.expectWhole()
        print(
            "kill: \(rounds) rounds of seed \(seed), killed \(county.killed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }), "
                + "\(county.acknowledged.count) of \(county.attempted.count) cases acknowledged")
        #expect(county.acknowledged.count >= rounds)
    }
}
