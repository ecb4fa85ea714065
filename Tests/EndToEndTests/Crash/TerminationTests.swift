import Foundation
import Testing

/// SIGTERM in the middle of a transaction or a sync: an orderly end, and nothing half.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TerminationTests {
    private static let visits = 1_500

    private func county() throws -> (TestCounty, file: String) {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.succeed("d1", ["sync"])
        let file = "\(county.folder)/large.jsonl"
        let words = String(repeating: "听了一个上午。", count: 20)
        let lines =
            [TestCounty.caseLine("A-1")] + (1...Self.visits).map { TestCounty.visitLine("\($0) \(words)", case: "A-1") }
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        return (county, file)
    }

    /// An import without a daemon, ended at moments all over its length.
    @Test func anImportIsWholeOrNotThere() throws {
        let (county, file) = try county()
        var wasEndedByTheSignal = 0
        for milliseconds in stride(from: 20, through: 900, by: 110) {
            let process = try county.begin("d1", ["import", file])
            letRun(milliseconds: milliseconds) { process.isRunning }
            process.terminate()
            process.waitUntilExit()
            let held = try county.held("d1")
            #expect(held == 0 || held == Self.visits + 1, "\(held) after \(milliseconds) ms")
            _ = try county.soundDigest("d1")
            if process.terminationReason == .uncaughtSignal {
                #expect(process.terminationStatus == SIGTERM)
                wasEndedByTheSignal += 1
            } else {
                #expect(process.terminationStatus == 0)
                // What was said to be done is there.
                #expect(held == Self.visits + 1)
            }
        }
        #expect(wasEndedByTheSignal > 0)
        try county.succeed("d1", ["import", file])
        #expect(try county.held("d1") == Self.visits + 1)
    }

    /// The daemon finishes what it has begun, answers, and ends with 0.
    @Test func aDaemonEndsWithNothingHalf() throws {
        let (county, file) = try county()
        for milliseconds in [30, 200, 500] {
            try county.start("d1")
            let process = try county.begin("d1", ["import", file])
            letRun(milliseconds: milliseconds) { process.isRunning }
            #expect(county.stop("d1") == 0)
            process.waitUntilExit()
            let held = try county.held("d1")
            #expect(held == 0 || held == Self.visits + 1, "\(held) after \(milliseconds) ms")
            if process.terminationStatus == 0 { #expect(held == Self.visits + 1) }
            _ = try county.soundDigest("d1")
        }
    }

    /// A hub that is stopped while a device brings it a backlog, again and again.
    @Test func aHubEndsInTheMiddleOfASync() throws {
        let (county, file) = try county()
        try county.succeed("d1", ["import", file])
        var failures = 0
        for milliseconds in [20, 60, 100, 150, 220, 300] {
            let sync = try county.begin("d1", ["sync"])
            letRun(milliseconds: milliseconds) { sync.isRunning }
            #expect(county.stop("hub") == 0)
            sync.waitUntilExit()
            #expect([0, 6].contains(sync.terminationStatus), "\(county.errorsSoFar)")
            if sync.terminationStatus == 6 { failures += 1 }
            try county.start("hub")
            #expect(try county.number("d1", "atUpstream") <= county.held("hub"))
        }
        #expect(failures > 0)
        try county.succeed("d1", ["sync"])
        #expect(try county.held("hub") == Self.visits + 1)
        #expect(try county.soundDigest("hub") == county.soundDigest("d1"))
    }
}

extension TerminationTests {
    /// `kill -9` in the middle of a ledger's import, again and again: whole or not there, and in the end once.
    @Test func aLedgerThatIsKilledIsWholeOrNotThere() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.succeed("d1", ["sync"])
        let file = "\(county.folder)/ledger.csv"
        let rows = (1...Self.ledgerRows).map { "2026-01-05,纠纷\($0),当事人\($0)" }
        try (["受理日期,纠纷名称,当事人姓名"] + rows).joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        var killed = 0
        for milliseconds in stride(from: 50, through: 1_500, by: 240) {
            let process = try county.begin("d1", ["case", "import", file])
            letRun(milliseconds: milliseconds) { process.isRunning }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { killed += 1 }
            let held = try county.held("d1")
            #expect(held == 0 || held == 3 * Self.ledgerRows, "\(held) after \(milliseconds) ms")
            _ = try county.soundDigest("d1")
        }
        #expect(killed > 0)
        try county.succeed("d1", ["case", "import", file])
        #expect(try county.held("d1") == 3 * Self.ledgerRows)
    }

    private static let ledgerRows = 400
}
