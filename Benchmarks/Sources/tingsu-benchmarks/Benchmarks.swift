import ArgumentParser
import Foundation

@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tingsu-benchmarks", abstract: "Measures Tingsu.",
        subcommands: [Measure.self, HerdClient.self, RushClient.self], defaultSubcommand: Measure.self)
}

/// Every figure of `make bench`.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measures Tingsu's engine; prints one JSON object a line.",
        discussion: """
            Each line has name, value, unit, baseline and ratio; values are medians of the runs, and the baseline was \
            measured in the same run on the same disk. What goes on is said on standard error.
            """)

    @Option(
        help: "Only this group: \(Group.allCases.map(\.rawValue).joined(separator: ", ")).")
    var only: Group?

    @Flag(help: "Also merge_at_10m: a store of ten million changes, some 15 GB on the disk.")
    var large = false

    @Option(help: "Of merge_on_history, only this size: 1k, 10k, 100k, 1m or 10m.")
    var stored: StoredSize?

    @Option(help: "The program that herd, half_past_five, pages_at_100k and line start.")
    var tingsu: String?

    @Option(help: "JSON lines of a workload, in place of the generated one; needs --baseline.")
    var workload: String?

    @Option(help: "JSON lines of the cases that exist before the workload's day.")
    var baseline: String?

    @Option(help: "How often each figure is measured.")
    var runs = 5

    @Option(help: "Townships of the generated county.")
    var townships = 15

    @Option(help: "Villages of each township.")
    var villages = 20

    @Option(help: "Devices of each village.")
    var devices = 2

    @Option(help: "Visits of each device on the day.")
    var visits = 15

    @Option(help: "Of half_past_five, the seconds within which the devices begin: 120 in the field, 0 for the worst.")
    var spread = 0.0

    @Option(help: "Of line, only one figure, such as 2g_1000_visits.")
    var cell: String?

    @Option(help: "Another seed makes another county of the same shape.")
    var seed = 42

    @Option(help: "Where the stores are written, on the disk that is to be measured; removed afterwards.")
    var folder = FileManager.default.temporaryDirectory.path

    @Option(help: "Write the generated county's changes to this file, its cases to FILE.baseline, and end.")
    var write: String?

    enum Group: String, ExpressibleByArgument, CaseIterable {
        case mergeCountyDay = "merge_county_day"
        case deviceDay = "device_day"
        case saveVisit = "save_visit"
        case bootstrapVillage = "bootstrap_village"
        case openLists = "open_lists"
        case searchAt100k = "search_at_100k"
        case duplicatesAt100k = "duplicates_at_100k"
        case mergeOnHistory = "merge_on_history"
        case herd
        case halfPastFive = "half_past_five"
        case pagesAt100k = "pages_at_100k"
        case line

        /// Those that start the program itself.
        var isOfProcesses: Bool { [.herd, .halfPastFive, .pagesAt100k, .line].contains(self) }

        /// Those that are measured only where they are named: half an hour of waiting for a slow line.
        var isOnlyNamed: Bool { self == .line }
    }

    /// Changes stored before the day.
    private var sizes: [StoredSize] {
        if let stored { return [stored] }
        return StoredSize.allCases.filter { $0 != .tenMillion || large }
    }

    func validate() throws {
        if (workload == nil) != (baseline == nil) {
            throw ValidationError("--workload and --baseline go together: give both files or neither")
        }
        for (name, number) in [
            ("runs", runs), ("townships", townships), ("villages", villages), ("devices", devices), ("visits", visits),
        ] where number < 1 {
            throw ValidationError("--\(name) is \(number); give 1 or more")
        }
    }

    func run() async throws {
        let workload =
            try self.workload.flatMap { changes in
                try baseline.map {
                    Workload(baseline: try WorkloadFile.read($0), changes: try WorkloadFile.read(changes))
                }
            }
            ?? Workload(
                WorkloadShape(townships: townships, villages: villages, devices: devices, visits: visits, seed: seed))
        if let write { return try workload.write(to: write) }
        let folder = URL(fileURLWithPath: folder).appending(path: "tingsu-benchmarks-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let groups = Group.allCases.filter {
            only == nil ? !$0.isOnlyNamed && (!$0.isOfProcesses || tingsu != nil) : only == $0
        }
        let inside = groups.filter { !$0.isOfProcesses }
        if !inside.isEmpty {
            note("preparing a county of \(workload.changes.count) changes in \(folder.path)")
            let county = try MeasuredCounty(workload, in: folder)
            for group in inside { for measurement in try measure(group, county) { measurement.print() } }
        }
        for group in groups where group.isOfProcesses {
            guard let tingsu else {
                throw ValidationError("\(group.rawValue) needs --tingsu, the path of the built program")
            }
            let own = folder.appending(path: group.rawValue)
            let program = TingsuProgram(path: tingsu, state: own.appending(path: "state").path)
            let county = HerdCounty(
                workload: group == .pagesAt100k ? Workload(pagesShape) : workload, folder: own, program: program)
            let measurements =
                switch group {
                case .line: try await LineTable(folder: own, program: program, seed: seed, cell: cell).measure()
                case .herd: try await Herd(county: county, runs: runs).measure()
                case .halfPastFive: try await HalfPastFive(county: county, spread: spread).measure()
                default: try await PagesAt100k(county: PageCounty(county: county), runs: runs).measure()
                }
            for measurement in measurements { measurement.print() }
        }
    }

    /// With people and households, 100,000 records.
    private var pagesShape: WorkloadShape {
        WorkloadShape(
            townships: townships, villages: villages, devices: devices, visits: PageCounty.visitsOfDevice, seed: seed)
    }

    private func measure(_ group: Group, _ county: MeasuredCounty) throws -> [Measurement] {
        switch group {
        case .mergeCountyDay:
            try MergeCountyDay(county: county, folder: county.folder, runs: runs).measure()
        case .deviceDay: try DeviceDayExchange(county: county, folder: county.folder, runs: runs).measure()
        case .saveVisit:
            try SaveVisit(county: county, workload: county.workload, folder: county.folder, runs: runs).measure()
        case .bootstrapVillage: try BootstrapVillage(county: county, runs: runs).measure()
        case .openLists: try OpenLists(county: county, runs: runs).measure()
        case .searchAt100k: try SearchAt100k(county: county, runs: runs).measure()
        case .duplicatesAt100k: try DuplicatesAt100k(county: county, runs: runs).measure()
        case .mergeOnHistory:
            try sizes.flatMap { try MergeOnHistory(county: county, runs: runs, size: $0).measure() }
        case .herd, .halfPastFive, .pagesAt100k, .line: []
        }
    }
}

extension Workload {
    /// Writes the changes to `path` and what was there before to `path`.baseline, in the shared format.
    fileprivate func write(to path: String) throws {
        for (lines, file) in [(changes, path), (baseline, path + ".baseline")] {
            try Data(lines.map { $0.line + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: file))
        }
    }
}
