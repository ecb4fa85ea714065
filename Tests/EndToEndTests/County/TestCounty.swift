import Foundation

/// A county of real processes on loopback: a center and a hub as daemons, devices as folders.
final class TestCounty {
    let folder: String
    private var daemons: [String: Process] = [:]
    private var ports: [String: Int] = [:]
    private var runs = 0
    /// Further variables for every run, such as a shifted clock.
    var variables: [String: String] = [:]
    /// A program that starts every further command, such as one that shifts the clock.
    var launcher: [String] = []
    /// The same for daemons, such as one that sets limits.
    private let daemonLauncher: [String]
    /// Where daemons listen.
    private let host: String

    /// Makes center and hub and starts both.
    init(hubIsNeeded: Bool = true, daemonLauncher: [String] = [], host: String = "127.0.0.1", isTraining: Bool = true)
        throws
    {
        self.daemonLauncher = daemonLauncher
        self.host = host
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tingsu-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try succeed(
            "center",
            ["center", "init", "--county", "永丰县", "--admin", "王主任"] + (isTraining ? ["--training"] : []))
        let areas =
            "code,name,parent\n360825,永丰县,\n360825105,藤田镇,360825\n"
            + "360825105201,练习一村,360825105\n360825105202,练习二村,360825105\n"
        try areas.write(toFile: "\(folder)/areas.csv", atomically: true, encoding: .utf8)
        try succeed("center", ["areas", "import", "\(folder)/areas.csv"])
        try start("center")
        if hubIsNeeded {
            try join("hub", machine: "藤田镇", role: "hub", area: "藤田镇", person: "陈镇长", upstream: "center")
            try start("hub")
        }
    }

    deinit {
        for process in daemons.values where process.isRunning { process.terminate() }
        for process in daemons.values { process.waitUntilExit() }
        try? FileManager.default.removeItem(atPath: folder)
    }

    // MARK: Machines

    /// Invites a machine at the center and joins it through its upstream.
    func join(
        _ node: String, machine: String, role: String = "device", area: String, person: String, upstream: String,
        server: String = "藤田镇"
    ) throws {
        var arguments = [
            "invite", "--name", machine, "--role", role, "--area", area, "--person", person,
            "--address", address(of: upstream), "-o", "\(folder)/\(node).invite",
        ]
        if upstream != "center" { arguments += ["--server", server] }
        try succeed("center", arguments)
        try succeed(node, ["join", "\(folder)/\(node).invite"])
    }

    func address(of node: String) -> String { "https://\(host.contains(":") ? "[\(host)]" : host):\(ports[node] ?? 0)" }

    func port(of node: String) -> Int { ports[node] ?? 0 }

    /// The socket of a running daemon.
    func socket(of node: String) -> String { "\(data(node))/run/tingsu.sock" }

    func data(_ node: String) -> String { "\(folder)/\(node)" }

