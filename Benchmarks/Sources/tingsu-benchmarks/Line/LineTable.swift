import Foundation
import LineTestKit
import Node

/// What a village's evening takes on a bad line: the real program over the tests' own proxy, tried again at once where it
/// was cut, until nothing is left to say.
struct LineTable {
    let folder: URL
    let program: TingsuProgram
    let seed: Int
    /// Only the row and column of this name, such as `2g_1000_visits`; nil is all.
    let cell: String?

    /// What was promised of 2G; the run fails above it.
    private static let secondsMax = ["2g_day": 15.0, "2g_1000_visits": 120]

    /// A line took longer than was promised of it.
    private struct LineError: Error, CustomStringConvertible {
        let description: String
    }

    /// A line with the name that stands in the figures.
    private struct Line {
        let name: String
        let impairment: Impairment

        static let good = Line(name: "good", impairment: .none)
        static let secondGeneration = Line(name: "2g", impairment: .secondGeneration)
        static let satellite = Line(name: "satellite", impairment: .satellite)

        static var secondGenerationCut: Line {
            var impairment = Impairment.secondGeneration
            impairment.cutSeconds = 20
            return Line(name: "2g_cut_20s", impairment: impairment)
        }

        static var bursts: Line {
            var impairment = Impairment.secondGeneration
            impairment.burst = 2_000
            return Line(name: "2g_bursts", impairment: impairment)
        }
    }

    func measure() async throws -> [Measurement] {
        var measurements: [Measurement] = []
        let lines: [Line] = [.good, .secondGeneration, .secondGenerationCut, .bursts, .satellite]
        if isAsked(lines, ["day", "idle"]) {
            try await withCounty("days", devices: lines.count, visits: 15) { county in
                for (line, device) in zip(lines, county.devices) {
                    let node = county.node(device.name)
                    measurements += try sync(node, over: line, of: county, "day")
                    measurements += try sync(node, over: line, of: county, "idle")
                }
            }
        }
        // The good line only where it is asked for: what the program itself takes.
        let backlogs: [Line] =
            cell?.hasPrefix("good_") == true ? [.good] : [.secondGeneration, .secondGenerationCut]
        guard isAsked(backlogs, ["1000_visits", "first_sync"]) else { return measurements }
        try await withCounty("visits", devices: backlogs.count, visits: 1_000) { county in
            for (line, device) in zip(backlogs, county.devices) {
                measurements += try sync(county.node(device.name), over: line, of: county, "1000_visits")
            }
            // Both together are ten thousand changes, which a machine without any now fetches.
            for (line, device) in zip(backlogs, county.devices) {
                let node = county.node(device.name)
                try FileManager.default.removeItem(atPath: node.storePath)
                measurements += try sync(node, over: line, of: county, "first_sync")
            }
        }
        return measurements
    }

    private func isAsked(_ lines: [Line], _ tasks: [String]) -> Bool {
        guard let cell else { return true }
        return lines.contains { line in tasks.contains { "\(line.name)_\($0)" == cell } }
    }

    /// A county with a running center and devices that have not sent their visits yet.
    private func withCounty(
        _ name: String, devices: Int, visits: Int, _ body: (HerdCounty) throws -> Void
    ) async throws {
        let county = HerdCounty(
            workload: Workload(WorkloadShape(townships: 1, villages: 1, devices: devices, visits: visits, seed: seed)),
            folder: folder.appending(path: name), program: program)
        let running = try await county.prepare()
        defer { running.stop() }
        try body(county)
    }

    private func sync(
        _ node: NodeFolder, over kind: Line, of county: HerdCounty, _ task: String
    ) throws -> [Measurement] {
        if let cell, "\(kind.name)_\(task)" != cell {
            // What a first sync fetches must have arrived.
            if cell.hasSuffix("first_sync"), task == "1000_visits" { _ = try program.output(["sync"], node) }
            return []
        }
        let line = try BadLine(to: try county.centerPort, kind.impairment, seed: UInt64(seed))
        defer { line.end() }
        let address = "https://127.0.0.1:\(line.port)"
        var tries = 0
        var status: Int32 = -1
        let time = try seconds {
            while status != 0 {
                status = try program.status(
                    ["sync"], node, variables: ["TINGSU_UPSTREAM_ADDRESSES": address])
                tries += 1
                guard status == 0 || status == 6, tries < 200 else {
                    throw ProgramError(action: "sync", status: status)
                }
            }
        }
        if let most = LineTable.secondsMax["\(kind.name)_\(task)"], time > most {
            throw LineError(description: "\(kind.name) \(task) took \(time) s, at most \(most)")
        }
        let traffic = line.traffic
        let changes = try program.output(["status", "--json"], node)
        note(
            "line \(kind.name) \(task): \(time) s, \(tries) tries, \(traffic.bytesUp) bytes up, \(traffic.bytesDown) down, "
                + "\(traffic.connections) connections; \(LineTable.held(changes)) changes")
        let name = "line_\(kind.name)_\(task)"
        return [
            Measurement("\(name)_seconds", time, "s"), Measurement("\(name)_tries", Double(tries), "syncs"),
            Measurement("\(name)_bytes", Double(traffic.bytesUp + traffic.bytesDown), "bytes"),
        ]
    }

    private static func held(_ status: String) -> String {
        let object = try? JSONSerialization.jsonObject(with: Data(status.utf8)) as? [String: Any]
        return (object?["held"] as? Int).map(String.init) ?? "?"
    }
}
