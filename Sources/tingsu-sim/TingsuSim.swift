import ArgumentParser
import Foundation
import SimulationKit

/// Runs simulated counties, one for each seed, and says what broke.
@main
struct TingsuSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tingsu-sim",
        abstract: "Lives through simulated counties, one for each seed, and checks what Tingsu promises.",
        discussion: "Exit codes: 0 all promises kept; 1 a seed broke one; 64 wrong arguments.")

    @Option(help: "Seeds, as 1..500 or 17.")
    var seeds: SeedRange = SeedRange(first: 1, last: 100)

    @Flag(help: "Print the report as JSON.")
    var json = false

    @Option(help: "Devices of each county; else the seed decides.")
    var devices: Int?

    @Option(help: "Days that each county lives; else the seed decides.")
    var days: Int?

    @Option(help: "Where stores are kept: memory or sqlite; else files for one seed in twenty.")
    var store: SimulationOptions.Store?

    @Flag(help: "Live only through those of the seeds that are on files, where pages can be damaged.")
    var onFiles = false

    @Flag(help: "Stop at the first seed that fails.")
    var stopAtFirst = false

    @Flag(help: "Do not shrink the history of a seed that fails.")
    var noShrinking = false

    @Flag(help: "Print the digest of each seed's trace: the same for the same seed and program.")
    var digests = false

    @Flag(help: "Print every line of the traces.")
    var trace = false

    @Option(help: "Counties that are lived through at once, each in one thread; else as many as there are processors.")
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if !(1...256).contains(jobs) { throw ValidationError("\(jobs) jobs: 1 to 256 are possible") }
        if let devices, !(1...40).contains(devices) {
            throw ValidationError("\(devices) devices: 1 to 40 are possible")
        }
        if let days, !(1...3650).contains(days) { throw ValidationError("\(days) days: 1 to 3650 are possible") }
    }

    func run() async throws {
        let options = SimulationOptions(devices: devices, days: days, store: store)
        var report = RunReport()
        let start = ContinuousClock.now
        let wanted = (seeds.first...seeds.last).filter { !onFiles || options.store(for: $0) == .sqlite }
        try await withThrowingTaskGroup(of: SeedResult.self) { group in
            var begun = wanted.makeIterator()
            func begin() {
                guard let seed = begun.next() else { return }
                group.addTask { try Simulation.run(seed: seed, options: options) }
            }
            for _ in 0..<jobs { begin() }
            // Told in the order of the seeds, whichever county ends first. Looked up by seed; never iterated.
            var ended: [UInt64: SeedResult] = [:]
            var told = wanted.makeIterator()
            var next = told.next()
            while let result = try await group.next() {
                ended[result.seed] = result
                begin()
                while let seed = next, let result = ended.removeValue(forKey: seed) {
                    next = told.next()
                    guard try tell(result, options, &report) else { return group.cancelAll() }
                }
            }
        }
        report.took(seconds: (ContinuousClock.now - start) / .seconds(1))
        try printReport(report)
        if !report.failures.isEmpty { throw ExitCode(1) }
    }

    /// Adds one county to the report; answers whether to go on.
    private func tell(
        _ result: SeedResult, _ options: SimulationOptions, _ report: inout RunReport
    ) throws -> Bool {
        report.add(result, options: options)
        let seed = result.seed
        if seed.isMultiple(of: Self.seedsBetweenSigns) { sign("\(seed) of \(seeds.last)", report) }
        if trace { print(result.lines.joined(separator: "\n")) }
        if digests { print("seed \(seed) \(result.digest)") }
        guard result.failure != nil else { return true }
        if !noShrinking, let short = try Shrinker.shrink(seed: seed, options: options) {
            report.explain(short.lines, of: seed)
        }
        if !json { printFailures(report, from: report.failures.count - 1) }
        return !stopAtFirst
    }

    /// Seeds after which a long run says how far it is.
    private static let seedsBetweenSigns: UInt64 = 100

    /// On standard error, where the report is not.
    private func sign(_ seeds: String, _ report: RunReport) {
        let years = String(format: "%.0f", report.deviceYears)
        let line = "seed \(seeds): \(years) device-years, \(report.failures.count) broke a promise\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    private func printFailures(_ report: RunReport, from first: Int) {
        for failure in report.failures[first...] {
            print("seed \(failure.seed) broke \(failure.check): \(failure.message)")
            print("  replay: \(failure.replay)")
            for line in failure.history { print("  \(line)") }
        }
    }

    private func printReport(_ report: RunReport) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return print(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
        let years = String(format: "%.1f", report.deviceYears)
        let pace = String(format: "%.1f", report.deviceYearsPerMinute)
        print("\(report.seeds) seeds (\(report.seedsOnFiles) on files), \(years) device-years, \(pace) a minute")
        print("\(report.changes) changes, \(report.requests) requests, \(report.forkedLogs) forked logs")
        print("quiet after at most \(report.quietRoundsMax) rounds; \(report.destroyed) changes destroyed everywhere")
        for (fault, count) in report.faults.sorted(by: { $0.key < $1.key }) { print("  \(fault) \(count)") }
        print(report.failures.isEmpty ? "no promise broken" : "\(report.failures.count) seeds broke a promise")
    }
}

extension SimulationOptions.Store: ExpressibleByArgument {}
