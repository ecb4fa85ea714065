import Foundation
import Testing

/// Seeded histories of a whole county on the production engine: loss, duplication, replay, cut batches, clones,
/// restores of any node at any time, re-parenting, late admission, revocation and rulings.
///
/// `TINGSU_SEEDS=1..5000 swift test --filter CountySimulationTests` runs other seeds, `TINGSU_SEEDS=17` one.
@Suite struct CountySimulationTests {
    static let seeds: ClosedRange<UInt64> = {
        let text = ProcessInfo.processInfo.environment["TINGSU_SEEDS"] ?? "1..60"
        let bounds = text.components(separatedBy: "..").compactMap { UInt64($0) }
        return (bounds.first ?? 1)...max(bounds.last ?? 60, bounds.first ?? 1)
    }()

    @Test func everyNodeEndsWithTheSameChangesAndSiblings() {
        for seed in Self.seeds {
            do {
                let county = try SimulatedCounty(seed: seed)
                try county.live(steps: 300)
                try county.heal()
            } catch {
                Issue.record(
                    "seed \(seed): \(error)\nreplay: TINGSU_SEEDS=\(seed) swift test --filter CountySimulationTests")
                return
            }
        }
    }
}
