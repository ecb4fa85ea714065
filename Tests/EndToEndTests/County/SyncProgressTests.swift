import Foundation
import Testing

/// How far a sync has come is shown beside a running daemon as without one.
@Suite(.serialized) struct SyncProgressTests {
    /// A county with a device that has a backlog of several batches; `isRunning` starts its daemon.
    private func county(isRunning: Bool) throws -> TestCounty {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        if isRunning { try county.start("d1") }
        let words = String(repeating: "听了一个上午。", count: 150)
        try county.importLines(
            "d1", [TestCounty.caseLine("A-1")] + (1...400).map { TestCounty.visitLine("\($0) \(words)", case: "A-1") })
        return county
    }

    private static let changes = 401

    /// The numbers of the lines `syncing: 12 sent, 0 received, 389 to go`.
    private func progress(_ errors: String) -> [(sent: Int, left: Int)] {
        errors.split(separator: "\n").filter { $0.hasPrefix("syncing: ") }.compactMap { line in
            let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
            return numbers.count == 3 ? (numbers[0], numbers[2]) : nil
        }
    }

    @Test(arguments: [true, false]) func linesTellWhatHasMoved(besideADaemon: Bool) throws {
        let county = try county(isRunning: besideADaemon)
        let outcome = try county.run("d1", ["sync"])
        #expect(outcome.status == 0)
        let lines = progress(outcome.errors)
        #expect(lines.count >= 2, "\(outcome.errors)")
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.sent <= $1.sent })
        #expect(lines.last?.sent == Self.changes)
        #expect(lines.last?.left == 0)
        #expect(outcome.output.contains("\(Self.changes) sent"))
        #expect(!outcome.errors.contains("\r"))
        // Where nothing moves there is nothing to tell.
        #expect(try county.run("d1", ["sync"]).errors.isEmpty)
    }

    @Test func jsonIsTheReplyAlone() throws {
        let county = try county(isRunning: true)
        let outcome = try county.run("d1", ["sync", "--json"])
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(try JSON(text: outcome.output)["sent"].number == Double(Self.changes))
    }

    @Test(arguments: [true, false]) func aTerminalGetsABar(besideADaemon: Bool) throws {
        let county = try county(isRunning: besideADaemon)
        let terminal = try Terminal()
        let process = try county.begin("d1", ["sync"], on: terminal)
        process.waitUntilExit()
        let drawn = terminal.drawn()
        #expect(process.terminationStatus == 0, "\(drawn)")
        #expect(drawn.contains("\r") && drawn.contains("█"), "\(drawn)")
        #expect(drawn.contains("↑\(Self.changes)"), "\(drawn)")
        #expect(!drawn.contains("syncing"))
    }

    @Test func aFailureIsTheSameBesideADaemon() throws {
        let county = try county(isRunning: true)
        _ = county.stop("hub")
        let outcome = try county.run("d1", ["sync"])
        #expect(outcome.status == 6, "\(outcome.errors)")
        let json = try county.run("d1", ["sync", "--json"])
        #expect(try JSON(text: json.output)["error"]["kind"].number == 6)
    }

    /// What the daemon has begun it finishes.
    @Test func aClientThatGoesAwayStopsNothing() throws {
        let county = try county(isRunning: true)
        let client = try county.begin("d1", ["sync"])
        try eventually("the sync has begun") {
            !progress(county.errorsSoFar).isEmpty || !client.isRunning
        }
        kill(client.processIdentifier, SIGKILL)
        client.waitUntilExit()
        try eventually("the hub holds everything") { try county.held("hub") == Self.changes }
        #expect(try county.soundDigest("d1") == county.soundDigest("hub"))
    }
}