    /// Starts a daemon and waits until it is ready; a restart takes the same port. A device listens on none.
    /// `variables` and `launcher` are this daemon's own.
    func start(_ node: String, variables: [String: String] = [:], launcher: [String]? = nil) throws {
        let output = "\(folder)/\(node).out"
        var environment = self.environment.merging(variables) { $1 }
        environment["TINGSU_LISTEN_HOST"] = host
        environment["TINGSU_LISTEN_PORT"] = "\(ports[node] ?? 0)"
        let process = try TingsuProgram.start(
            ["run", "--json", "--data", data(node)], launcher: launcher ?? daemonLauncher, environment: environment,
            output: output,
            errors: "\(folder)/\(node).log")
        daemons[node] = process
        try eventually("\(node) is ready") {
            let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            guard process.isRunning else {
                let log = (try? String(contentsOfFile: "\(folder)/\(node).log", encoding: .utf8)) ?? ""
                throw NeverHappened(description: "\(node) ended at once (\(process.terminationStatus)): \(log)")
            }
            guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("{\"ready\":true") }),
                let range = line.range(of: "\"port\":")
            else { return false }
            ports[node] = Int(line[range.upperBound...].prefix { $0.isNumber })
            return true
        }
    }

    /// Ends a daemon as a power cut would.
    func kill(_ node: String) {
        guard let process = daemons.removeValue(forKey: node) else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Ends a daemon as the service supervisor does, and answers its exit status.
    func stop(_ node: String) -> Int32 {
        guard let process = daemons.removeValue(forKey: node) else { return -1 }
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    // MARK: Commands

    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["TINGSU_STATE"] = "\(folder)/state"
        environment["TINGSU_LANG"] = "en"
        environment["TMPDIR"] = folder
        return environment.merging(variables) { $1 }
    }

    /// Starts a command without waiting for it; on a terminal its errors are drawn there.
    /// `input` is what stands on its standard input.
    func begin(
        _ node: String, _ arguments: [String], on terminal: Terminal? = nil, input: String? = nil
    ) throws -> Process {
        runs += 1
        if let input { try input.write(toFile: "\(folder)/run-\(runs).in", atomically: true, encoding: .utf8) }
        return try TingsuProgram.start(
            arguments + ["--data", data(node)], launcher: launcher, environment: environment,
            output: "\(folder)/run-\(runs).out", errors: "\(folder)/run-\(runs).err", terminal: terminal,
            input: input.map { _ in "\(folder)/run-\(runs).in" })
    }

    /// What the command that was started last has written to its errors until now.
    var errorsSoFar: String { (try? String(contentsOfFile: "\(folder)/run-\(runs).err", encoding: .utf8)) ?? "" }

    /// Runs a command to its end.
    func run(_ node: String, _ arguments: [String], input: String? = nil) throws -> TingsuProgram.Outcome {
        let process = try begin(node, arguments, input: input)
        let number = runs
        process.waitUntilExit()
        func text(_ end: String) -> String {
            (try? String(contentsOfFile: "\(folder)/run-\(number).\(end)", encoding: .utf8)) ?? ""
        }
        return .init(status: process.terminationStatus, output: text("out"), errors: text("err"))
    }

    /// Runs a command that must succeed and answers its output.
    @discardableResult
    func succeed(_ node: String, _ arguments: [String]) throws -> String {
        let outcome = try run(node, arguments)
        guard outcome.status == 0 else {
            throw NeverHappened(
                description:
                    "\(node): \(arguments.joined(separator: " ")) → \(outcome.status)\n\(outcome.output)\(outcome.errors)"
            )
        }
        return outcome.output
    }

    /// Runs a command with `--json` and answers the object.
    func json(_ node: String, _ arguments: [String]) throws -> [String: Any] {
        let text = try succeed(node, arguments + ["--json"])
        guard let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            throw NeverHappened(description: "\(arguments) printed no JSON object: \(text)")
        }
        return object
    }

    /// Imports JSON lines at a node; `area` where it holds several.
    func importLines(_ node: String, _ lines: [String], area: String? = nil) throws {
        runs += 1
        let file = "\(folder)/lines-\(runs).jsonl"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        try succeed(node, ["import", file] + (area.map { ["--area", $0] } ?? []))
    }

    // MARK: What is held

    /// Changes held in all scopes but the directory.
    func held(_ node: String) throws -> Int { try number(node, "held") }

    /// A number of `tingsu status`.
    func number(_ node: String, _ key: String) throws -> Int {
        guard let number = try json(node, ["status"])[key] as? Int else {
            throw NeverHappened(description: "status has no number \(key)")
        }
        return number
    }

    /// The digest of the merged state, of a store that `verify` finds sound.
    func soundDigest(_ node: String) throws -> String {
        let reply = try json(node, ["verify"])
        guard reply["isSound"] as? Bool == true, let digest = reply["digest"] as? String else {
            throw NeverHappened(description: "\(node) is not sound: \(reply)")
        }
        return digest
    }
}

extension TestCounty {
    /// A case file's first lines, under a key of its own.
    static func caseLine(_ key: String) -> String {
        #"{"kind":"case","key":"\#(key)","fields":{"code":"\#(key)","title":"\#(key)纠纷","source":"home_visit","stage":"accepted","first_received":{"name":"张干部","at":"2026-04-08 09:20"},"next":{"step":"上门","date":"2026-04-15"}}}"#
    }

    /// A visit with a text of its own.
    static func visitLine(_ text: String, case key: String) -> String {
        #"{"kind":"visit","fields":{"case":"@\#(key)","started":"2026-04-15 15:10","mode":"face_to_face","narrative":"\#(text)"}}"#
    }
}
