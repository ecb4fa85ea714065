import Foundation

/// What the field sends today: JSON lines, packed by `gzip -6`.
enum Gzip {
    /// The number of bytes that the lines take.
    static func size(_ lines: [String], in folder: URL) throws -> Int {
        let input = folder.appending(path: "lines.jsonl")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-6", "-c", input.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let packed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0, !packed.isEmpty else {
            throw GzipError(status: process.terminationStatus)
        }
        return packed.count
    }
}

struct GzipError: Error, CustomStringConvertible {
    let status: Int32
    var description: String { "gzip ended with status \(status); install gzip" }
}
