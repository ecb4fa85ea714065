/// What a run of many seeds showed, as `--json` prints it.
package struct RunReport: Codable, Sendable {
    /// One seed that broke a promise.
    package struct Failure: Codable, Sendable {
        package let seed: UInt64
        package let check: String
        package let message: String
        /// The command that shows it again.
        package let replay: String
        /// A short history with the same failure.
        package var history: [String] = []
    }

    package private(set) var seeds = 0
    /// Seeds whose stores were real files.
    package private(set) var seedsOnFiles = 0
    package private(set) var deviceYears = 0.0
    package private(set) var deviceYearsPerMinute = 0.0
    package private(set) var changes = 0
    package private(set) var requests = 0
    package private(set) var bytes = 0
    /// Changes that the center had signed for, all of whose holders were destroyed.
    package private(set) var destroyed = 0
    /// Logs of which some number came to mean two changes, all settled in the end.
    package private(set) var forkedLogs = 0
    /// Rounds of syncs until all was quiet, at most.
    package private(set) var quietRoundsMax = 0
    package private(set) var faults: [String: Int] = [:]
    package private(set) var failures: [Failure] = []

    package init() {}

    package mutating func add(_ result: SeedResult, options: SimulationOptions) {
        seeds += 1
        if result.store == .sqlite { seedsOnFiles += 1 }
        deviceYears += Double(result.deviceDays) / 365
        changes += result.changes
        requests += result.requests
        bytes += result.bytes
        destroyed += result.destroyed
        forkedLogs += result.forkedLogs
        quietRoundsMax = max(quietRoundsMax, result.quietRounds)
        for (fault, count) in result.faults { faults[fault, default: 0] += count }
        if let failure = result.failure {
            failures.append(
                Failure(
                    seed: result.seed, check: failure.check.rawValue, message: failure.message,
                    replay: RunReport.replay(result.seed, options)))
        }
    }

    /// The time that the run took by a real clock.
    package mutating func took(seconds: Double) {
        deviceYearsPerMinute = seconds > 0 ? deviceYears / seconds * 60 : 0
    }

    package mutating func explain(_ history: [String], of seed: UInt64) {
        for index in failures.indices where failures[index].seed == seed { failures[index].history = history }
    }

    package static func replay(_ seed: UInt64, _ options: SimulationOptions) -> String {
        "tingsu-sim --seeds \(seed)..\(seed)\(options.arguments)"
    }
}
