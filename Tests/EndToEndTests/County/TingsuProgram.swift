import Foundation

/// The real program, run as a process of its own.
enum TingsuProgram {
    /// What a finished run left.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The built `tingsu`, which lies beside the test bundle.
    static let path: String = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [bundle, bundle.deletingLastPathComponent(), Bundle.main.bundleURL]
            .map { $0.appendingPathComponent("tingsu").path }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
    }()

    /// Starts the program without waiting; output and errors go to the files. `launcher` is a program with arguments
    /// of its own that starts it, such as one that shifts the clock. A terminal takes the errors in the file's place.
    static func start(
        _ arguments: [String], launcher: [String] = [], environment: [String: String], output: String, errors: String,
        terminal: Terminal? = nil, input: String? = nil
    ) throws -> Process {
        let process = Process()
        let line = launcher + [path] + arguments
        process.executableURL = URL(fileURLWithPath: line[0])
        process.arguments = Array(line.dropFirst())
        process.environment = environment
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) }
            ?? FileHandle.nullDevice
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try terminal?.programSide ?? FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        return process
    }
}
