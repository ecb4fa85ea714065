import Foundation
import SimulationKit
import Testing

/// Seeded histories of a whole county on the production engine and through the bytes of the wire.
///
/// `make sim SEEDS=5000` runs more of them; `TINGSU_SEEDS=17..90` here runs others.
@Suite struct CountySimulationTests {
    static let seeds: ClosedRange<UInt64> = {
        let text = ProcessInfo.processInfo.environment["TINGSU_SEEDS"] ?? "1..30"
        let bounds = text.components(separatedBy: "..").compactMap { UInt64($0) }
        return (bounds.first ?? 1)...max(bounds.last ?? 30, bounds.first ?? 1)
    }()

    /// One of the thirty keeps its stores in SQLite files.
    @Test func everySeedKeepsEveryPromise() throws {
        let options = SimulationOptions()
        var report = RunReport()
        for seed in Self.seeds { report.add(try Simulation.run(seed: seed, options: options), options: options) }
        for failure in report.failures {
            Issue.record("seed \(failure.seed) broke \(failure.check): \(failure.message)\nreplay: \(failure.replay)")
        }
        #expect(report.seedsOnFiles > 0 || Self.seeds.count < 20)
    }

    /// What a run of some seeds never does is not tested by it.
    @Test func aRunHasFaultsOfManyKinds() throws {
        let options = SimulationOptions(store: .memory)
        var report = RunReport()
        for seed in UInt64(101)...112 { report.add(try Simulation.run(seed: seed, options: options), options: options) }
        #expect(report.failures.isEmpty)
        #expect(report.changes > 500)
        #expect(report.deviceYears > 1)
        #expect(report.faults.count > 20, "\(report.faults)")
        #expect(report.faults["branchStagedInPart"] ?? 0 > 0, "\(report.faults)")
        let sticks = ["astray", "cut", "late", "lost", "twice"].flatMap { ["bundle \($0)", "return \($0)"] }
        for fault in sticks + ["bundle", "bundle outOfOrder", "return overtaken"] {
            #expect(report.faults[fault] ?? 0 > 5, "\(fault): \(report.faults)")
        }
    }

    @Test func theNumberOfDevicesAndDaysCanBeChosen() throws {
        let options = SimulationOptions(devices: 2, days: 3, store: .memory)
        let result = try Simulation.run(seed: 7, options: options)
        #expect(result.deviceDays == 6)
        #expect(RunReport.replay(7, options) == "tingsu-sim --seeds 7..7 --devices 2 --days 3 --store memory")
    }
}
