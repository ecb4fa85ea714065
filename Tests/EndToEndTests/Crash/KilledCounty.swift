import Foundation
import SeedTestKit

/// A county at work of which something dies in each round: two devices, one with a daemon, a hub and a center.
final class KilledCounty {
    /// Changes of one case with its visits, taken in whole or not at all.
    private static let changesOfCase = 4

    private let county: TestCounty
    private var stream: SeededStream
    private var cases = 0
    /// What was given to an import, and what an import has said to have.
    private(set) var attempted: Set<String> = []
    private(set) var acknowledged: Set<String> = []
    private(set) var killed: [String: Int] = [:]
    private var atCounty = 0

    init(seed: UInt64) throws {
        stream = SeededStream(seed: seed)
        county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.join("d2", machine: "一村乙机", area: "练习一村", person: "李干部", upstream: "hub")
        for node in ["d1", "d2"] { try county.succeed(node, ["sync"]) }
        try county.start("d1")
    }

    /// Something under way: a command, and the case that it acknowledges by ending well.
    private struct Work {
        let node: String
        let process: Process
        let code: String?
    }

    /// One round: everybody works, something dies at a moment that the seed decides, and is started again.
    func run(_ number: Int) throws {
        var work = [try record(at: "d1"), try record(at: "d2"), try record(at: "d1")]
        // On a machine without a daemon the second command waits for the first one's lock.
        for node in ["hub", "d1", "d2"] {
            work.append(Work(node: node, process: try county.begin(node, ["sync"]), code: nil))
        }
        let victim = stream.pick(["d1", "hub", "center", "d2", "command"])
        letRun(milliseconds: stream.below(500)) { work.contains(where: \.process.isRunning) }
        switch victim {
        case "d2": for each in work where each.node == "d2" { kill(each.process) }
        case "command": kill(stream.pick(work).process)
        default: county.kill(victim)
        }
        killed[victim, default: 0] += 1
        for each in work {
            each.process.waitUntilExit()
            if let code = each.code, each.process.terminationStatus == 0, each.process.terminationReason == .exit {
                acknowledged.insert(code)
            }
        }
        if ["d1", "hub", "center"].contains(victim) { try county.start(victim) }
        // A receipt that was here is here, and the center has what it signed for.
        let now = try county.number("d1", "atCounty")
        let held = try county.held("center")
        guard now >= atCounty, held >= now else {
            throw NeverHappened(
                description:
                    "round \(number), \(victim) killed: receipts for \(atCounty), then \(now); the center holds \(held)"
            )
        }
        atCounty = now
    }

    private func kill(_ process: Process) {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    private func record(at node: String) throws -> Work {
        cases += 1
        let code = "K-\(cases)"
        attempted.insert(code)
        let lines = [TestCounty.caseLine(code)] + (1...3).map { TestCounty.visitLine("\(code) 第\($0)次", case: code) }
        let file = "\(county.folder)/\(code).jsonl"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        return Work(node: node, process: try county.begin(node, ["import", file]), code: code)
    }

    /// Syncs until nothing is left to say.
    func settle() throws {
        for node in ["d1", "d2", "hub", "d1", "d2", "hub", "d1", "d2"] { try county.succeed(node, ["sync"]) }
    }

    /// Every acknowledged case once on every machine, whole ones only, and the same state everywhere.
    func expectWhole() throws {
        let digest = try county.soundDigest("center")
        for node in ["d1", "d2", "hub", "center"] {
            guard try county.soundDigest(node) == digest else {
                throw NeverHappened(description: "\(node) has another state than the center")
            }
            try county.succeed(node, ["doctor"])
            let area = node == "d1" || node == "d2" ? [] : ["--area", "练习一村"]
            let list = try JSON(text: county.succeed(node, ["case", "list", "--json"] + area))["cases"].items
            let codes = list.map { $0["code"].text }
            let missing = acknowledged.subtracting(codes)
            let foreign = Set(codes).subtracting(attempted)
            guard missing.isEmpty, foreign.isEmpty, Set(codes).count == codes.count else {
                throw NeverHappened(
                    description:
                        "\(node): missing \(missing.sorted()), unknown \(foreign.sorted()), \(codes.count) listed")
            }
            let held = try county.held(node)
            guard held == codes.count * KilledCounty.changesOfCase else {
                throw NeverHappened(description: "\(node) holds \(held) changes of \(codes.count) cases")
            }
        }
        guard try county.number("d1", "atCounty") == county.held("d1") else {
            throw NeverHappened(description: "d1 has no receipt for everything")
        }
    }
}
