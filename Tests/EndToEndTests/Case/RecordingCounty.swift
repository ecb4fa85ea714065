import Foundation

/// A county of one machine: a center whose administrator records cases, without daemons or a network.
///
/// Every command is a process of its own, with data and state below one folder and nothing of this process's settings.
final class RecordingCounty {
    let folder: String
    private var runs = 0

    /// An empty folder; `commission` makes the county in it.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tingsu-case-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A center with one town and two villages.
    static func commissioned() throws -> RecordingCounty {
        let county = try RecordingCounty()
        try county.succeed("center", "init", "--county", "永丰县", "--training", "--admin", "王管理")
        let areas = try county.file(
            """
            code,name,parent
            360825,永丰县,
            360825100,恩江镇,360825
            360825100201,东门村,360825100
            360825100202,西门村,360825100

            """)
        try county.succeed("areas", "import", areas)
        return county
    }

    /// The same with a case, 永丰-001, and its two parties in 东门村.
    static func withCase() throws -> RecordingCounty {
        let county = try commissioned()
        for name in ["邹某某", "刘某某"] { try county.succeed("person", "add", name, "--area", "东门村") }
        try county.succeed(
            "case", "open", "邹某某与刘某某工伤赔偿纠纷", "--code", "永丰-001", "--applicant", "邹某某", "--opponent", "刘某某", "--next",
            "入户听诉", "--next-date", "2026-05-10", "--area", "东门村")
        return county
    }

    // MARK: Commands

    private var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "TMPDIR": folder,
            "TINGSU_DATA": "\(folder)/center",
            "TINGSU_STATE": "\(folder)/state", "TINGSU_LISTEN_HOST": "127.0.0.1", "TINGSU_LISTEN_PORT": "0",
        ]
    }

    /// Starts a command without waiting; answers where its output goes.
    func begin(_ arguments: [String]) throws -> (process: Process, output: String) {
        runs += 1
        let output = "\(folder)/run-\(runs).out"
        let process = try TingsuProgram.start(
            arguments, environment: environment, output: output, errors: "\(folder)/run-\(runs).err")
        return (process, output)
    }

    /// Runs a command to its end.
    func run(_ arguments: [String]) throws -> TingsuProgram.Outcome {
        let (process, output) = try begin(arguments)
        process.waitUntilExit()
        func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
        return .init(
            status: process.terminationStatus, output: text(output), errors: text(output.dropLast(3) + "err"))
    }

    func run(_ arguments: String...) throws -> TingsuProgram.Outcome { try run(arguments) }

    /// Runs a command that must succeed and answers its output.
    @discardableResult
    func succeed(_ arguments: [String]) throws -> String {
        let outcome = try run(arguments)
        guard outcome.status == 0 else {
            throw NeverHappened(
                description:
                    "\(arguments.joined(separator: " ")) → \(outcome.status)\n\(outcome.output)\(outcome.errors)")
        }
        return outcome.output
    }

    @discardableResult
    func succeed(_ arguments: String...) throws -> String { try succeed(arguments) }

    /// Runs a command that must succeed with `--json` and answers what it printed.
    @discardableResult
    func json(_ arguments: String...) throws -> JSON { try JSON(text: succeed(arguments + ["--json"])) }

    /// Writes a file to be read by a command and answers its path.
    func file(_ contents: String) throws -> String {
        runs += 1
        let path = "\(folder)/file-\(runs)"
        try contents.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// The token of a record as it is now.
    func seen(_ record: String) throws -> String { try json("show", record)["seen"].text }
}
