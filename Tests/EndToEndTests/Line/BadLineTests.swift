import Foundation
import LineTestKit
import Testing

/// Lines as villages have them: slow, late, in bursts, cut again and again, silent in one direction or both. A sync gets
/// through each, by itself or when it is tried again, and nothing is lost or doubled.
///
/// The line is a proxy of the tests' own on loopback; `TINGSU_LINE_SEED` replays what it draws.
@Suite(.timeLimit(.minutes(10))) struct BadLineTests {
    private static let seed = ProcessInfo.processInfo.environment["TINGSU_LINE_SEED"].flatMap { UInt64($0) } ?? 42

    /// A line, and how many tries it may cost at most.
    struct Kind: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let impairment: Impairment
        let triesMax: Int

        init(_ name: String, triesMax: Int = 1, _ impairment: Impairment = .none, _ change: (inout Impairment) -> Void)
        {
            var impairment = impairment
            change(&impairment)
            (testDescription, self.triesMax, self.impairment) = (name, triesMax, impairment)
        }
    }

    private static let kinds = [
        Kind("late", Impairment(delay: 600, jitter: 100)) { _ in },
        Kind("30 kbit/s", Impairment(bitsPerSecond: 30_000)) { _ in },
        Kind("2G", .secondGeneration) { _ in },
        Kind("in bursts") { $0.burst = 700 },
        // The handshake takes 4 KB, the smallest batch of these words some 8.
        Kind("cut after 20 KB", triesMax: 40) { $0.cutBytes = 20_000 },
        Kind("cut every three seconds", triesMax: 60, Impairment(delay: 20, bitsPerSecond: 80_000, cutSeconds: 3)) {
            _ in
        },
        Kind("accepts, then silence", triesMax: 2) {
            $0 = .halfOpen
            $0.connectionsMax = 1
        },
        // The handshake is through; the requests vanish, or the answers.
        Kind("nothing goes up", triesMax: 2) {
            $0.upLostFrom = 4_000
            $0.connectionsMax = 1
        },
        Kind("nothing comes down", triesMax: 2) {
            $0.downLostFrom = 3_000
            $0.connectionsMax = 1
        },
    ]

    /// A device behind the line with so many visits to send, of words that hardly compress.
    private func county(_ impairment: Impairment, visits: Int) throws -> (TestCounty, BadLine) {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.succeed("d1", ["sync"])
        var words = DrawnWords(seed: Self.seed)
        try county.importLines(
            "d1",
            [TestCounty.caseLine("A-1")]
                + (0..<visits).map { _ in TestCounty.visitLine(words.next(count: 120), case: "A-1") })
        let line = try BadLine(to: county.port(of: "center"), impairment, seed: Self.seed)
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = "https://127.0.0.1:\(line.port)"
        return (county, line)
    }

    @Test(arguments: kinds) func aSyncGetsThrough(kind: Kind) throws {
        let visits = kind.triesMax > 2 ? 300 : 30
        let (county, line) = try county(kind.impairment, visits: visits)
        defer { line.end() }
        var tries = 0
        var atUpstream = 0
        while true {
            let outcome = try county.run("d1", ["sync"])
            tries += 1
            let now = try county.number("d1", "atUpstream")
            // What once was acknowledged stays so, and nothing is said to be there that is not.
            #expect(now >= atUpstream)
            #expect(try county.held("center") >= now)
            atUpstream = now
            guard outcome.status != 0 else { break }
            try #require(outcome.status == 6, "\(outcome.errors)")
            try #require(tries < kind.triesMax, "\(tries) tries: \(outcome.errors)")
        }
        print("line \(kind.testDescription): \(tries) tries, \(line.traffic)")
        #expect(try county.held("center") == visits + 1)
        #expect(atUpstream == visits + 1)
        #expect(try county.soundDigest("center") == county.soundDigest("d1"))
        // The impairment was there.
        if kind.triesMax > 1 { #expect(tries > 1) }
    }

    /// Waits grow while nothing gets through, and start anew where something did: a line that is cut again and again
    /// works, too.
    @Test func theDaemonGoesOnAtOnceWhereSomethingGotThrough() throws {
        var impairment = Impairment()
        impairment.cutBytes = 20_000
        let (county, line) = try county(impairment, visits: 300)
        defer { line.end() }
        // 2026-06-03 17:29:58 in Asia/Shanghai.
        let offset = Int(1_780_478_998 - Date().timeIntervalSince1970)
        try county.start(
            "d1", variables: ["TINGSU_CLOCK_OFFSET_SECONDS": "\(offset)", "TINGSU_SYNC_SPREAD_SECONDS": "0"])
        try eventually("the center holds all", within: 180) { try county.held("center") == 301 }
        #expect(line.traffic.cuts >= 4)
    }

    /// What the bar tells has arrived: a batch that is under way, and cut, was never counted.
    @Test func progressCountsOnlyWhatWasAcknowledged() throws {
        var impairment = Impairment()
        impairment.cutBytes = 6_000
        let (county, line) = try county(impairment, visits: 30)
        defer { line.end() }
        let terminal = try Terminal()
        let process = try county.begin("d1", ["sync"], on: terminal)
        process.waitUntilExit()
        let drawn = terminal.drawn()
        #expect(process.terminationStatus == 6, "\(drawn)")
        #expect(!drawn.contains("↑3") && !drawn.contains("KiB"), "\(drawn)")
        #expect(try county.number("d1", "atUpstream") == 0)
        line.become(.none)
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 31)
    }

    /// The kernel's own bound on a rate, on a cable between this machine and a namespace.
    @Test(.enabled(if: Cable.canBeLimited, "network namespaces or tbf are not to be had here"))
    func aSyncGetsThroughTheKernelsOwnLimit() throws {
        let cable = try Cable()
        try cable.plugIn()
        try cable.limit(kilobits: 30)
        let county = try TestCounty(hubIsNeeded: false, host: cable.hostAddress)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        county.launcher = cable.launcher
        var words = DrawnWords(seed: Self.seed)
        try county.importLines(
            "d1",
            [TestCounty.caseLine("A-1")]
                + (0..<30).map { _ in TestCounty.visitLine(words.next(count: 120), case: "A-1") })
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 31)
        #expect(try cable.sentBytes() > 5_000)
    }
}
