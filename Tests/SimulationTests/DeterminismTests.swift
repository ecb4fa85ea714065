import Foundation
import ProcessTestKit
import SimulationKit
import Testing

/// The same seed and program make the same bytes: in another process, with other hash seeds, and with none.
@Suite struct DeterminismTests {
    /// The last of the seeds keeps its stores in files.
    @Test(arguments: [nil, "1"]) func anotherProcessRepeatsASeed(deterministicHashing: String?) throws {
        let seeds: ClosedRange<UInt64> = 16...20
        let expected = try seeds.map { seed in
            "seed \(seed) " + (try Simulation.run(seed: seed, options: SimulationOptions()).digest)
        }
        var environment = ProcessInfo.processInfo.environment
        environment["SWIFT_DETERMINISTIC_HASHING"] = deterministicHashing
        let other = try ChildProgram.run(
            Self.program.path, ["--seeds", "\(seeds.lowerBound)..\(seeds.upperBound)", "--digests"],
            environment: environment)
        #expect(other.status == 0)
        #expect(Array(other.output.split(separator: "\n").prefix(seeds.count).map(String.init)) == expected)
    }

    /// The built `tingsu-sim`, which lies beside the test bundle.
    private static let program: URL = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [bundle, bundle.deletingLastPathComponent(), Bundle.main.bundleURL]
            .map { $0.appendingPathComponent("tingsu-sim") }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
    }()
}
